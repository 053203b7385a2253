"""Which column a heading is, as the reader or an earlier load of its source says: that counts for more than a guess."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from data import log
from data.columns import Layout
from data.entry import undone

NONE = ""  # the column of a heading that is to be left aside
READ, TOLD, UNKNOWN, PRIVATE, TWICE = "read", "told", "unknown", "private", "twice"


@dataclass(frozen=True)
class Told:
    """What is said of a sheet: its table (None: ours to find) and heading -> column, NONE to leave it aside."""

    table: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Matched:
    """One sheet as it was read."""

    sheet: str
    table: str
    headings: tuple["Match", ...]


@dataclass(frozen=True)
class Match:
    """A heading: the column it is read as (None: not read) and why (READ to TWICE)."""

    heading: str
    column: str | None
    why: str


def remembered(source: str) -> dict[str, Told]:
    """By sheet, what the last load of this source that still counts took each heading for."""
    listed = log.entries()
    gone = undone(listed)
    for entry in reversed(listed):
        if entry.kind == "load" and entry.source == source and entry.number not in gone:
            return {sheet: _told(said) for sheet, said in entry.column_mapping.items() if isinstance(said, dict)}
    return {}


def _told(said: Mapping[str, Any]) -> Told:
    columns = {str(heading): str(column) for column, heading in said.get("columns", {}).items()}
    return Told(said.get("table"), columns | dict.fromkeys(said.get("aside", ()), NONE))


def of_sheet(told: Mapping[str, Told], sheet: str, alone: bool) -> Told:
    """What is said of this sheet; the one sheet of a file may bear another name than the last time."""
    if sheet not in told and alone and len(told) == 1:
        return next(iter(told.values()))
    return told.get(sheet, Told())


def together(before: Told, now: Told) -> Told:
    """What was said before with what is said now, which counts; another table forgets the columns of the first."""
    if now.table and before.table and now.table != before.table:
        return now
    return Told(now.table or before.table, {**before.columns, **now.columns})


def matched(sheet: str, layout: Layout, told: Told) -> Matched:
    """Every heading of a sheet and what became of it."""
    found = [
        Match(heading, column, TOLD if heading in told.columns else READ) for column, heading in layout.headings.items()
    ]
    found += [Match(heading, None, TOLD) for heading in layout.aside]
    found += [Match(heading, None, UNKNOWN) for heading in layout.unknown]
    found += [Match(heading, None, TWICE) for heading in layout.twice]
    found += [Match(heading, None, PRIVATE) for heading in layout.private]
    return Matched(sheet, layout.table.name, tuple(found))


def recorded(layout: Layout) -> dict[str, Any]:
    """As the log keeps it, and `remembered` reads it again."""
    return {"table": layout.table.name, "columns": layout.headings, "aside": layout.aside}
