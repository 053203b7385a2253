-- error: a row that belongs to another names one that is in the store.
-- columns: id, parent
with named as (
    select 'activity ' || source_id as id, 'enterprise' as kind, enterprise as parent from activity
    union all select 'service ' || source_id, 'organisation', organisation from service
    union all select 'coverage ' || source_id, 'service', service from coverage
    union all select 'project ' || source_id, 'enterprise', enterprise from project where enterprise is not null
    union all select 'event_organisation ' || source_id, 'event', event from event_organisation
    union all select 'event_organisation ' || source_id, 'organisation', organisation from event_organisation
    union all select 'headcount ' || source_id, parent_table, parent from headcount
    union all select 'link ' || source_id, from_table, from_id from link
    union all select 'link ' || source_id, to_table, to_id from link
    union all select 'organisation ' || source_id, 'organisation', part_of from organisation where part_of is not null
), known as (
    select 'organisation' as kind, id from organisation
    union all select 'enterprise', id from enterprise
    union all select 'service', id from service
    union all select 'project', id from project
    union all select 'event', id from event
)
select n.id, n.parent
from named n
anti join known k on k.kind = n.kind and k.id = n.parent
