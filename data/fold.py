"""From the shipped facts, the demonstration and the log's entries to the content of one snapshot."""

import datetime as dt
import hashlib
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]

from data import reference, scenarios, tables, verify
from data.log import Counts, Entry

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
    makers = ("reference.py", "bodies.py", "fold.py", "scenarios.py", "scenario_results.py", "verify.py")
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
    parts += [f"{e.source}:{e.sha256}:{e.parser_version}" for e in loads]
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
        "insert into entry (number, kind, rows_added, rows_changed, rows_same, undone) values (?, ?, ?, 0, 0, false)",
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


def apply(connection: Connection, entry: Entry, content: dict[str, pa.Table]) -> None:
    """Let the rows of a load take the place of those with the same source and source_id."""
    for table in tables.FACTS:
        if table not in content:
            continue
        rows = _fitted(table, content[table])
        if entry.counts[table].changed:
            connection.register("incoming", rows.select(["source", "source_id"]))
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


def record(connection: Connection, listed: list[Entry], undone: set[int]) -> None:
    """One row per entry of the log in table `entry`, and the scenarios that stand."""
    scenarios.fold(connection, listed)
    connection.execute("delete from entry where number > 0")
    values = [
        (e.number, e.kind, e.who, e.recorded_at, e.source or None, e.file_name or None, e.sha256 or None,
         e.total("added"), e.total("changed"), e.total("same"), e.undoes, e.number in undone)
        for e in listed
    ]  # fmt: skip
    if values:
        connection.executemany(f"insert into entry values ({', '.join('?' * 12)})", values)


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
