-- One row per delegation, value chain and ordered stage where someone is recorded, whatever is shown.
-- ess leaves out those whose form may not trade at the stage where trade is done: they are not_entitled.
-- columns: delegation, chain, stage, ess, not_entitled, conventional, informal
select e.delegation, a.chain, a.stage,
    count(distinct e.id) filter (e.kind = 'ess' and not (a.stage = 'COM' and coalesce(f.may_trade, 'unknown') = 'no')) as ess,
    count(distinct e.id) filter (e.kind = 'ess' and a.stage = 'COM' and f.may_trade = 'no') as not_entitled,
    count(distinct e.id) filter (e.kind = 'conventional') as conventional,
    count(distinct e.id) filter (e.kind in ('informal_group', 'individual')) as informal
from enterprise e
join activity a on a.enterprise = e.id
join stage s on s.code = a.stage
left join legal_form f on f.code = e.legal_form
where e.delegation is not null and s.rank is not null and e.evidence = 'observed'
group by e.delegation, a.chain, a.stage
order by e.delegation, a.chain, a.stage
