-- One row per delegation created after the 2014 census: no code or outline of its own, its rows count in the parent.
-- columns: fr, ar, governorate, created, parent, parent_certainty
select fr, ar, governorate, created, parent, parent_certainty from newer_delegation order by governorate, fr
