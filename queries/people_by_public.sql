-- One row per delegation and public: people reached that were counted as women, 15-34, graduates, informal workers.
-- A person may be in several publics: never to be added up.
-- columns: delegation, public, n
with counted as (
    select h.delegation, h.n, unnest(list_filter([
        case when h.sex = 'women' then 'women' end, case when h.age_band = '15_34' then 'youth' end,
        case when h.situation = 'graduate' then 'graduates' end, case when h.situation = 'informal' then 'informal' end
    ], lambda public: public is not null)) as public
    from matching_headcounts($filters) h
    where h.measure = 'people_reached' and h.delegation is not null
)
select delegation, public, sum(n)::bigint as n
from counted
group by delegation, public
order by delegation, public
