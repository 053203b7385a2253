-- One row per measure of jobs, sex, age band and situation that the filters keep; `followed`: counted for an observed
-- project, the others (enterprises, likely projects) are told apart.
-- columns: measure, sex, age_band, situation, followed, n
select h.measure, h.sex, h.age_band, h.situation, p.id is not null as followed, sum(h.n)::bigint as n
from matching_headcounts($filters) h
left join project p on h.parent_table = 'project' and p.id = h.parent and p.evidence = 'observed'
where h.measure in ('jobs_planned', 'jobs_created', 'jobs_after_12_months', 'jobs_after_24_months')
group by all
order by all
