-- One row per place and value chain: ESS enterprises, each once per chain whatever its stages; observed, not closed or dormant.
-- columns: governorate, delegation, chain, ess
select e.governorate, e.delegation, a.chain, count(distinct e.id) as ess
from matching_enterprises($filters) e
join activity a on a.enterprise = e.id
where e.kind = 'ess' and e.evidence = 'observed' and e.status not in ('dormant', 'closed')
group by all
order by all
