"""What differs between two states of the log: records added, changed, removed, with their values before and after.

Reference facts are in both states; the demonstration is in neither. Informal groups and individual holders, and what
belongs to them, are counted here and never listed.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]

from data import fold, log, past, replay, tables
from data.entry import Entry
from data.fold import NOT_COMPARED

State = dict[str, pa.Table]
# Where a row says which enterprise it is, or is of: column, and the condition under which it does.
OF_ENTERPRISE: dict[str, tuple[tuple[str, str], ...]] = {
    "enterprise": (("id", "true"),), "activity": (("enterprise", "true"),), "project": (("enterprise", "true"),),
    "headcount": (("parent", "{side}.parent_table = 'enterprise'"),),
    "link": (("from_id", "{side}.from_table = 'enterprise'"), ("to_id", "{side}.to_table = 'enterprise'")),
}  # fmt: skip
SIDES = ("old", "new")


@dataclass(frozen=True)
class Changes:
    """Counts by table, the listed records (table, change, before, after: rows as dicts), how many are not listed."""

    counts: pd.DataFrame
    records: pd.DataFrame
    unlisted: int


def by_entry(number: int, most: int | None = None) -> Changes:
    """What an entry of the log changed when it was made."""
    listed = log.entries()
    earlier = [entry for entry in listed if entry.number < number]
    return between(state(earlier), state(past.until(listed, number)), most)


def by_numbers(old: int, new: int, most: int | None = None) -> Changes:
    """What differs between the states that two entries left; 0 is the state before any."""
    listed = log.entries()
    return between(state(past.until(listed, old)), state(past.until(listed, new)), most)


def state(listed: list[Entry]) -> State:
    """The facts and the user's rows as these entries leave them, without the demonstration."""
    with duckdb.connect(config=fold.ENGINE) as connection:
        replay.replay(connection, listed, demonstration=False)
        return {table: connection.execute(f"select * from {table}").to_arrow_table() for table in tables.FACTS}


def between(old: State, new: State, most: int | None = None) -> Changes:
    """Every difference counted; at most `most` records listed (all by default), table by table."""
    counted: list[dict[str, object]] = []
    listed: list[pd.DataFrame] = []
    unlisted = 0
    with duckdb.connect(config=fold.ENGINE) as connection:
        for side, content in zip(SIDES, (old, new), strict=True):
            for table, rows in content.items():
                connection.register(f"{side}_{table}", rows)
        connection.execute("""
            create temp table private as select distinct id from (
                select id, kind from old_enterprise union all select id, kind from new_enterprise
            ) where kind not in ('ess', 'conventional')
        """)
        for table in tables.FACTS:
            connection.execute(_differing(table))
            found = dict(connection.execute("select change, count(*) from differing group by change").fetchall())
            if found:
                counted.append({"table": table} | {c: found.get(c, 0) for c in ("added", "changed", "removed")})
                row = connection.execute("select count(*) from differing where hidden").fetchone()
                unlisted += int(row[0]) if row else 0
                room = None if most is None else max(most - sum(len(one) for one in listed), 0)
                listed.append(_records(connection, table, room))
    columns = ["table", "added", "changed", "removed"]
    records = pd.concat(listed, ignore_index=True) if listed else pd.DataFrame(columns=["table", "change", *SIDES])
    return Changes(pd.DataFrame(counted, columns=columns), records, unlisted)


def _differing(table: str) -> str:
    """Temporary table `differing`: key, what happened, whether the row is one that is never listed."""
    facts = [name for name in tables.names(table) if name not in NOT_COMPARED]
    same = " and ".join(f'old."{name}" is not distinct from new."{name}"' for name in facts)
    private = " or ".join(
        f"({condition.format(side=side)} and {side}.{column} in (select id from private))"
        for column, condition in OF_ENTERPRISE.get(table, ())
        for side in SIDES
    )
    return f"""
        create or replace temp table differing as
        select coalesce(new.source, old.source) as source, coalesce(new.source_id, old.source_id) as source_id,
            case when old.source is null then 'added' when new.source is null then 'removed' else 'changed' end
                as change,
            coalesce({private or "false"}, false) as hidden
        from old_{table} old full join new_{table} new on old.source = new.source and old.source_id = new.source_id
        where old.source is null or new.source is null or not ({same})
    """


def _records(connection: duckdb.DuckDBPyConnection, table: str, most: int | None) -> pd.DataFrame:
    """The listed records of one table, their rows on both sides as dicts (None where there is none)."""
    limit = "" if most is None else f"limit {most}"
    connection.execute(f"""
        create or replace temp table told as
        select row_number() over (order by change, source, source_id) as place, source, source_id, change
        from differing where not hidden order by place {limit}
    """)
    told = connection.execute("select place, change from told order by place").fetchall()
    frame = pd.DataFrame({"table": table, "change": [change for _, change in told]}, dtype=object)
    for side in SIDES:
        rows = connection.execute(f"""
            select told.place, s.* from told join {side}_{table} s using (source, source_id) order by told.place
        """).to_arrow_table()
        by_place = {row.pop("place"): row for row in rows.to_pylist()}
        frame[side] = pd.Series([by_place.get(place) for place, _ in told], dtype=object)
    return frame


def fields(table: str, before: Mapping[str, object] | None, after: Mapping[str, object] | None) -> list[str]:
    """The columns that say something of a record: those that differ, or all filled in where it is new or gone."""
    named = [name for name in tables.names(table) if name not in NOT_COMPARED and name != "id"]
    if before is not None and after is not None:
        return [name for name in named if before[name] != after[name]]
    row = after or before or {}
    return [name for name in named if row.get(name) not in (None, [], "unknown")]
