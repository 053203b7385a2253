-- One row: events that the filters keep, and how many say their people, their participations, their date, their place.
-- columns: events, with_people, with_participations, dated, located
with counted as (
    select parent, bool_or(measure = 'people_reached') as people, bool_or(measure = 'participations') as participations
    from headcount where parent_table = 'event' group by parent
)
select count(e.id) as events, count(e.id) filter (coalesce(c.people, false)) as with_people,
    count(e.id) filter (coalesce(c.participations, false)) as with_participations, count(e.held_on) as dated,
    count(e.delegation) as located
from matching_events($filters) e
left join counted c on c.parent = e.id
