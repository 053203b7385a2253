-- One row per value chain that the filters keep; an enterprise in two chains counts in both.
-- columns: chain, ess, conventional
select a.chain, count(distinct e.id) filter (e.kind = 'ess') as ess,
    count(distinct e.id) filter (e.kind = 'conventional') as conventional
from matching_enterprises($filters) e
join activity a on a.enterprise = e.id
where ($filters['chains'] is null or list_contains($filters['chains'], a.chain))
    and ($filters['stages'] is null or list_contains($filters['stages'], a.stage))
group by a.chain
having count(distinct e.id) filter (e.kind in ('ess', 'conventional')) > 0
order by ess desc, a.chain
