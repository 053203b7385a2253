-- error: a demonstration row says so in its name.
-- columns: id, name
with shown as (
    select id, name from organisation where entry = -1
    union all select id, name from enterprise where entry = -1
    union all select id, name from project where entry = -1
    union all select id, title from event where entry = -1
)
select id, name
from shown
where name is not null and name not like 'Démo %'
