-- One row per legal form, with the law it rests on and how sure that is.
-- columns: code, family, law, may_trade, note, source, certainty
select code, family, law, may_trade, note, source, certainty from legal_form order by family, code
