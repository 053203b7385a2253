-- One row per delegation and sector: public, private or civil-society bodies observed there, by their seat or by a
-- service they give there.
-- columns: delegation, sector, bodies
with present as (
    select o.delegation, o.sector, o.id from organisation o where o.evidence = 'observed'
    union
    select s.delegation, o.sector, o.id
    from service s
    join organisation o on o.id = s.organisation
    where s.evidence = 'observed'
)
select p.delegation, p.sector, count(distinct p.id) as bodies
from present p
where p.delegation is not null and p.sector in ('public', 'private', 'civil society')
group by all
order by all
