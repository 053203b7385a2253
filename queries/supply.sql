-- One row per observed, located service of a hub function for entrepreneurs: what counts in access, whatever is shown.
-- columns: service, organisation, organisation_name, service_type, function, delegation, ess_specific, served
select s.id as service, s.organisation, o.name as organisation_name, s.service_type, t.function, s.delegation,
    s.ess_specific, list(distinct c.delegation order by c.delegation) filter (c.delegation is not null) as served
from service s
join service_type t on t.code = s.service_type
left join organisation o on o.id = s.organisation
left join coverage c on c.service = s.id
where s.evidence = 'observed' and s.delegation is not null
    and t.function in ('formation', 'accompagnement', 'financement') and t.audience = 'entrepreneurs'
group by all
order by s.id
