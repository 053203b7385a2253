"""Correcting one record: exactly a load of one row, by the same readers and checks, recorded as an edit."""

from dataclasses import dataclass
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]

from data import columns, recording, removal, rows
from data.children import ROLES
from data.entry import Entry
from data.findings import Findings
from data.gathering import Gathering
from data.known import Known
from data.records import gather
from data.sheets import BY_NAME, Column, Table
from queries.store import READER, current_snapshot
from words.problem import ERROR, Problem, ProblemError

EDITED = ("organisation", "enterprise", "service", "project", "event", "headcount", "link", "survey", "figure")
# Columns of a sheet that are not asked when correcting: identity, other ways to say the same, when it was recorded.
NOT_ASKED = frozenset({
    "id", "source", "recorded_on", "system", "delegation_pcode", "governorate_iso", "delegation", "governorate",
    "chain_2",
    "stages", "stages_2",
})  # fmt: skip
STORED = {("link", "link_kind"): "kind", ("survey", "survey_status"): "status"}
# What the row of a record carries of another table: the table, the record's column there, what tells its rows apart.
CARRIED = {
    "enterprise": ("activity", "enterprise", ("chain", "stage")),
    "service": ("coverage", "service", ("delegation",)),
    "event": ("event_organisation", "event", ("organisation", "role")),
}
Row = dict[str, Any]


@dataclass(frozen=True)
class Outcome:
    """What became of a correction: the entry (number 0: nothing changed), or None with errors among the problems."""

    entry: Entry | None
    problems: list[Problem]


def asked(table: str) -> list[Column]:
    """The columns that a correction may fill in, in the sheet's order."""
    sheet = BY_NAME[table]
    listed = [column for column in sheet.columns if column.name not in NOT_ASKED or _kept(table, column.name)]
    return [column for column in listed if not (table == "enterprise" and column.name == "chain")]


def _kept(table: str, name: str) -> bool:
    return table == "figure" and name == "period"


def stored(table: str, record: str) -> Row:
    """A record of one's own loads by its id, or by 'source:source_id'. Raises record_gone or record_shipped."""
    row = next(iter(_rows(table, "source || ':' || source_id = $key or {id} = $key", table, key=record)), None)
    if row is None:
        raise ProblemError(Problem("record_gone"))
    if row["entry"] <= 0:
        raise ProblemError(Problem("record_shipped"))
    return row


def _rows(table: str, where: str, place: str, **values: Any) -> list[Row]:
    path = current_snapshot()
    if path is None:
        return []
    own = "id" if place in CARRIED or place in ("organisation", "project") else "source_id"
    with duckdb.connect(str(path), read_only=True, config=READER) as connection:
        found = connection.execute(f"select * from {table} where {where.format(id=own)}", values)
        return list(found.to_arrow_table().to_pylist())


def cells(table: str, row: Row) -> dict[str, Any]:
    """The record as the cells of one row of its sheet, codes as codes."""
    found = {column.name: _cell(table, column, row) for column in asked(table)}
    if table in CARRIED:
        child, owner, key = CARRIED[table]
        below = _rows(child, f"{owner} = $key", child, key=row["id"])
        told = [tuple(one[name] for name in key) for one in below]
        if table == "enterprise":
            found["activities"] = "; ".join(f"{chain}: {stage}" for chain, stage in sorted(told))
        elif table == "service":
            found["served"] = "; ".join(sorted(code for (code,) in told))
        else:
            for column, role in ROLES.items():
                found[column] = "; ".join(sorted(body for body, said in told if said == role))
    return found


def _cell(table: str, column: Column, row: Row) -> Any:
    name = {"delegation_ins": "delegation", "governorate_ins": "governorate"}.get(column.name, column.name)
    if table == "figure" and name in ("delegation", "governorate"):
        return row["territory"] if row["level"] == name else None
    value = row.get(STORED.get((table, name), name))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "; ".join(value) if isinstance(value, list) else value


def change(table: str, record: str, given: dict[str, Any], who: str) -> Outcome:
    """Give a record these cells (those not given stay). Refused with its problems where a load's row would be."""
    row = stored(table, record)
    sheet: Table = BY_NAME[table]
    written = {**cells(table, row), **given, "id": row["source_id"], "source": row["source"]}
    findings = Findings(f"table.{table}")
    frame = pd.DataFrame({name: pd.Series([value], index=[1], dtype=object) for name, value in written.items()})
    frame = frame.mask(frame.isna() | frame.astype(str).apply(lambda cell: cell.str.strip()).eq(""), None)
    layout = columns.Layout(sheet, 0, {}, {})
    into = Gathering(row["source"], Known(row["source"]))
    gather(rows.clean(frame, layout, findings), sheet, findings, into)
    problems = findings.all()
    frames = into.tables()
    if any(problem.severity == ERROR for problem in problems) or table not in frames:
        return Outcome(None, problems)
    removed = _settle(table, row, frames)
    try:
        return Outcome(recording.record_edit(_key(table, row), frames, removed, who), problems)
    except ProblemError as error:
        return Outcome(None, [*problems, error.problem])


def _settle(table: str, row: Row, frames: dict[str, pd.DataFrame]) -> dict[str, pa.Table]:
    """Leave what the row carries of another table where it is there already; the keys of what it carries no more."""
    if table not in CARRIED:
        return {}
    child, owner, key = CARRIED[table]
    there = {tuple(one[name] for name in key): one for one in _rows(child, f"{owner} = $key", child, key=row["id"])}
    new = frames.pop(child, pd.DataFrame(columns=[*key]))
    told = [tuple(values) for values in new[[*key]].itertuples(index=False)]
    fresh = new[[one not in there for one in told]]
    if len(fresh):
        frames[child] = fresh
    gone = [one for values, one in there.items() if values not in set(told) and _carries(table, one)]
    columns_of_key = {name: pa.array([one[name] for one in gone], pa.string()) for name in removal.KEY}
    return {child: pa.table(columns_of_key)} if gone else {}


def _carries(table: str, child: Row) -> bool:
    """An organisation's role at an event that the sheet has no column for stays."""
    return table != "event" or child["role"] in ROLES.values()


def take_out(table: str, record: str, who: str) -> Entry:
    """Take a record out of the store with what belongs to it; the log keeps it, and the entry can be undone."""
    key = _key(table, stored(table, record))
    return recording.record_edit(key, {}, removal.keys(**key), who)


def _key(table: str, row: Row) -> dict[str, str]:
    return {"table": table, "source": row["source"], "source_id": row["source_id"]}
