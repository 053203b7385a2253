-- One row per saved scenario of the hub choice that was not removed, the first saved first.
-- columns: id, name, who, saved_at, entry, settings, snapshot, facts, list, result, sheet
select id, name, who, saved_at, entry, settings, snapshot, facts, list, result, sheet
from scenario
order by id
