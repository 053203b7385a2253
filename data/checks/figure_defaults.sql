-- error: one figure is the default for each territory and indicator.
-- columns: id, n
select territory || ' ' || indicator as id, count(*) filter (where is_default) as n
from figure
group by all
having count(*) filter (where is_default) <> 1
