-- One row per value chain, per stage and for both together (chain or stage null: all of them): who leads ESS enterprises.
-- Unknown is kept apart, never taken for no. Informal groups and individual holders are left out: a count could tell one person.
-- columns: chain, stage, ess, women_yes, women_no, women_unknown, youth_yes, youth_no, youth_unknown
with actors as (
    select distinct e.id, a.chain, a.stage, e.women_led, e.youth_led
    from matching_enterprises($filters) e
    join activity a on a.enterprise = e.id
    where e.kind = 'ess' and e.evidence = 'observed' and e.status not in ('dormant', 'closed')
        and ($filters['chains'] is null or list_contains($filters['chains'], a.chain))
        and ($filters['stages'] is null or list_contains($filters['stages'], a.stage))
)
select chain, stage, count(distinct id) as ess,
    count(distinct id) filter (women_led = 'yes') as women_yes,
    count(distinct id) filter (women_led = 'no') as women_no,
    count(distinct id) filter (women_led = 'unknown') as women_unknown,
    count(distinct id) filter (youth_led = 'yes') as youth_yes,
    count(distinct id) filter (youth_led = 'no') as youth_no,
    count(distinct id) filter (youth_led = 'unknown') as youth_unknown
from actors
group by grouping sets ((chain), (stage), ())
order by chain nulls last, stage nulls last
