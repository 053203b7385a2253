"""Which record a cell points to: by identifier or by name, first in the same file, then in the store."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import duckdb

from data.values import CellError
from geo.names import fold
from queries.store import READER, current_snapshot

NAMES = {
    "organisation": ("name", "acronym"), "enterprise": ("name",), "service": (), "project": ("name",),
    "event": ("title",),
}  # fmt: skip
MAX_CANDIDATES = 5

Index = dict[str, set[str]]


@dataclass
class Known:
    """Ways to a record, the surest first: this file's identifiers, its names, then the store's."""

    source: str
    in_file: dict[str, list[tuple[str, str, list[str]]]] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    _here: dict[str, tuple[Index, Index]] = field(default_factory=dict)
    _stored: dict[str, tuple[Index, Index]] = field(default_factory=dict)

    def add(self, table: str, records: Iterable[tuple[str, str, list[str]]]) -> None:
        """Records of this file, refused or not, that later rows may point to: (id, identifier, names) of each."""
        self.in_file.setdefault(table, []).extend(records)
        self._here.pop(table, None)

    def here(self, table: str) -> tuple[Index, Index]:
        """This file's records, indexed when first asked for: most loads never ask."""
        if table not in self._here:
            self._here[table] = _indexed(self.in_file.get(table, []))
        return self._here[table]

    def find(self, table: str, written: str) -> str:
        """The record's id. Raises CellError: unknown, ambiguous, or kept out of this load."""
        for index in (self.here, self.stored):  # the store is opened only for what this file does not hold
            by_id, by_name = index(table)
            for found in (by_id.get(written), by_name.get(fold(written))):
                if found and len(found) > 1:
                    raise CellError("reference_ambiguous", candidates=", ".join(sorted(found)[:MAX_CANDIDATES]))
                if found:
                    record = next(iter(found))
                    if record in self.refused:
                        raise CellError("reference_refused")
                    return record
        raise CellError("reference_unknown")

    def stored(self, table: str) -> tuple[Index, Index]:
        """The store's records of that table, without the demonstration's; read once."""
        if table not in self._stored:
            self._stored[table] = self._read(table)
        return self._stored[table]

    def _read(self, table: str) -> tuple[Index, Index]:
        path = current_snapshot()
        if path is None:
            return _indexed([])
        names = "".join(f', "{name}"' for name in NAMES[table])
        with duckdb.connect(str(path), read_only=True, config=READER) as connection:
            rows = connection.execute(f"select id, source, source_id{names} from {table} where entry >= 0").fetchall()
        return _indexed(
            (record, source_id if source == self.source else record, [name for name in called if name])
            for record, source, source_id, *called in rows
        )


def _indexed(records: Iterable[tuple[str, str, list[str]]]) -> tuple[Index, Index]:
    by_id: Index = defaultdict(set)
    by_name: Index = defaultdict(set)
    for record, identifier, names in records:
        by_id[record].add(record)
        by_id[identifier].add(record)
        for name in names:
            by_name[fold(name)].add(record)
    return by_id, by_name
