-- One row: distinct bodies with an observed service under the filters; a branch stands for the body it belongs to.
-- columns: providers
select count(distinct coalesce(o.part_of, s.organisation)) as providers
from matching_services($filters) s
left join organisation o on o.id = s.organisation
where s.evidence = 'observed'
