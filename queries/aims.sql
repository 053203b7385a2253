-- One row per aim of the project: what was aimed at and what is recorded; recorded is null where nothing says.
-- columns: target, aim, recorded, source
with recorded as (
    select 'people' as target, sum(n)::bigint as recorded from headcount where measure = 'people_reached'
    union all
    select 'projects', nullif(count(id), 0) from project where evidence = 'observed'
    union all
    select 'support_bodies', nullif(count(distinct o.organisation), 0)
    from event_organisation o join event e on e.id = o.event where o.role = 'strengthened'
    union all
    select 'hubs', nullif(count(id), 0) from organisation where kind = 'hub'
)
select t.code as target, t.value as aim, r.recorded, t.source
from target t
left join recorded r on r.target = t.code
order by t.value desc
