-- One row: what the filters keep but no map can place.
-- columns: enterprises, services, projects, likely_services
select
    (select count(e.id) from matching_enterprises($filters) e where e.delegation is null) as enterprises,
    (select count(s.id) from matching_services($filters) s where s.delegation is null and s.evidence = 'observed') as services,
    (select count(p.id) from matching_projects($filters) p where p.delegation is null) as projects,
    (select count(s.id) from matching_services($filters) s where s.evidence = 'likely') as likely_services
