-- error: a survey's function goes with the topic services, its chain with enterprises or links.
-- columns: id, topic, function, chain
select source_id as id, topic, function, chain
from survey
where (function is not null and topic <> 'services') or (chain is not null and topic = 'services')
