-- One row per measure, place, sex, age band, situation and project step that the filters keep; place null: not located.
-- People reached, participations, jobs: each a measure of its own, never to be added up with another.
-- columns: measure, governorate, delegation, sex, age_band, situation, step, n
select h.measure, h.governorate, h.delegation, h.sex, h.age_band, h.situation, h.step, sum(h.n)::bigint as n
from matching_headcounts($filters) h
where h.measure not in ('members', 'workers')
group by all
order by all
