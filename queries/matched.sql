-- One row: what the filters keep, of how many. Informal groups and individual holders are left out: a filter could
-- narrow them to one.
-- columns: enterprises, enterprises_all, services, services_all, projects, projects_all
select
    (select count(id) from matching_enterprises($filters) where kind in ('ess', 'conventional')) as enterprises,
    (select count(id) from enterprise where kind in ('ess', 'conventional')) as enterprises_all,
    (select count(id) from matching_services($filters)) as services,
    (select count(id) from service) as services_all,
    (select count(id) from matching_projects($filters)) as projects,
    (select count(id) from project) as projects_all
