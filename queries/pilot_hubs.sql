-- One row per real pilot hub: its governorate, its delegation where a source gives one, and the seat that pages assume.
-- columns: id, name, governorate, delegation, seat, note, source
select o.id, o.name, o.governorate, o.delegation, coalesce(o.delegation, min(d.code)) as seat, o.note, o.source
from organisation o
join governorate g on g.code = o.governorate
left join delegation d on d.governorate = g.code and d.town = g.fr and d.point_kind = 'town'
where o.kind = 'hub'
group by all
order by o.governorate
