-- One row per check that found something while the snapshot was made; `ids` names the first of the rows concerned.
-- columns: check_name, severity, n, ids
select check_name, severity, n, ids from finding order by severity, check_name
