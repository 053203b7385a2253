-- One row per entry of the log, newest first; 0 is the shipped reference, -1 the demonstration.
-- columns: number, kind, who, recorded_at, source, file_name, rows_added, rows_changed, rows_same, rows_removed, undoes, undone, idle
select number, kind, who, recorded_at, source, file_name, rows_added, rows_changed, rows_same, rows_removed, undoes, undone, idle
from entry
order by number desc
