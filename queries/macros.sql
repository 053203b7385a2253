-- What a filter means, written once. Temporary table macros, made when a snapshot is opened.
-- $filters is a struct of lists; a NULL list matches everything.

create or replace temp macro allows(chosen, code) as (chosen is null or list_contains(chosen, code));

create or replace temp macro names(chosen, name) as (
    chosen is null or contains(strip_accents(lower(coalesce(name, ''))), chosen)
);

create or replace temp macro matching_enterprises(filters) as table
select e.id, e.name, e.legal_form, e.kind, e.governorate, e.delegation, e.lon, e.lat, e.precision, e.founded,
    e.status, e.women_led, e.youth_led, e.publish, e.evidence, e.source
from enterprise e
where allows(filters['governorates'], e.governorate)
    and allows(filters['delegations'], e.delegation)
    and allows(filters['forms'], e.legal_form)
    and allows(filters['women_led'], e.women_led)
    and allows(filters['youth_led'], e.youth_led)
    and allows(filters['status'], e.status)
    and allows(filters['observed'], e.evidence)
    and names(filters['q'], e.name)
    and (
        (filters['chains'] is null and filters['stages'] is null)
        or e.id in (
            select a.enterprise from activity a
            where allows(filters['chains'], a.chain) and allows(filters['stages'], a.stage)
        )
    );

create or replace temp macro matching_services(filters) as table
select s.id, s.organisation, s.service_type, t.function, s.governorate, s.delegation, s.lon, s.lat, s.precision,
    s.target_public, s.ess_specific, s.capacity, s.capacity_unit, s.evidence, s.source, o.name as organisation_name
from service s
join service_type t on t.code = s.service_type
left join organisation o on o.id = s.organisation
where allows(filters['governorates'], s.governorate)
    and allows(filters['delegations'], s.delegation)
    and allows(filters['functions'], t.function)
    and allows(filters['services'], s.service_type)
    and allows(filters['ess_specific'], s.ess_specific)
    and allows(filters['observed'], s.evidence)
    and names(filters['q'], o.name);

create or replace temp macro matching_projects(filters) as table
select p.id, p.name, p.enterprise, p.existing, p.chain, p.governorate, p.delegation, p.step, p.funders, p.amount_tnd,
    p.publish, p.evidence, p.source
from project p
where allows(filters['governorates'], p.governorate)
    and allows(filters['delegations'], p.delegation)
    and allows(filters['chains'], p.chain)
    and allows(filters['steps'], p.step)
    and allows(filters['observed'], p.evidence)
    and names(filters['q'], p.name);

create or replace temp macro matching_events(filters) as table
select e.id, e.title, e.kind, e.held_on, e.governorate, e.delegation, e.chain, e.scope, e.source
from event e
where allows(filters['governorates'], e.governorate)
    and allows(filters['delegations'], e.delegation)
    and allows(filters['chains'], e.chain)
    and names(filters['q'], e.title);

-- Headcounts follow what they count for. Services and bodies have no chain: under a chain's name they are left out.
create or replace temp macro matching_headcounts(filters) as table
with parents as (
    select 'event' as parent_table, id, governorate, delegation, null as step, held_on from matching_events(filters)
    union all
    select 'project', id, governorate, delegation, step, null from matching_projects(filters)
    union all
    select 'enterprise', id, governorate, delegation, null, null from matching_enterprises(filters)
    union all
    select 'service', id, governorate, delegation, null, null from matching_services(filters)
    where filters['chains'] is null
    union all
    select 'organisation', o.id, o.governorate, o.delegation, null, null from organisation o
    where filters['chains'] is null
        and allows(filters['governorates'], o.governorate)
        and allows(filters['delegations'], o.delegation)
        and allows(filters['observed'], o.evidence)
        and names(filters['q'], o.name)
)
select h.parent_table, h.parent, h.measure, h.sex, h.age_band, h.situation, h.n, h.recorded_on, h.source,
    p.governorate, p.delegation, p.step, p.held_on
from headcount h
join parents p on p.parent_table = h.parent_table and p.id = h.parent;
