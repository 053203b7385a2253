-- One row per real pilot hub: its governorate, and its delegation where a source gives one.
-- columns: id, name, governorate, delegation, note, source
select id, name, governorate, delegation, note, source from organisation where kind = 'hub' order by governorate
