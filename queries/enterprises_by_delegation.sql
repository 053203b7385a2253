-- One row per delegation, none left out. Informal groups and individual holders are counted apart, to be masked.
-- columns: delegation, ess, conventional, informal, women_led, youth_led
select d.code as delegation,
    count(e.id) filter (e.kind = 'ess') as ess,
    count(e.id) filter (e.kind = 'conventional') as conventional,
    count(e.id) filter (e.kind in ('informal_group', 'individual')) as informal,
    count(e.id) filter (e.kind = 'ess' and e.women_led = 'yes') as women_led,
    count(e.id) filter (e.kind = 'ess' and e.youth_led = 'yes') as youth_led
from delegation d
left join matching_enterprises($filters) e on e.delegation = d.code
group by d.code
order by d.code
