-- One row per support organisation that counts: a branch is listed under its parent's name too.
-- columns: id, name, name_ar, acronym, kind, sector, country, role_in_iess, part_of, governorate, delegation, coverage, likely_services, certainty, note, evidence, source
select o.id, o.name, o.name_ar, o.acronym, o.kind, o.sector, o.country, o.role_in_iess, p.name as part_of, o.governorate,
    o.delegation, o.coverage, o.likely_services, o.certainty, o.note, o.evidence, o.source
from organisation o
left join organisation p on p.id = o.part_of
where ($filters['governorates'] is null or list_contains($filters['governorates'], o.governorate))
    and ($filters['delegations'] is null or list_contains($filters['delegations'], o.delegation))
    and ($filters['q'] is null or contains(strip_accents(lower(o.name)), $filters['q']))
order by o.name, o.id
