-- One row per delegation of the four governorates: where it is and what is known of its people.
-- columns: code, governorate, fr, ar, town, lon, lat, area_km2, point_kind, outline_reliable, population, population_year, population_source, poverty_rate, poverty_error, poverty_year, poverty_source
select d.code, d.governorate, d.fr, d.ar, d.town, d.lon, d.lat, d.area_km2, d.point_kind, d.outline_reliable,
    p.value as population, p.year as population_year, p.source as population_source,
    r.value as poverty_rate, r.standard_error as poverty_error, r.year as poverty_year, r.source as poverty_source
from delegation d
left join figure p on p.territory = d.code and p.indicator = 'population' and p.is_default
left join figure r on r.territory = d.code and r.indicator = 'poverty_rate' and r.is_default
order by d.code
