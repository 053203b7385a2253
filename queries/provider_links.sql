-- One row per recorded link between two bodies; a branch stands for the body it belongs to.
-- columns: one, other
with bodies as (
    select coalesce(f.part_of, l.from_id) as here, coalesce(t.part_of, l.to_id) as there
    from link l
    left join organisation f on f.id = l.from_id
    left join organisation t on t.id = l.to_id
    where l.from_table = 'organisation' and l.to_table = 'organisation'
)
select distinct least(here, there) as one, greatest(here, there) as other
from bodies
where here <> there
order by all
