-- One row: what this snapshot is.
-- columns: number, demonstration, built_at, schema_version
select number, demonstration, built_at, schema_version from snapshot
