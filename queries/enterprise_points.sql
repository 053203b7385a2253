-- One row per enterprise that may be shown as a point; informal groups and individual holders never are.
-- At most $most + 1 rows: one more than may be drawn says that there are more.
-- columns: id, name, legal_form, kind, delegation, lon, lat, precision
select e.id, case when e.publish or $all_names then e.name end as name, e.legal_form, e.kind, e.delegation,
    e.lon, e.lat, e.precision
from matching_enterprises($filters) e
where e.kind in ('ess', 'conventional') and e.precision in ('exact', 'locality')
limit $most + 1
