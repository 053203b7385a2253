-- One row per source that the matrix of value chains rests on.
-- columns: source
select distinct source from activity
union
select distinct source from survey where topic = 'enterprises'
union
select distinct source from chain_governorate where source is not null
order by source
