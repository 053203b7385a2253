-- One row per purchase with an end that the filters keep and chain both ends share: from which stage to which, and where.
-- A link names two enterprises, not their stages: taken are the seller's and the buyer's stages that follow each other most closely.
-- `apart`: one of the two is an informal group or an individual holder; such rows are counted together, never drawn.
-- columns: seller, buyer, chain, seller_stage, buyer_stage, downstream, seller_governorate, buyer_governorate, seller_delegation, buyer_delegation, scope, apart
with shared as (
    select l.to_id as seller, l.from_id as buyer, l.scope, s.chain, s.stage as seller_stage, b.stage as buyer_stage,
        sr.rank as seller_rank, br.rank as buyer_rank
    from link l
    join activity s on s.enterprise = l.to_id
    join activity b on b.enterprise = l.from_id and b.chain = s.chain
    join stage sr on sr.code = s.stage and sr.rank is not null
    join stage br on br.code = b.stage and br.rank is not null
    where l.kind = 'buys_from' and l.from_table = 'enterprise' and l.to_table = 'enterprise'
        and allows($filters['chains'], s.chain)
    qualify row_number() over (
        partition by l.to_id, l.from_id, s.chain
        order by br.rank > sr.rank desc, abs(br.rank - sr.rank), sr.rank, br.rank
    ) = 1
)
select f.seller, f.buyer, f.chain, f.seller_stage, f.buyer_stage, f.buyer_rank > f.seller_rank as downstream,
    a.governorate as seller_governorate, b.governorate as buyer_governorate,
    a.delegation as seller_delegation, b.delegation as buyer_delegation, f.scope,
    a.kind in ('informal_group', 'individual') or b.kind in ('informal_group', 'individual') as apart
from shared f
join enterprise a on a.id = f.seller
join enterprise b on b.id = f.buyer
where (f.seller in (select id from matching_enterprises($filters)) or f.buyer in (select id from matching_enterprises($filters)))
    and (allows($filters['stages'], f.seller_stage) or allows($filters['stages'], f.buyer_stage))
order by f.chain, f.seller, f.buyer
