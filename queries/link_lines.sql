-- One row per recorded link with an end that the filters keep: where both ends are, null where one is not located.
-- A place known by delegation only stands at the delegation's point. Links with an informal group or an individual holder are told apart (apart) and never drawn.
-- columns: kind, scope, apart, from_delegation, to_delegation, from_lon, from_lat, to_lon, to_lat
with ends as (
    select 'enterprise' as from_table, e.id, e.delegation, e.kind in ('informal_group', 'individual') as is_apart,
        coalesce(e.lon, d.lon) as lon, coalesce(e.lat, d.lat) as lat
    from enterprise e
    left join delegation d on d.code = e.delegation
    union all
    select 'organisation', o.id, o.delegation, false, coalesce(o.lon, d.lon), coalesce(o.lat, d.lat)
    from organisation o
    left join delegation d on d.code = o.delegation
)
select l.kind, l.scope, f.is_apart or t.is_apart as apart, f.delegation as from_delegation, t.delegation as to_delegation,
    f.lon as from_lon, f.lat as from_lat, t.lon as to_lon, t.lat as to_lat
from link l
join ends f on f.from_table = l.from_table and f.id = l.from_id
join ends t on t.from_table = l.to_table and t.id = l.to_id
where l.from_id in (select id from matching_enterprises($filters)) or l.to_id in (select id from matching_enterprises($filters))
order by l.scope, l.kind, l.from_id, l.to_id
