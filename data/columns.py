"""Which sheet is which table and which header is which column, in French, Arabic or English."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from data.choices import synonyms
from data.sheets import BY_NAME, TABLES, Column, Table
from data.values import text
from geo.names import fold
from words.translate import LANGUAGES, t

HEADER_WITHIN = 40  # rows looked at for the header; merged titles stand above it
OURS = ("readme", "lists", "about", "report")  # sheets of our own files that hold no rows to load
SEVERAL = ("choices", "delegations", "references", "activities")  # kinds of columns
PARTS = re.compile(r"[/|\n]")
LONGEST = 200  # characters of a heading
CUT = 10  # bytes that a shapefile keeps of a heading


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
def _cut_headers(table: str) -> dict[str, str]:
    """Folded first ten bytes of a heading -> column, without the beginnings that two columns share."""
    means: dict[str, set[str]] = {}
    for column in BY_NAME[table].columns:
        for spelling in _spellings("column", column.name):
            for encoding in ("utf-8", "cp1252"):
                begin = spelling.encode(encoding, "replace")[:CUT].decode(encoding, "ignore")
                means.setdefault(fold(begin), set()).add(column.name)
    return {begin: next(iter(names)) for begin, names in means.items() if len(names) == 1}


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


def is_known(heading: str) -> bool:
    """Whether some table has a column of this heading, taken whole."""
    return any(fold(heading) in _headers(table.name) for table in TABLES)


def _meant(heading: str) -> Iterable[Column]:
    names = ((table, _headers(table.name).get(fold(heading))) for table in TABLES)
    return (table.column(name) for table, name in names if name)


def takes_several(heading: str) -> bool:
    """Whether a column of this heading may hold several values in one cell."""
    return any(column.kind in SEVERAL for column in _meant(heading))


def choices_of(heading: str) -> tuple[str, ...]:
    """The closed lists that cells with several values under this heading are read from."""
    lists = (
        c.choice or ("delegation" if c.kind == "delegations" else "") for c in _meant(heading) if c.kind in SEVERAL
    )
    return tuple(dict.fromkeys(name for name in lists if name))


def _forms(cell: object) -> tuple[str, ...]:
    """A heading and, folded, the ways it may be meant: whole, before its brackets, each part of it. Empty if none."""
    heading = text(cell)
    if heading is None or len(heading) > LONGEST:
        return ()
    return (heading, *dict.fromkeys(map(fold, (heading, heading.split("(")[0], *PARTS.split(heading)))))


def _column(table: str, forms: tuple[str, ...], cut: bool) -> str | None:
    headers = _headers(table)
    if found := next((headers[form] for form in forms[1:] if form in headers), None):
        return found
    ends_early = cut and CUT - 2 <= len(forms[0].encode("utf-8")) <= 2 * CUT
    return _cut_headers(table).get(forms[1]) if ends_early else None


def layout(
    sheet: str,
    rows: Sequence[Sequence[object]],
    table_told: str | None = None,
    told: Mapping[str, str] | None = None,
    *,
    cut: bool = False,
) -> Layout | None:
    """The table of a sheet and the place of its columns, by the sheet's name, else by its headers. None if neither.

    `table_told` and `told` (heading -> column, "" to leave it aside) count for more than what we recognise.
    `cut`: headings may end after ten bytes.
    """
    named = table_told if table_told in BY_NAME else _sheet_names().get(fold(sheet))
    told = told or {}
    tables = [BY_NAME[named]] if named else list(TABLES)
    headings = [[_forms(cell) for cell in row] for row in rows[:HEADER_WITHIN]]
    best: tuple[int, int, int] = (0, 0, 0)
    found: Layout | None = None
    for table in tables:
        for index, row in enumerate(headings):
            candidate = _layout(table, index, row, cut, told)
            missing = sum(column.required and column.name not in candidate.headings for column in table.columns)
            score = (len(candidate.headings), _own_words(candidate), -missing)
            if score > best and (named or (missing == 0 and len(candidate.headings) >= 3)):
                best, found = score, candidate
    if found:
        found.private.extend(heading for heading in found.unknown if is_private(heading))
        found.unknown[:] = [heading for heading in found.unknown if not is_private(heading)]
    return found


def _own_words(found: Layout) -> int:
    """How many headings are the column's own words: 'Entreprise' is first of all a reference, then also a name."""
    return sum(
        fold(heading.split("(")[0]) in {fold(t(f"column.{name}", language)) for language in LANGUAGES}
        for name, heading in found.headings.items()
    )


def _layout(table: Table, index: int, row: Sequence[tuple[str, ...]], cut: bool, told: Mapping[str, str]) -> Layout:
    result = Layout(table, index, {}, {})
    usable = {
        heading: name
        for heading, name in told.items()
        if (not name or table.has(name)) and not is_private(heading)  # no word of a reader lets a contact in
    }
    claimed = {usable[forms[0]] for forms in row if forms and forms[0] in usable}
    for position, forms in enumerate(row):
        if not forms:
            continue
        heading = forms[0]
        name = usable[heading] if heading in usable else _column(table.name, forms, cut)
        if name == "":
            result.aside.append(heading)
        elif name and (name in result.headings or (name in claimed and heading not in usable)):
            result.twice.append(heading)
        elif name:
            result.columns[position], result.headings[name] = name, forms[0]
        else:
            result.unknown.append(forms[0])
    return result
