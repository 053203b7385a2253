-- One row per saved scenario of the hub choice that was not removed, the first saved first.
-- columns: id, name, who, saved_at, entry, settings, snapshot, facts, seat_a, seat_b, rank, need_served, need_error, need_unserved, unserved_error, places_unserved, mean_km, worst_km, worst_place, sheet
select
    id, name, who, saved_at, entry, settings, snapshot, facts, seat_a, seat_b, rank,
    need_served, need_error, need_unserved, unserved_error, places_unserved, mean_km, worst_km, worst_place, sheet
from scenario
order by id
