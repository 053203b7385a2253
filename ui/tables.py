"""Tables: words at the edge, numbers in the reader's form, sorted by value, exported as shown."""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ui.rows import show_rows
from ui.speech import language, names_of, t
from words.translate import number

TALLEST = 420  # pixels
SEEN = 8  # rows that a table shows without scrolling, at the least
DECIMALS = {"count": 0, "people": 0, "percent": 1, "km": 1, "decimal": 2}  # as many in every row of a column
NUMERIC = frozenset({*DECIMALS, "figure"})  # "figure": of any unit, so with as many decimals as it has, two at most


@dataclass(frozen=True)
class Column:
    """One column: its key (words: `col.<key>`), what it holds, the vocabulary of its codes, words where empty."""

    key: str
    kind: str = "text"
    vocabulary: str | None = None
    empty: str = "state.unknown"
    wide: bool = False  # running text: at least a few words to the line


def in_words(frame: pd.DataFrame, columns: Sequence[Column]) -> pd.DataFrame:
    """The frame as read: codes as names, headers as words; numbers stay numbers, empty ones stay empty.

    Headings are unique, as files need: one that a language says twice is numbered the second time, "Name (2)".
    """
    shown: dict[str, pd.Series] = {}
    for column in columns:
        values = frame[column.key]
        if column.kind == "codes":
            name = names_of(column.vocabulary) if column.vocabulary else str
            values = values.map(lambda codes, name=name: _list(codes, name))
        elif column.vocabulary:
            values = values.map(names_of(column.vocabulary))
        elif column.kind == "year":
            values = values.map(lambda year, column=column: t(column.empty) if pd.isna(year) else str(int(year)))
        elif column.kind == "text":
            values = values.astype(object).where(values.notna(), t(column.empty))
        elif column.kind in NUMERIC:
            values = pd.to_numeric(values)
        shown[_unique(t(f"col.{column.key}"), shown)] = values
    return pd.DataFrame(shown, index=frame.index)


def _unique(heading: str, taken: Container[str]) -> str:
    named, n = heading, 1
    while named in taken:
        n += 1
        named = f"{heading} ({n})"
    return named


def _list(codes: Any, name: Callable[[str], str]) -> str:
    names = [name(str(code)) for code in (codes if hasattr(codes, "__len__") else ())]
    return t("join.comma").join(names)


def _form(column: Column) -> Callable[[Any], str]:
    decimals, fixed = DECIMALS.get(column.kind, 2), column.kind in DECIMALS
    return lambda value: t(column.empty) if pd.isna(value) else number(value, language(), decimals, fixed=fixed)


def show_table(
    frame: pd.DataFrame,
    columns: Sequence[Column],
    *,
    key: str,
    height: int | None = None,
    on_row: Callable[[int], None] | None = None,
    plain: bool = False,
) -> None:
    """Draw it. `on_row(position)` is called when the reader chooses a row, before the page is drawn again.

    `plain`: to its full height up to `height`, else at most 420 pixels high.
    """
    words = in_words(frame, columns)
    cells = [_cells(words.iloc[:, place], column) for place, column in enumerate(columns)]
    show_rows(
        [(t(f"col.{column.key}"), _kind(column)) for column in columns],
        list(zip(*cells, strict=True)),
        key=key,
        on_row=on_row,
        label=t("rows.label", n=len(words)),
        count=t("rows.count", n=len(words)) if len(words) > SEEN else "",
        height=height or (None if plain else TALLEST),
    )


def _kind(column: Column) -> str:
    if column.kind in NUMERIC:
        return "number"
    return "wide" if column.wide else "text"


def _cells(values: pd.Series, column: Column) -> list[Any]:
    """Texts; for a number its words and its value, None where there is no figure, so that it sorts last."""
    if column.kind not in NUMERIC:
        return [str(value) for value in values]
    written = _form(column)
    return [[written(value), None if pd.isna(value) else float(value)] for value in values]
