-- One row per value chain and stage of the working model; a stage not listed for a chain is not applicable to it.
-- columns: chain, stage, rank, words
select c.chain, c.stage, s.rank, c.words
from chain_stage c
join stage s on s.code = c.stage
order by c.chain, coalesce(s.rank, 99)
