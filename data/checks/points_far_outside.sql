-- error: a point lies in the delegation it is declared in, or within 2.5 km of its outline.
-- columns: id, km
select o.id, o.km
from off_outline o
where o.km > 2.5
    and o.id not in (select g.id from organisation g where g.entry = 0)  -- facts are never blocked by our own outlines
