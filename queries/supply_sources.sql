-- One row per source of the services that count in access.
-- columns: source, services
select s.source, count(s.id) as services
from service s
join service_type t on t.code = s.service_type
where s.evidence = 'observed' and s.delegation is not null
    and t.function in ('formation', 'accompagnement', 'financement') and t.audience = 'entrepreneurs'
group by s.source
order by s.source
