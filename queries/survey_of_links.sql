-- One row per delegation: how far the links between its actors were surveyed; no row is 'not'.
-- columns: delegation, status, surveyed_on, source
select d.code as delegation, coalesce(s.status, 'not') as status, s.surveyed_on, s.source
from delegation d
left join survey s on s.delegation = d.code and s.topic = 'links' and s.chain is null
qualify row_number() over (partition by d.code order by s.surveyed_on desc nulls last, s.status) = 1
order by d.code
