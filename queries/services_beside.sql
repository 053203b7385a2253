-- One row per service for entrepreneurs that never counts in access: only likely, or without a place.
-- columns: id, organisation_name, service_type, function, governorate, ess_specific, beside, source
select s.id, s.organisation_name, s.service_type, s.function, s.governorate, s.ess_specific,
    case when s.evidence = 'likely' then 'likely' else 'not_located' end as beside, s.source
from matching_services($filters) s
join service_type t on t.code = s.service_type
where t.audience = 'entrepreneurs' and (s.evidence = 'likely' or s.delegation is null)
order by beside, s.organisation_name, s.id
limit $most
