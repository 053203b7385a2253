"""Tables: words at the edge, numbers in the reader's form, sorted by value, exported as shown."""

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

import pandas as pd
import streamlit as st

from ui.speech import language, names_of, right_to_left, t
from words.translate import number

NUMERIC = frozenset({"count", "people", "percent", "km", "decimal"})


@dataclass(frozen=True)
class Column:
    """One column: its key (words: `col.<key>`), what it holds, the vocabulary of its codes, words where empty."""

    key: str
    kind: str = "text"
    vocabulary: str | None = None
    empty: str = "state.unknown"
    width: Literal["small", "medium", "large"] | None = None


def in_words(frame: pd.DataFrame, columns: Sequence[Column]) -> pd.DataFrame:
    """The frame as read: codes as names, headers as words; numbers stay numbers, empty ones stay empty."""
    shown = {}
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
        shown[t(f"col.{column.key}")] = values
    return pd.DataFrame(shown, index=frame.index)


def _list(codes: Any, name: Callable[[str], str]) -> str:
    names = [name(str(code)) for code in (codes if hasattr(codes, "__len__") else ())]
    return "، ".join(names) if right_to_left() else ", ".join(names)


def _form(column: Column) -> Callable[[Any], str]:
    decimals = {"count": 0, "people": 0, "percent": 1, "km": 1, "decimal": 2}[column.kind]
    return lambda value: t(column.empty) if pd.isna(value) else number(value, language(), decimals)


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

    `plain`: a few rows as running text, headers on several lines, nothing cut off; no row can be chosen.
    """
    words = in_words(frame, columns).reset_index(drop=True)
    forms: dict[Any, Callable[[Any], str]] = {t(f"col.{c.key}"): _form(c) for c in columns if c.kind in NUMERIC}
    if plain or right_to_left():  # the grid of st.dataframe only runs from left to right
        _plain(words, forms, height or 420)
        return
    config = {t(f"col.{c.key}"): _config(c) for c in columns}
    lacking = {t(c.empty) for c in columns if words[t(f"col.{c.key}")].isna().any()}
    widget = f"{key}_{language()}"

    def chosen() -> None:
        rows = st.session_state[widget]["selection"]["rows"]
        if rows and on_row:
            on_row(int(rows[0]))

    st.dataframe(
        words.style.format(cast(Any, forms)) if forms else words,  # a Styler costs a rerun 20 ms
        key=widget,
        hide_index=True,
        column_config=config,
        height=height or min(38 + 35 * max(len(words), 1), 420),
        on_select=cast(Any, chosen if on_row else "ignore"),
        selection_mode="single-row",
        row_height=32,
        placeholder=lacking.pop()
        if len(lacking) == 1
        else t("state.unknown"),  # the grid has one word for every empty cell
    )


def _plain(words: pd.DataFrame, forms: dict[Any, Callable[[Any], str]], height: int) -> None:
    """The same table as plain HTML, in the reader's direction; every text is escaped."""
    side = {name: ' class="n"' if name in forms else "" for name in words}
    told = {name: words[name].map(forms.get(name, str)) for name in words}
    head = "".join(f"<th{side[name]}>{html.escape(str(name))}</th>" for name in words)
    rows = zip(*told.values(), strict=True)
    cells = [
        "".join(f"<td{kind}>{html.escape(str(cell))}</td>" for kind, cell in zip(side.values(), row, strict=True))
        for row in rows
    ]
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    st.html(f'<div class="table-wrap" style="max-height:{height}px" tabindex="0">{table}</div>')


def _config(column: Column) -> Any:
    maker = st.column_config.NumberColumn if column.kind in NUMERIC else st.column_config.TextColumn
    return maker(width=column.width, alignment="right" if column.kind in NUMERIC else "left")
