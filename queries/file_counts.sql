-- One row: how many rows each downloadable table has under the filters. Informal groups, individual holders and their
-- projects are left out of the rows; `projects_left_out` is to be masked.
-- columns: enterprises, services, organisations, projects, projects_left_out, figures
with apart as (select id from enterprise where kind in ('informal_group', 'individual'))
select
    (select count(id) from matching_enterprises($filters) where kind in ('ess', 'conventional')) as enterprises,
    (select count(id) from matching_services($filters)) as services,
    (select count(id) from organisation
        where allows($filters['governorates'], governorate) and allows($filters['delegations'], delegation)
            and names($filters['q'], name)) as organisations,
    (select count(p.id) from matching_projects($filters) p where p.enterprise is null or p.enterprise not in (select id from apart)) as projects,
    (select count(p.id) from matching_projects($filters) p where p.enterprise in (select id from apart)) as projects_left_out,
    (select count(territory) from figure
        where ($filters['governorates'] is null or level = 'country'
            or list_contains($filters['governorates'], left(territory, 2)))
        and (level <> 'delegation' or allows($filters['delegations'], territory))) as figures
