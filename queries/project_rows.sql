-- One row per project to take away, without those of informal groups and individual holders; a name only with consent.
-- columns: id, name, existing, chain, governorate, delegation, step, funders, amount_tnd, evidence, source
select p.id, case when p.publish or $all_names then p.name end as name, p.existing, p.chain, p.governorate,
    p.delegation, p.step, p.funders, p.amount_tnd, p.evidence, p.source
from matching_projects($filters) p
left join enterprise e on e.id = p.enterprise
where coalesce(e.kind, 'ess') in ('ess', 'conventional')
order by p.governorate, p.delegation, p.id
