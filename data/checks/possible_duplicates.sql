-- reported: enterprises of one name in one delegation and of one legal form; never merged by itself.
-- columns: id, name, n
select min(id) as id, min(name) as name, count(*) as n
from enterprise
where name is not null
group by strip_accents(lower(trim(name))), governorate, delegation, legal_form
having count(*) > 1
