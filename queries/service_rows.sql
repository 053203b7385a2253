-- One row per service to take away: observed ones, then those that are only likely and never count in access.
-- columns: id, organisation_name, service_type, function, governorate, delegation, lon, lat, precision, target_public, ess_specific, capacity, capacity_unit, evidence, source
select s.id, s.organisation_name, s.service_type, s.function, s.governorate, s.delegation, s.lon, s.lat, s.precision,
    s.target_public, s.ess_specific, s.capacity, s.capacity_unit, s.evidence, s.source
from matching_services($filters) s
order by s.evidence desc, s.governorate, s.delegation, s.function, s.id
