-- One row per delegation and value chain: how far its enterprises were surveyed; no row in `survey` is 'not'.
-- A row for the chain wins over a row for every chain; the newest wins among equals.
-- columns: delegation, chain, status, surveyed_on, source
select d.code as delegation, c.code as chain, coalesce(s.status, 'not') as status, s.surveyed_on, s.source
from delegation d
cross join value_chain c
left join survey s on s.delegation = d.code and s.topic = 'enterprises' and coalesce(s.chain, c.code) = c.code
qualify row_number() over (
    partition by d.code, c.code order by s.chain nulls last, s.surveyed_on desc nulls last, s.status
) = 1
order by d.code, c.code
