-- One row per enterprise to take away, chains and stages together; informal groups and individual holders never are.
-- columns: id, name, legal_form, kind, governorate, delegation, lon, lat, precision, founded, status, women_led, youth_led, chains, stages, evidence, source
select e.id, case when e.publish or $all_names then e.name end as name, e.legal_form, e.kind, e.governorate,
    e.delegation, e.lon, e.lat, e.precision, e.founded, e.status, e.women_led, e.youth_led,
    list(distinct a.chain order by a.chain) filter (a.chain is not null) as chains,
    list(distinct a.stage order by a.stage) filter (a.stage is not null) as stages, e.evidence, e.source
from matching_enterprises($filters) e
left join activity a on a.enterprise = e.id
where e.kind in ('ess', 'conventional')
group by all
order by e.governorate, e.delegation, e.id
