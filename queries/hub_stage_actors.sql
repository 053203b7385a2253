-- One row per delegation, chain and stage that an observed ESS enterprise holds; a form that may not trade does not hold
-- the sale.
-- columns: delegation, chain, stage
select distinct e.delegation, a.chain, a.stage
from activity a
join enterprise e on e.id = a.enterprise
left join legal_form f on f.code = e.legal_form
where e.kind = 'ess' and e.evidence = 'observed' and e.status <> 'closed' and e.delegation is not null
    and not (a.stage = 'COM' and coalesce(f.may_trade, 'unknown') = 'no')
order by all
