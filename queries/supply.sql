-- One row per observed, located service of a hub function for entrepreneurs: what counts in access, whatever is shown.
-- A branch counts as the body it belongs to: two branches of one body are one provider. `organisation` is that body,
-- `organisation_name` the name at this seat.
-- columns: service, organisation, body_name, organisation_name, service_type, function, delegation, ess_specific, target_public, capacity, capacity_unit, served
select s.id as service, coalesce(b.id, s.organisation) as organisation, coalesce(b.name, o.name) as body_name,
    o.name as organisation_name, s.service_type, t.function, s.delegation, s.ess_specific, s.target_public,
    s.capacity, s.capacity_unit,
    list(distinct c.delegation order by c.delegation) filter (c.delegation is not null) as served
from service s
join service_type t on t.code = s.service_type
left join organisation o on o.id = s.organisation
left join organisation b on b.id = o.part_of
left join coverage c on c.service = s.id
where s.evidence = 'observed' and s.delegation is not null
    and t.function in ('formation', 'accompagnement', 'financement') and t.audience = 'entrepreneurs'
group by all
order by s.id
