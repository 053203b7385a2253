"""Which sheet is which table and which header is which column, in French, Arabic or English."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from data.choices import synonyms
from data.sheets import BY_NAME, TABLES, Table
from data.values import text
from geo.names import fold
from words.translate import LANGUAGES, t

HEADER_WITHIN = 40  # rows looked at for the header; merged titles stand above it
OURS = ("readme", "lists", "about", "report")  # sheets of our own files that hold no rows to load
PARTS = re.compile(r"[/|\n]")


@dataclass(frozen=True)
class Layout:
    """Where the table stands in a sheet: header's index, position -> column, what is left aside and why."""

    table: Table
    header: int
    columns: dict[int, str]
    headings: dict[str, str]  # column -> as the user wrote it
    unknown: list[str] = field(default_factory=list)
    private: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)  # because the reader says so


def _spellings(section: str, name: str) -> Iterable[str]:
    yield name
    yield from (t(f"{section}.{name}", language) for language in LANGUAGES)
    yield from synonyms()[section].get(name, [])


@cache
def _sheet_names() -> dict[str, str]:
    return {fold(spelling): table.name for table in TABLES for spelling in _spellings("table", table.name)}


@cache
def _own_sheets() -> frozenset[str]:
    return frozenset(fold(t(f"template.sheet.{name}", language)) for name in OURS for language in LANGUAGES)


@cache
def _headers(table: str) -> dict[str, str]:
    """Folded heading -> column. The columns' own words come before synonyms, an earlier column before a later."""
    found: dict[str, str] = {}
    for own in (True, False):
        for column in BY_NAME[table].columns:
            for position, spelling in enumerate(_spellings("column", column.name)):
                if (position <= len(LANGUAGES)) == own:
                    found.setdefault(fold(spelling), column.name)
    return found


@cache
def _private_words() -> tuple[str, ...]:
    return tuple(fold(word) for word in synonyms()["private"])


def is_private(heading: str) -> bool:
    """Whether a heading announces a person's name, contact or identity number."""
    said = f" {fold(heading)} "
    return any(f" {word} " in said for word in _private_words())


def is_ours(sheet: str) -> bool:
    """Whether a sheet is one of our own files' explanations."""
    return fold(sheet) in _own_sheets()


def _column(table: str, heading: str) -> str | None:
    headers = _headers(table)
    for written in (heading, heading.split("(")[0], *PARTS.split(heading)):
        if name := headers.get(fold(written)):
            return name
    return None


def layout(
    sheet: str, rows: Sequence[Sequence[object]], table_told: str | None = None, told: Mapping[str, str] | None = None
) -> Layout | None:
    """The table of a sheet and the place of its columns, by the sheet's name, else by its headers. None if neither.

    `table_told` and `told` (heading -> column, "" to leave it aside) count for more than what we recognise.
    """
    named = table_told if table_told in BY_NAME else _sheet_names().get(fold(sheet))
    told = told or {}
    tables = [BY_NAME[named]] if named else list(TABLES)
    best: tuple[int, int, int] = (0, 0, 0)
    found: Layout | None = None
    for table in tables:
        for index, row in enumerate(rows[:HEADER_WITHIN]):
            candidate = _layout(table, index, row, told)
            missing = sum(column.required and column.name not in candidate.headings for column in table.columns)
            score = (len(candidate.headings), _own_words(candidate), -missing)
            if score > best and (named or (missing == 0 and len(candidate.headings) >= 3)):
                best, found = score, candidate
    return found


def _own_words(found: Layout) -> int:
    """How many headings are the column's own words: 'Entreprise' is first of all a reference, then also a name."""
    return sum(
        fold(heading.split("(")[0]) in {fold(t(f"column.{name}", language)) for language in LANGUAGES}
        for name, heading in found.headings.items()
    )


def _layout(table: Table, index: int, row: Sequence[object], told: Mapping[str, str]) -> Layout:
    result = Layout(table, index, {}, {})
    written = {
        position: heading for position, cell in enumerate(row) if (heading := text(cell)) and len(heading) <= 200
    }
    usable = {
        heading: name
        for heading, name in told.items()
        if (not name or table.has(name)) and not is_private(heading)  # no word of a reader lets a contact in
    }
    claimed = {usable[heading] for heading in written.values() if heading in usable}
    for position, heading in written.items():
        name = usable[heading] if heading in usable else _column(table.name, heading)
        if name == "":
            result.aside.append(heading)
        elif name and (name in result.headings or (name in claimed and heading not in usable)):
            result.twice.append(heading)
        elif name:
            result.columns[position], result.headings[name] = name, heading
        else:
            (result.private if is_private(heading) else result.unknown).append(heading)
    return result
