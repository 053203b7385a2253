-- One row per delegation, none left out: observed, located services by hub function.
-- columns: delegation, services, providers, formation, accompagnement, financement, adapted
select d.code as delegation, count(s.id) as services, count(distinct s.organisation) as providers,
    count(s.id) filter (s.function = 'formation') as formation,
    count(s.id) filter (s.function = 'accompagnement') as accompagnement,
    count(s.id) filter (s.function = 'financement') as financement,
    count(s.id) filter (s.ess_specific = 'adapted') as adapted
from delegation d
left join matching_services($filters) s on s.delegation = d.code and s.evidence = 'observed'
group by d.code
order by d.code
