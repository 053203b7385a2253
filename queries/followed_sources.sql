-- One row per source of the aims and of what is counted against them.
-- columns: source, rows
with facts as (
    select source from target union all
    select source from headcount union all
    select source from project union all
    select source from event
)
select source, count(source) as rows
from facts
where source is not null
group by source
order by source
