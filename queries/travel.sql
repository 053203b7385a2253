-- One row per way from delegation to delegation that was loaded; the newest load wins where two sources tell one.
-- columns: from_delegation, to_delegation, minutes, km, source
select t.from_delegation, t.to_delegation, t.minutes, t.km, t.source
from travel t
qualify row_number() over (
    partition by t.from_delegation, t.to_delegation order by t.entry desc, t.source, t.source_id
) = 1
order by t.from_delegation, t.to_delegation
