-- One row per published figure; `is_default` marks the one the pages use.
-- columns: territory, level, indicator, period, value, standard_error, unit, quality, is_default, source
select territory, level, indicator, period, value, standard_error, unit, quality, is_default, source
from figure
where $filters['governorates'] is null or level = 'country' or list_contains($filters['governorates'], left(territory, 2))
order by indicator, level, territory, period
