-- One row per code of a vocabulary, in the order it is offered.
-- columns: vocabulary, code, fr, ar, en, position, parent
select 'governorates' as vocabulary, code, fr, ar, en, row_number() over (order by code) as position, null as parent from governorate
union all
select 'delegations', code, fr, ar, null, row_number() over (order by governorate, fr), governorate from delegation
union all
select 'chains', code, fr, ar, en, row_number() over (order by fr), null from value_chain
union all
select 'stages', code, fr, ar, en, coalesce(rank, 99), null from stage
union all
select 'forms', code, fr, ar, en, row_number() over (order by family, fr), family from legal_form
union all
select 'services', code, fr, ar, en, row_number() over (order by function, fr), function from service_type
order by vocabulary, position, code
