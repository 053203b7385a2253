-- One row per governorate: what the filters keep there; informal groups and individual holders apart, to be masked.
-- A body with seats in two governorates is a provider of each: the column `providers` does not add up.
-- columns: governorate, ess, conventional, informal, services, providers, likely_services, projects
with e as (
    select governorate, count(id) filter (kind = 'ess') as ess, count(id) filter (kind = 'conventional') as conventional,
        count(id) filter (kind in ('informal_group', 'individual')) as informal
    from matching_enterprises($filters) group by governorate
),
s as (
    select governorate, count(id) filter (evidence = 'observed') as services,
        count(distinct organisation) filter (evidence = 'observed') as providers,
        count(id) filter (evidence = 'likely') as likely_services
    from matching_services($filters) group by governorate
),
p as (select governorate, count(id) as projects from matching_projects($filters) group by governorate)
select g.code as governorate, coalesce(e.ess, 0) as ess, coalesce(e.conventional, 0) as conventional,
    coalesce(e.informal, 0) as informal, coalesce(s.services, 0) as services, coalesce(s.providers, 0) as providers,
    coalesce(s.likely_services, 0) as likely_services, coalesce(p.projects, 0) as projects
from governorate g
left join e on e.governorate = g.code
left join s on s.governorate = g.code
left join p on p.governorate = g.code
order by g.code
