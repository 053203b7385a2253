-- One row per measure, place, sex, age band and situation that the filters keep; place null: not located.
-- Participations and people reached are two measures: never to be added up. Jobs: see jobs_by_group.
-- columns: measure, governorate, delegation, sex, age_band, situation, n
select h.measure, h.governorate, h.delegation, h.sex, h.age_band, h.situation, sum(h.n)::bigint as n
from matching_headcounts($filters) h
where h.measure in ('people_reached', 'participations')
group by all
order by all
