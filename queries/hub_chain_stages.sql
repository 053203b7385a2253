-- One row per governorate, chain and stage to be expected there: the chain is documented or present, the stage is one
-- of its ordered stages.
-- columns: governorate, chain, stage
with present as (
    select g.governorate, g.chain from chain_governorate g where g.certainty = 'documented'
    union
    select e.governorate, a.chain
    from activity a
    join enterprise e on e.id = a.enterprise
    where e.evidence = 'observed' and e.status <> 'closed' and e.governorate is not null
)
select p.governorate, p.chain, c.stage
from present p
join chain_stage c on c.chain = p.chain
join stage s on s.code = c.stage and s.rank is not null
order by all
