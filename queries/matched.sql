-- One row: what the filters keep, of how many.
-- columns: enterprises, enterprises_all, services, services_all, projects, projects_all
select
    (select count(id) from matching_enterprises($filters)) as enterprises,
    (select count(id) from enterprise) as enterprises_all,
    (select count(id) from matching_services($filters)) as services,
    (select count(id) from service) as services_all,
    (select count(id) from matching_projects($filters)) as projects,
    (select count(id) from project) as projects_all
