"""One entry of the log: who did what, when, from what, and how it counted. Where entries lie is `data/log.py`."""

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from queries.store import user_dir

Kind = Literal["load", "edit", "undo", "redo", "erasure", "switch", "scenario"]
What = Literal["added", "changed", "same", "removed"]


@dataclass(frozen=True)
class Counts:
    """Rows of one table in a load, against the store it met."""

    added: int = 0
    changed: int = 0
    same: int = 0
    removed: int = 0


@dataclass(frozen=True)
class Entry:
    """One entry of the log. `number` 0 means that nothing was appended, because the load changed nothing.

    `undoes`: the entry that an undo takes back, or the undo that a redo takes back. `full`: the tables that a load gave
    whole. `record`: what an edit is about (table, source, source_id); blank once erased.
    """

    number: int
    kind: Kind
    who: str
    recorded_at: dt.datetime
    source: str = ""
    file_name: str = ""
    sha256: str = ""
    parser_version: int = 1
    schema_version: int = 1
    column_mapping: dict[str, Any] = field(default_factory=dict)
    counts: dict[str, Counts] = field(default_factory=dict)
    undoes: int | None = None
    settings: dict[str, Any] = field(default_factory=dict)
    full: list[str] = field(default_factory=list)
    record: dict[str, str] = field(default_factory=dict)
    rows_folder: str = "rows"

    def total(self, what: What) -> int:
        """Rows added, changed or same over all tables."""
        return sum(getattr(counts, what) for counts in self.counts.values())

    @property
    def folder(self) -> Path:
        """Where the entry lies."""
        return user_dir() / f"{self.number:06d}-{self.kind}"


def undone(listed: list[Entry]) -> set[int]:
    """The numbers that a later entry takes back, which is not itself taken back."""
    found: set[int] = set()
    for entry in sorted(listed, key=lambda one: one.number, reverse=True):
        if entry.undoes is not None and entry.number not in found:
            found.add(entry.undoes)
    return found
