-- error: a governorate or delegation code is one of ours, and a delegation lies in the governorate beside it.
-- columns: id, governorate, delegation
with placed as (
    select id, governorate, delegation from organisation
    union all select id, governorate, delegation from enterprise
    union all select id, governorate, delegation from service
    union all select id, governorate, delegation from project
    union all select id, governorate, delegation from event
)
select p.id, p.governorate, p.delegation
from placed p
left join governorate g on g.code = p.governorate
left join delegation d on d.code = p.delegation
where (p.governorate is not null and g.code is null)
    or (p.delegation is not null and (d.code is null or d.governorate is distinct from p.governorate))
