-- error: a point is whole and says how precise it is; 'exact' and 'locality' have a point, 'delegation' a delegation.
-- columns: id, precision, lon, lat
with placed as (
    select id, delegation, lon, lat, precision from organisation
    union all select id, delegation, lon, lat, precision from enterprise
    union all select id, delegation, lon, lat, precision from service
)
select id, precision, lon, lat
from placed
where (lon is null) <> (lat is null)
    or (lon is not null and precision is null)
    or (lon is null and precision in ('exact', 'locality'))
    or (delegation is null and precision = 'delegation')
