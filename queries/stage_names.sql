-- One row per delegation, value chain and stage with a counted ESS enterprise: the first name that may be given there.
-- columns: delegation, chain, stage, name
select e.delegation, a.chain, a.stage, min(case when e.publish or $all_names then e.name end) as name
from activity a
join enterprise e on e.id = a.enterprise
left join legal_form f on f.code = e.legal_form
where e.kind = 'ess' and e.evidence = 'observed' and e.status not in ('dormant', 'closed') and e.delegation is not null
    and not (a.stage = 'COM' and coalesce(f.may_trade, 'unknown') = 'no')
group by all
order by all
