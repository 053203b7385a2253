-- One row: what this snapshot is.
-- columns: number, demonstration, built_at, schema_version, facts
select number, demonstration, built_at, schema_version, facts from snapshot
