"""From a sheet's raw cells to a frame of values, one column per known heading; its index is the user's row number."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from data import choices, values
from data.columns import Layout
from data.degrees import coordinate
from data.findings import Findings
from data.sheets import Column
from data.values import CellError
from words.problem import Problem
from words.translate import DEFAULT_LANGUAGE, LANGUAGES

SEVERAL = re.compile(r"[;|+\n؛]")
COMMAS = re.compile(r"[,،/]")
CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+|(?<![\d.,])(?:\+?216[\s.-]?)?\d{2}[\s.-]?\d{3}[\s.-]?\d{3}(?![\d.,])")
EXAMPLE = re.compile(r"(exemple|example|مثال)\b")
MAX_LISTED = 12


def frame(rows: Sequence[Sequence[object]], layout: Layout) -> tuple[pd.DataFrame, int]:
    """The raw cells under the known headings without blank, HXL and example rows; and how many were examples."""
    body = rows[layout.header + 1 :]
    cells = {
        name: pd.Series([row[place] if place < len(row) else None for row in body], dtype=object)
        for place, name in layout.columns.items()
    }
    raw = pd.DataFrame(cells, dtype=object)
    raw.index = pd.RangeIndex(layout.header + 2, layout.header + 2 + len(raw))
    blank = pd.DataFrame({name: column.isna() | column.astype(str).str.strip().eq("") for name, column in raw.items()})
    raw = raw.mask(blank, None)[~blank.all(axis=1)]
    if len(raw) and all(str(cell).startswith("#") for cell in raw.iloc[0].dropna()):
        raw = raw.iloc[1:]
    if "id" not in raw:
        return raw, 0
    example = np.array(
        [isinstance(cell, str) and bool(EXAMPLE.match(cell.strip().casefold())) for cell in raw["id"]], bool
    )
    return raw[~example], int(example.sum())


def clean(raw: pd.DataFrame, layout: Layout, findings: Findings) -> pd.DataFrame:
    """Every cell read as its column says. What cannot be read is None and said."""
    columns = {}
    for column in layout.table.columns:
        if column.name in raw:
            columns[column.name] = parsed(raw[column.name], reader(column, findings), findings, column.name)
            if column.required:
                _say_missing(raw[column.name], column.name, findings)
        elif column.required:
            findings.add(Problem("column_missing"), column=column.name)
    for heading, code in _left_aside(layout):
        findings.warn(code, column=heading)
    return pd.DataFrame(columns, index=raw.index, dtype=object)


def _left_aside(layout: Layout) -> Iterator[tuple[str, str]]:
    for headings, code in (
        (layout.unknown, "column_unknown"), (layout.private, "column_private"), (layout.twice, "column_twice"),
    ):  # fmt: skip
        for heading in headings:
            yield heading, code


def _say_missing(cells: pd.Series, column: str, findings: Findings) -> None:
    for row in cells.index[cells.isna()]:
        findings.add(Problem("cell_missing"), int(row), column)


def parsed(cells: pd.Series, read: Callable[[Any], object], findings: Findings, column: str) -> pd.Series:
    """`read` on each different cell once; a CellError becomes a problem on every row that has the cell."""
    places, different = pd.factorize(np.asarray(cells, dtype=object), use_na_sentinel=True)
    found = np.empty(len(different) + 1, dtype=object)  # the last stays None: a blank has place -1
    faults: dict[int, Problem] = {}
    for place, cell in enumerate(different):
        try:
            found[place] = read(cell)
        except CellError as fault:
            faults[place] = fault.problem
    if faults:
        for row, at in zip(cells.index, places.tolist(), strict=True):
            if at in faults:
                findings.add(faults[at], int(row), column, different[at])
    return pd.Series(found[places], index=cells.index, dtype=object)


def reader(column: Column, findings: Findings) -> Callable[[Any], object]:
    """How a cell of this column is read."""
    simple: dict[str, Callable[[Any], object]] = {
        "number": values.number, "whole": values.whole, "year": values.year, "date": values.date,
        "coordinate": coordinate, "id": values.short_text, "place": values.short_text, "name": values.short_text,
        "reference": values.short_text, "delegation": values.short_text, "references": split, "delegations": split,
    }  # fmt: skip
    if column.kind in simple:
        return simple[column.kind]
    if column.kind == "choice":
        return lambda cell: choice(column.choice or column.name, cell)
    if column.kind == "choices":
        return lambda cell: several(column.choice or column.name, cell)
    if column.kind == "activities":
        return activities
    return lambda cell: _without_contact(cell, column.name, findings)


def _without_contact(cell: object, column: str, findings: Findings) -> str | None:
    written = values.short_text(cell)
    if written is None or not CONTACT.search(written):
        return written
    findings.warn("contact_removed", column=column)
    return " ".join(CONTACT.sub("", written).split()) or None


def split(cell: object) -> tuple[str, ...]:
    """'A; B' -> ('A', 'B')."""
    return tuple(part for part in (p.strip() for p in SEVERAL.split(str(values.short_text(cell) or ""))) if part)


def choice(name: str, cell: object) -> str | None:
    """The code a cell means. Raises CellError with what is expected."""
    written = values.short_text(cell)
    if written is None:
        return None
    code = choices.find(name, written)
    if code is None:
        raise CellError("unknown_choice", **expected(name))
    return code


def expected(name: str) -> dict[str, str]:
    """What may be written, for the sentence of a problem: `expected` in French, `expected_ar`, `expected_en`."""
    codes = choices.codes(name)
    more = "…" if len(codes) > MAX_LISTED else ""
    said = {}
    for language in LANGUAGES:
        comma = "، " if language == "ar" else ", "
        words = comma.join(choices.words(name, code, language) for code in codes[:MAX_LISTED])
        said["expected" if language == DEFAULT_LANGUAGE else f"expected_{language}"] = words + more
    return said


def several(name: str, cell: object) -> tuple[str, ...]:
    """The codes of 'PRO; TRA' or 'Production, Transformation', each once. Raises CellError for another word."""
    found: list[str] = []
    for part in split(cell):
        whole = choices.find(name, part)
        found += [whole] if whole else [code for piece in COMMAS.split(part) if (code := choice(name, piece))]
    return tuple(dict.fromkeys(found))


def activities(cell: object) -> tuple[tuple[str, str], ...]:
    """'OLIV: PRO, TRA; MIEL: PRO' -> (('OLIV', 'PRO'), ('OLIV', 'TRA'), ('MIEL', 'PRO')). Raises CellError."""
    pairs = []
    for part in re.split(r"[;|\n؛]", str(values.short_text(cell) or "")):
        chain, colon, stages = part.partition(":")
        if part.strip():
            if not colon:
                raise CellError("activities_unreadable")
            pairs += [(str(choice("chain", chain)), stage) for stage in several("stage", stages)]
    return tuple(pairs)
