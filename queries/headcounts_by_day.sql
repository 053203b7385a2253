-- One row per measure and day of an event; day null: counted for something that is not an event, or an event undated.
-- columns: measure, day, n, activities
select h.measure, h.held_on as day, sum(h.n)::bigint as n, count(distinct h.parent) as activities
from matching_headcounts($filters) h
where h.measure in ('people_reached', 'participations')
group by h.measure, h.held_on
order by h.measure, h.held_on
