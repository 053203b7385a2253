"""The store's tables as schema.sql declares them, and frames brought to exactly those columns and types."""

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]

from words.problem import Problem, ProblemError

SCHEMA_VERSION = 1
SCHEMA = Path(__file__).parent / "schema.sql"

# What a user's file can bring, parents before children.
FACTS = (
    "figure", "organisation", "enterprise", "activity", "service", "coverage", "project", "event",
    "event_organisation", "headcount", "link", "survey", "travel",
)  # fmt: skip
WITH_ID = ("organisation", "enterprise", "service", "project", "event")

# What an absent column says: nothing was declared.
UNSAID: dict[str, object] = {
    "scope": "unknown",
    "evidence": "observed", "publish": False, "status": "unknown", "women_led": "unknown", "youth_led": "unknown",
    "ess_specific": "unknown", "existing": "unknown", "sex": "unknown", "age_band": "unknown", "situation": "unknown",
    "is_default": False,
}  # fmt: skip

ARROW = {
    "VARCHAR": pa.string(), "INTEGER": pa.int32(), "DOUBLE": pa.float64(), "BOOLEAN": pa.bool_(), "DATE": pa.date32(),
    "VARCHAR[]": pa.list_(pa.string()), "TIMESTAMP WITH TIME ZONE": pa.timestamp("us", tz="UTC"),
}  # fmt: skip


@dataclass(frozen=True)
class Column:
    """One column of a table: its name, its DuckDB type and whether it must hold a value."""

    name: str
    type: str
    required: bool


@cache
def columns() -> dict[str, tuple[Column, ...]]:
    """Table -> its columns, in the schema's order."""
    with duckdb.connect() as connection:
        connection.execute(SCHEMA.read_text(encoding="utf-8"))
        rows = connection.execute(
            "select table_name, column_name, data_type, is_nullable from information_schema.columns"
            " order by table_name, ordinal_position"
        ).fetchall()
    found: dict[str, list[Column]] = {}
    for table, name, kind, nullable in rows:
        found.setdefault(table, []).append(Column(name, kind, nullable == "NO"))
    return {table: tuple(listed) for table, listed in found.items()}


def names(table: str) -> list[str]:
    """The column names of a table."""
    return [column.name for column in columns()[table]]


def typed(table: str, frame: pd.DataFrame) -> pa.Table:
    """`frame` with exactly the table's columns and types; an absent column says nothing (see UNSAID).

    Raises ValueError for a column the table does not have or a value that is not of its type: a fault of the caller.
    """
    unknown = set(frame.columns) - set(names(table))
    if unknown:
        raise ValueError(f"{table} has no column {sorted(unknown)}")
    return pa.table({column.name: _array(column, frame) for column in columns()[table]})


def empty(table: str) -> pa.Table:
    """No rows, in the table's columns and types."""
    return typed(table, pd.DataFrame(columns=names(table), dtype=object))


def _array(column: Column, frame: pd.DataFrame) -> pa.Array:
    kind = ARROW[column.type]
    unsaid = UNSAID.get(column.name) if column.required else None
    if column.name not in frame:
        return pa.array([unsaid] * len(frame), type=kind)
    series = frame[column.name]
    if unsaid is not None and series.isna().any():
        series = series.astype(object).where(series.notna(), unsaid)
    if column.type == "DATE" and series.dtype.kind == "M":
        series = series.dt.date
    if column.type == "VARCHAR[]":
        return pa.array([list(v) if isinstance(v, list | tuple) else None for v in series], type=kind)
    return pa.array(series, type=kind, from_pandas=True)


def complete(tables: dict[str, pd.DataFrame], source: str, entry: int, today: dt.date) -> dict[str, pa.Table]:
    """A user's frames as typed tables: source, id, recorded_on and entry filled in where the frame does not say."""
    given = [table for table in FACTS if len(tables.get(table, ()))]
    return {table: _completed(table, tables[table], source, entry, today) for table in given}


def _completed(table: str, frame: pd.DataFrame, source: str, entry: int, today: dt.date) -> pa.Table:
    frame = frame.copy()
    frame["source"] = frame["source"].fillna(source) if "source" in frame else source
    if table in WITH_ID:
        made = frame["source"].astype(str) + ":" + frame["source_id"].astype(str)
        frame["id"] = frame["id"].fillna(made) if "id" in frame else made
    if "recorded_on" in frame:
        frame["recorded_on"] = pd.to_datetime(frame["recorded_on"]).dt.date.where(frame["recorded_on"].notna(), today)
    else:
        frame["recorded_on"] = today
    frame["entry"] = entry
    return typed(table, frame)


def digest(content: dict[str, pa.Table]) -> str:
    """sha256 of the rows of some tables: equal for equal rows, whoever recorded them and when."""
    told = {name: rows.drop_columns([c for c in ("entry", "recorded_on") if c in rows.column_names]).to_pylist()
            for name, rows in content.items()}  # fmt: skip
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()


def refuse_doubles(content: dict[str, pa.Table]) -> None:
    """Raises ProblemError('duplicate_key') where a table holds a source_id twice."""
    for table, rows in content.items():
        keys = rows.select(["source", "source_id"]).to_pandas()
        if keys["source_id"].isna().any():
            raise ValueError(f"{table}: every row needs a source_id")
        doubled = keys.loc[keys.duplicated(), "source_id"]
        if len(doubled):
            args: dict[str, str | int | float] = {
                "table": table,
                "n": len(doubled),
                "ids": ", ".join(doubled.unique()[:5]),
            }
            raise ProblemError(Problem("duplicate_key", args))
