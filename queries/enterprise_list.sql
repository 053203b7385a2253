-- One row per enterprise, chains together; informal groups and individual holders are never listed.
-- columns: id, name, legal_form, kind, governorate, delegation, precision, founded, status, women_led, youth_led, chains, evidence, source
with shown as (
    select e.id, case when e.publish or $all_names then e.name end as name, e.legal_form, e.kind, e.governorate,
        e.delegation, e.precision, e.founded, e.status, e.women_led, e.youth_led, e.evidence, e.source
    from matching_enterprises($filters) e
    where e.kind in ('ess', 'conventional')
    order by e.governorate, e.delegation, e.id
    limit $most
)
select s.id, s.name, s.legal_form, s.kind, s.governorate, s.delegation, s.precision, s.founded, s.status, s.women_led,
    s.youth_led, list(distinct a.chain order by a.chain) filter (a.chain is not null) as chains, s.evidence, s.source
from shown s
left join activity a on a.enterprise = s.id
group by all
order by s.governorate, s.delegation, s.id
