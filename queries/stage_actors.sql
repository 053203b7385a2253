-- One row per place, value chain and stage where somebody is recorded; a place whose delegation is not known keeps its governorate.
-- Counted: observed and not closed or dormant; a form that may not trade and sells in fact is apart (not_entitled).
-- Informal groups and individual holders are apart, to be masked. Beside, never counted: likely, dormant or closed.
-- columns: governorate, delegation, chain, stage, ess, not_entitled, informal, conventional, likely, inactive
with actors as (
    select distinct e.id, e.governorate, e.delegation, e.kind, a.chain, a.stage,
        e.evidence = 'likely' as is_likely, e.status in ('dormant', 'closed') as is_inactive,
        a.stage = 'COM' and coalesce(f.may_trade, 'unknown') = 'no' as is_not_entitled
    from activity a
    join enterprise e on e.id = a.enterprise
    left join legal_form f on f.code = e.legal_form
)
select governorate, delegation, chain, stage,
    count(id) filter (kind = 'ess' and not is_not_entitled and not is_likely and not is_inactive) as ess,
    count(id) filter (kind = 'ess' and is_not_entitled and not is_likely and not is_inactive) as not_entitled,
    count(id) filter (kind in ('informal_group', 'individual') and not is_likely and not is_inactive) as informal,
    count(id) filter (kind = 'conventional' and not is_likely and not is_inactive) as conventional,
    count(id) filter (kind in ('ess', 'conventional') and is_likely) as likely,
    count(id) filter (kind in ('ess', 'conventional') and is_inactive and not is_likely) as inactive
from actors
where governorate is not null
group by all
order by all
