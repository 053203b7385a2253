-- One row per delegation, none left out: observed ESS enterprises, informal groups and individual holders
-- that are not closed. Groups and holders are to be masked before they are shown or weighed.
-- columns: delegation, governorate, ess, groups, holders
select d.code as delegation, d.governorate,
    count(e.id) filter (e.kind = 'ess') as ess,
    count(e.id) filter (e.kind = 'informal_group') as groups,
    count(e.id) filter (e.kind = 'individual') as holders
from delegation d
left join enterprise e on e.delegation = d.code and e.evidence = 'observed' and e.status <> 'closed'
group by all
order by all
