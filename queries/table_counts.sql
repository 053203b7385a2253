-- One row per fact table and origin: how many rows, and since when they were recorded.
-- columns: fact, origin, rows, newest
with facts as (
    select 'enterprise' as fact, entry, recorded_on from enterprise union all
    select 'activity', entry, recorded_on from activity union all
    select 'organisation', entry, recorded_on from organisation union all
    select 'service', entry, recorded_on from service union all
    select 'coverage', entry, recorded_on from coverage union all
    select 'project', entry, recorded_on from project union all
    select 'event', entry, recorded_on from event union all
    select 'headcount', entry, recorded_on from headcount union all
    select 'link', entry, recorded_on from link union all
    select 'survey', entry, recorded_on from survey union all
    select 'figure', entry, recorded_on from figure union all
    select 'travel', entry, recorded_on from travel
)
select fact, case when entry = 0 then 'reference' when entry = -1 then 'demonstration' else 'user' end as origin,
    count(fact) as rows, max(recorded_on) as newest
from facts
group by all
order by all
