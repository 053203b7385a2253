-- One row per governorate: the 2014 census its delegations were counted in, and the latest published total.
-- columns: governorate, census, latest, latest_period, latest_source
with totals as (
    select territory, value, period, source, year from figure
    where indicator in ('population', 'population_estimate') and level = 'governorate'
)
select g.code as governorate, c.value as census, l.value as latest, l.period as latest_period, l.source as latest_source
from governorate g
left join totals c on c.territory = g.code and c.period = '2014' and c.source like '%RGPH 2014%'
left join totals l on l.territory = g.code
qualify row_number() over (partition by g.code order by l.year desc nulls last, l.period desc, c.source) = 1
order by governorate
