-- One row per place, step and kind of enterprise (new, existing, unknown) of accompanied projects; place null: not
-- located. `informal`: projects of informal groups and individual holders, to be masked. Likely ones are counted apart.
-- columns: governorate, delegation, step, existing, projects, informal, likely
select p.governorate, p.delegation, p.step, p.existing, count(p.id) filter (p.evidence = 'observed') as projects,
    count(p.id) filter (p.evidence = 'observed' and e.kind in ('informal_group', 'individual')) as informal,
    count(p.id) filter (p.evidence = 'likely') as likely
from matching_projects($filters) p
left join enterprise e on e.id = p.enterprise
group by p.governorate, p.delegation, p.step, p.existing
order by p.governorate, p.delegation, p.step, p.existing
