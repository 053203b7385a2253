-- One row per delegation and value chain: how far its enterprises were surveyed; no row in `survey` is 'not'.
-- A row for the chain wins over a row for every chain; the newest wins among equals.
-- columns: delegation, chain, status
select d.code as delegation, v.code as chain, coalesce(s.status, 'not') as status
from delegation d
cross join value_chain v
left join survey s on s.delegation = d.code and s.topic = 'enterprises' and coalesce(s.chain, v.code) = v.code
qualify row_number() over (
    partition by d.code, v.code order by s.chain nulls last, s.surveyed_on desc nulls last, s.status
) = 1
order by d.code, v.code
