-- reported: an activity at a stage that its value chain does not have.
-- columns: id, chain, stage
select a.enterprise as id, a.chain, a.stage
from activity a
anti join chain_stage c on c.chain = a.chain and c.stage = a.stage
