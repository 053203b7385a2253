-- One row per delegation and hub function: how far its services were surveyed; no row in `survey` is 'not'.
-- A row for the function wins over a row for every function; the newest wins among equals.
-- columns: delegation, function, status, surveyed_on, source
with functions as (select unnest(['formation', 'accompagnement', 'financement']) as function)
select d.code as delegation, f.function, coalesce(s.status, 'not') as status, s.surveyed_on, s.source
from delegation d
cross join functions f
left join survey s on s.delegation = d.code and s.topic = 'services' and coalesce(s.function, f.function) = f.function
qualify row_number() over (
    partition by d.code, f.function order by s.function nulls last, s.surveyed_on desc nulls last, s.status
) = 1
order by d.code, f.function
