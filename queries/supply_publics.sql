-- One row per service that counts in access (see supply): for whom it says it is, as written, null where it does not say.
-- columns: service, function, target_public
select s.id as service, t.function, s.target_public
from service s
join service_type t on t.code = s.service_type
where s.evidence = 'observed' and s.delegation is not null
    and t.function in ('formation', 'accompagnement', 'financement') and t.audience = 'entrepreneurs'
order by s.id
