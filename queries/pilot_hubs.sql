-- One row per real pilot hub: its governorate, its delegation where a source gives one, and the seat that pages assume.
-- columns: id, name, governorate, delegation, seat, note, source
select o.id, o.name, o.governorate, o.delegation, coalesce(o.delegation, t.code) as seat, o.note, o.source
from organisation o
join governorate g on g.code = o.governorate
left join delegation t on t.governorate = g.code and t.town = g.fr and t.point_kind = 'town'
where o.kind = 'hub'
order by o.governorate
