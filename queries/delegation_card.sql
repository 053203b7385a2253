-- One row per fact known of one delegation under the filters: informal groups and individuals apart, to be masked.
-- columns: ess, conventional, informal, services, likely_services, projects
select
    (select count(id) from matching_enterprises($filters) where delegation = $delegation and kind = 'ess') as ess,
    (select count(id) from matching_enterprises($filters) where delegation = $delegation and kind = 'conventional') as conventional,
    (select count(id) from matching_enterprises($filters)
        where delegation = $delegation and kind in ('informal_group', 'individual')) as informal,
    (select count(id) from matching_services($filters) where delegation = $delegation and evidence = 'observed') as services,
    (select count(id) from matching_services($filters) where delegation = $delegation and evidence = 'likely') as likely_services,
    (select count(id) from matching_projects($filters) where delegation = $delegation) as projects
