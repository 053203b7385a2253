-- One row per observed service with a point of its own.
-- At most $most + 1 rows: one more than may be drawn says that there are more.
-- columns: id, organisation, organisation_name, service_type, function, delegation, lon, lat, precision
select s.id, s.organisation, s.organisation_name, s.service_type, s.function, s.delegation, s.lon, s.lat, s.precision
from matching_services($filters) s
where s.evidence = 'observed' and s.precision in ('exact', 'locality')
limit $most + 1
