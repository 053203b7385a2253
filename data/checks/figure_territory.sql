-- error: a figure belongs to the country, a governorate or a delegation that exists at its level.
-- columns: id, level, territory
select f.source_id as id, f.level, f.territory
from figure f
where not case f.level
    when 'country' then f.territory = 'TN'
    when 'governorate' then f.territory in (select g.code from governorate g)
    else f.territory in (select d.code from delegation d)
end
