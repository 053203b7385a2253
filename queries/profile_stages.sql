-- One row per value chain and ordered stage that applies to it; the transversal services are outside completeness.
-- columns: chain, stage, rank
select c.chain, c.stage, s.rank
from chain_stage c
join stage s on s.code = c.stage
where s.rank is not null
order by c.chain, s.rank
