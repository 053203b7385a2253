-- One row per source named by a fact, with what rests on it.
-- columns: source, fact, rows, doubtful
with facts as (
    select source, 'figure' as fact, quality = 'press or encyclopaedia' as doubtful from figure union all
    select source, 'organisation', certainty <> 'sourced' from organisation union all
    select source, 'enterprise', evidence = 'likely' from enterprise union all
    select source, 'service', evidence = 'likely' from service union all
    select source, 'project', evidence = 'likely' from project union all
    select source, 'survey', false from survey union all
    select source, 'travel', false from travel union all
    select source, 'legal_form', certainty <> 'sourced' from legal_form union all
    select source, 'value_chain', false from value_chain
)
select coalesce(source, '') as source, fact, count(fact) as rows, count(fact) filter (doubtful) as doubtful
from facts
group by all
order by fact, source
