"""From the shipped facts, the demonstration and the log's entries to the content of one snapshot."""

import datetime as dt
import hashlib
from dataclasses import replace
from pathlib import Path
from typing import get_args

import duckdb
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]

from data import reference, scenarios, tables, verify
from data.entry import Counts, Entry, What
from data.removal import KEY, remove

Connection = duckdb.DuckDBPyConnection
DEMONSTRATION, REFERENCE = -1, 0
NOT_COMPARED = frozenset({"source", "source_id", "entry", "recorded_on", "is_default"})  # the key, and what we add
ENGINE: dict[str, str | bool | int | float | list[str]] = {"threads": "2"}

# Newest census, else newest model; the later entry where a year has two.
DEFAULTS = """
update figure set is_default = rowid in (
    select arg_max(rowid, {
        'census': regexp_matches(source, '^(INS,? )?RGPH') or regexp_matches(period, '(?i)census|recensement'),
        'year': coalesce(year, 0), 'entry': entry, 'source_id': source_id
    }) from figure group by territory, indicator
)
"""


def fingerprint(demonstration: bool, entries: list[Entry]) -> str:
    """What a snapshot of this code, these facts and these entries is folded from."""
    here = Path(__file__).parent
    makers = (
        "reference.py", "bodies.py", "fold.py", "removal.py", "replay.py", "scenarios.py", "scenario_results.py",
        "verify.py",
    )  # fmt: skip
    code = [tables.SCHEMA, *(here / name for name in makers), *sorted((here / "checks").glob("*.sql"))]
    if demonstration:
        code += sorted((here / "demo").glob("*.*"))
    parts = [str(tables.SCHEMA_VERSION), reference.digest(), str(demonstration)]
    parts += [hashlib.sha256(path.read_bytes()).hexdigest() for path in code]
    parts += [f"{e.number}:{e.kind}:{e.sha256}:{e.recorded_at.isoformat()}:{e.undoes}" for e in entries]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def facts(demonstration: bool, loads: list[Entry]) -> str:
    """What the facts of a snapshot are: the same files loaded elsewhere are the same facts."""
    parts = [reference.digest(), str(demonstration)]
    for entry in loads:
        own = entry.recorded_at.isoformat() if entry.kind == "erasure" else entry.sha256  # an erasure has no file
        parts.append(":".join([entry.source, own, str(entry.parser_version), *entry.full]))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def begin(connection: Connection, demonstration: bool) -> None:
    """An empty database -> the schema, the reference facts and, if on, the demonstration."""
    connection.execute(tables.SCHEMA.read_text(encoding="utf-8"))
    _insert_all(connection, reference.frames(), REFERENCE)
    if demonstration:
        from data import demo  # only where it is made

        _insert_all(connection, demo.frames(), DEMONSTRATION)


def _insert_all(connection: Connection, frames: dict[str, pd.DataFrame], entry: int) -> None:
    added = 0
    for table in (*[t for t in frames if t not in tables.FACTS], *[t for t in tables.FACTS if t in frames]):
        frame = frames[table]
        frame = frame.assign(entry=entry) if "entry" in tables.names(table) else frame
        insert(connection, table, tables.typed(table, frame))
        added += len(frame) if table in tables.FACTS else 0
    kind = "reference" if entry == REFERENCE else "demonstration"
    connection.execute(
        "insert into entry (number, kind, rows_added, rows_changed, rows_same, rows_removed, undone, idle)"
        " values (?, ?, ?, 0, 0, 0, false, false)",
        [entry, kind, added],
    )


def insert(connection: Connection, table: str, content: pa.Table) -> None:
    """Add typed rows to a table."""
    connection.register("incoming", content)
    connection.execute(f"insert into {table} by name from incoming")
    connection.unregister("incoming")


def compare(connection: Connection, table: str, content: pa.Table) -> tuple[pa.Table, Counts]:
    """The rows of `content` that the table does not already hold as they are, and how many of each kind."""
    facts = [name for name in tables.names(table) if name not in NOT_COMPARED]
    same = " and ".join(f'new."{name}" is not distinct from old."{name}"' for name in facts)
    connection.register("incoming", content)
    state = connection.execute(f"""
        select case when old.source is null then 'added' when {same} then 'same' else 'changed' end as state
        from (select row_number() over () as place, * from incoming) new
        left join {table} old on old.source = new.source and old.source_id = new.source_id
        order by place
    """).to_arrow_table()["state"]
    connection.unregister("incoming")
    counts = {str(found["values"]): int(found["counts"]) for found in state.value_counts().to_pylist()}
    import pyarrow.compute as pc  # type: ignore[import-untyped]  # heavy: only where something is loaded

    return content.filter(pc.not_equal(state, "same")), Counts(**counts)


def apply(
    connection: Connection, entry: Entry, content: dict[str, pa.Table], removed: dict[str, pa.Table] | None = None
) -> dict[str, Counts] | None:
    """Lay an entry upon what is there: rows taken out, then rows that differ put in the place of those with their key.

    Rows already there as they are stay, so that whatever was undone before, the rows of an entry all count. Returns the
    counts by table; None, and nothing is done, for an edit of a record that is not there.
    """
    if entry.kind == "edit" and not _there(connection, entry.record):
        return None
    going = dict(removed or {})
    for table in entry.full:
        going[table] = _absent(connection, table, content)
    gone, mentioned = remove(connection, going) if any(keys.num_rows for keys in going.values()) else ({}, {})
    counts = {table: Counts(removed=n) for table, n in gone.items()}
    for table, n in mentioned.items():
        counts[table] = replace(counts.get(table, Counts()), changed=n)
    for table in tables.FACTS:
        if table in content:
            rows, met = compare(connection, table, _fitted(table, content[table]))
            _put(connection, table, rows, replacing=bool(met.changed))
            before = counts.get(table, Counts())
            counts[table] = replace(met, changed=met.changed + before.changed, removed=before.removed)
    return counts


def _there(connection: Connection, record: dict[str, str]) -> bool:
    """Whether the record that an edit is about is in the store; an erased one never is."""
    if record.get("table") not in tables.FACTS:
        return False
    found = connection.execute(
        f"select 1 from {record['table']} where source = ? and source_id = ?", [record["source"], record["source_id"]]
    )
    return found.fetchone() is not None


def _absent(connection: Connection, table: str, content: dict[str, pa.Table]) -> pa.Table:
    """The keys of a table's rows that come from the sources of `content` and are not in it."""
    connection.register("sources", pa.concat_tables(rows.select(["source"]) for rows in content.values()))
    given = (
        content[table].select(KEY) if table in content else pa.table({name: pa.array([], pa.string()) for name in KEY})
    )
    connection.register("incoming", given)
    absent = connection.execute(f"""
        select old.source, old.source_id from {table} old
        where old.source in (select source from sources)
        and not exists (select 1 from incoming n where n.source = old.source and n.source_id = old.source_id)
    """).to_arrow_table()
    for name in ("sources", "incoming"):
        connection.unregister(name)
    return absent


def lay_over(connection: Connection, table: str, rows: pa.Table) -> None:
    """Put rows in the place of those with their key, whatever they say."""
    _put(connection, table, _fitted(table, rows), replacing=True)


def _put(connection: Connection, table: str, rows: pa.Table, replacing: bool) -> None:
    if replacing:
        connection.register("incoming", rows.select(KEY))
        connection.execute(
            f"delete from {table} where (source, source_id) in (select (source, source_id) from incoming)"
        )
        connection.unregister("incoming")
    insert(connection, table, rows)


def _fitted(table: str, rows: pa.Table) -> pa.Table:
    """Rows of an older schema in today's columns."""
    if rows.column_names == tables.names(table):
        return rows
    kept = [name for name in tables.names(table) if name in rows.column_names]
    return tables.typed(table, rows.select(kept).to_pandas())


def record(connection: Connection, listed: list[Entry], undone: set[int], idle: set[int]) -> None:
    """One row per entry of the log in table `entry`, and the scenarios that stand."""
    scenarios.fold(connection, listed)
    connection.execute("delete from entry where number > 0")
    values = [
        (e.number, e.kind, e.who, e.recorded_at, e.source or None, e.file_name or None, e.sha256 or None,
         *(e.total(what) for what in get_args(What)), e.undoes, e.number in undone, e.number in idle)
        for e in listed
    ]  # fmt: skip
    if values:
        connection.executemany(f"insert into entry values ({', '.join('?' * 14)})", values)


def idle(connection: Connection) -> set[int]:
    """The edits that found no record to change."""
    return {int(number) for (number,) in connection.execute("select number from entry where idle").fetchall()}


def verified(connection: Connection) -> None:
    """Choose default figures and run the checks. Raises ProblemError if a check fails."""
    connection.execute(DEFAULTS)
    verify.run(connection)


def sign(connection: Connection, number: int, demonstration: bool, content: str, known: str) -> None:
    """Say what this snapshot is: its number, and the fingerprints of what was folded and of the facts in it."""
    connection.execute("delete from snapshot")
    connection.execute(
        "insert into snapshot values (?, ?, ?, ?, ?, ?)",
        [number, demonstration, dt.datetime.now(dt.UTC), tables.SCHEMA_VERSION, content, known],
    )


def content_fingerprint(path: Path) -> dict[str, tuple[int, int]]:
    """Table -> (rows, order-free hash) of everything but the snapshot's own row: equal for equal content."""
    with duckdb.connect(str(path), read_only=True, config=ENGINE) as connection:
        found = {}
        for table in sorted(set(tables.columns()) - {"snapshot"}):
            row = connection.execute(f"select count(*), coalesce(sum(hash(t)::hugeint), 0) from {table} t").fetchone()
            assert row is not None
            found[table] = (int(row[0]), int(row[1]))
    return found
