-- reported: the enterprise sells although its legal form may not trade (a GDA): exercised in fact, form not entitled.
-- columns: id, legal_form, chain
select e.id, e.legal_form, a.chain
from enterprise e
join legal_form l on l.code = e.legal_form
join activity a on a.enterprise = e.id
where a.stage = 'COM' and l.may_trade = 'no'
