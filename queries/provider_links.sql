-- One row per recorded link between two organisations.
-- columns: one, other
select distinct least(l.from_id, l.to_id) as one, greatest(l.from_id, l.to_id) as other
from link l
where l.from_table = 'organisation' and l.to_table = 'organisation'
order by all
