-- One row per delegation, none left out: accompanied projects and their steps.
-- columns: delegation, projects, idea, plan, financed, started, growing
select d.code as delegation, count(p.id) as projects,
    count(p.id) filter (p.step = 'idea') as idea, count(p.id) filter (p.step = 'plan') as plan,
    count(p.id) filter (p.step = 'financed') as financed, count(p.id) filter (p.step = 'started') as started,
    count(p.id) filter (p.step = 'growing') as growing
from delegation d
left join matching_projects($filters) p on p.delegation = d.code
group by d.code
order by d.code
