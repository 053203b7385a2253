-- error: capacities and amounts are not negative, coordinates are degrees, years are years.
-- columns: id
select id from service where capacity < 0
union all select id from project where amount_tnd < 0
union all select id from enterprise where founded not between 1850 and 2100 or lon not between -180 and 180 or lat not between -90 and 90
union all select id from organisation where lon not between -180 and 180 or lat not between -90 and 90
union all select id from service where lon not between -180 and 180 or lat not between -90 and 90
union all select source_id from figure where isnan(value) or isinf(value) or standard_error < 0
