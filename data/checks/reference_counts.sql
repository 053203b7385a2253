-- error: the shipped facts are all there.
-- columns: id, n, expected
with counted as (
    select 'governorate' as id, count(*) as n, 4 as expected from governorate
    union all select 'delegation', count(*), 45 from delegation
    union all select 'newer_delegation', count(*), 4 from newer_delegation
    union all select 'value_chain', count(*), 22 from value_chain
    union all select 'stage', count(*), 7 from stage
    union all select 'legal_form', count(*), 21 from legal_form
    union all select 'service_type', count(*), 22 from service_type
    union all select 'population 2014', count(*), 45 from figure where level = 'delegation' and indicator = 'population' and year = 2014 and entry = 0
    union all select 'poverty_rate 2015', count(*), 45 from figure where level = 'delegation' and indicator = 'poverty_rate' and year = 2015 and entry = 0
)
select id, n, expected
from counted
where n <> expected
