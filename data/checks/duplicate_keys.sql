-- error: a row's source and source_id identify it within its table, so they occur once.
-- columns: id, source, n
with keys as (
    select 'figure' as place, source, source_id from figure
    union all select 'organisation', source, source_id from organisation
    union all select 'enterprise', source, source_id from enterprise
    union all select 'activity', source, source_id from activity
    union all select 'service', source, source_id from service
    union all select 'coverage', source, source_id from coverage
    union all select 'project', source, source_id from project
    union all select 'event', source, source_id from event
    union all select 'event_organisation', source, source_id from event_organisation
    union all select 'headcount', source, source_id from headcount
    union all select 'link', source, source_id from link
    union all select 'survey', source, source_id from survey
    union all select 'travel', source, source_id from travel
)
select place || ' ' || source_id as id, source, count(*) as n
from keys
group by all
having count(*) > 1
