-- reported: the 2014 populations of a governorate's delegations add up to its published total.
-- columns: id, delegations, published
select g.territory as id, sum(f.value) as delegations, any_value(g.value) as published
from figure f
join delegation d on d.code = f.territory
join figure g on g.territory = d.governorate and g.indicator = 'population' and g.year = 2014 and g.entry = 0
where f.indicator = 'population' and f.year = 2014 and f.entry = 0
group by g.territory
having sum(f.value) <> any_value(g.value)
