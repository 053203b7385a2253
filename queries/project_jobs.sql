-- One row per observed project: its jobs planned, created, still there after 12 and 24 months, null where not recorded;
-- created_on: the earliest day on which its jobs created were recorded.
-- columns: project, step, planned, created, after_12, after_24, created_on
select p.id as project, p.step, sum(h.n) filter (h.measure = 'jobs_planned')::bigint as planned,
    sum(h.n) filter (h.measure = 'jobs_created')::bigint as created,
    sum(h.n) filter (h.measure = 'jobs_after_12_months')::bigint as after_12,
    sum(h.n) filter (h.measure = 'jobs_after_24_months')::bigint as after_24,
    min(h.recorded_on) filter (h.measure = 'jobs_created') as created_on
from matching_projects($filters) p
left join headcount h on h.parent_table = 'project' and h.parent = p.id
where p.evidence = 'observed'
group by p.id, p.step
order by p.id
