-- reported: the point lies just outside the delegation it is declared in; the declared code counts.
-- columns: id, km
select id, km
from off_outline
where km <= 2.5
