"""The columns of a reader's file as they were recognised, each to be corrected by hand."""

from functools import partial

import streamlit as st

from data.matching import NONE, PRIVATE, Matched, Told
from data.sheets import BY_NAME, TABLES
from ui import loading
from ui.frame import escaped, say
from ui.speech import reader, t
from words.translate import isolated

ACROSS = 3
LONGEST = 60  # of a heading as a label
MARKUP = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]()<>#+-.!|~:$&"})


def show_matching(upload: loading.Upload, matched: list[Matched]) -> None:
    """One sentence; opened, a box for each sheet's table and for each heading's column."""
    read = sum(one.column is not None for sheet in matched for one in sheet.headings)
    left = sum(one.column is None for sheet in matched for one in sheet.headings)
    say(escaped(t("data.matching", n=read, left=left)))
    # Its words stay the same whatever is corrected in it: with other words it would be another one, and closed.
    whole = st.expander(t("data.matching_title"), key="load_matching", on_change="rerun")
    if not whole.open:
        return
    with whole:
        say(escaped(t("data.matching_note")))
        for sheet in matched:
            _sheet(upload, sheet)


def show_unknown(upload: loading.Upload, sheets: tuple[str, ...]) -> None:
    """No sheet was recognised: the reader says what each one holds."""
    say(escaped(t("data.matching_unknown")))
    for sheet in sheets:
        _table(upload, sheet, None)


def _table(upload: loading.Upload, sheet: str, table: str | None) -> None:
    key, names = f"match_table_{upload.file_id}_{sheet}", [table.name for table in TABLES]
    words = {name: t(f"table.{name}") for name in names}
    st.selectbox(
        t("data.matching_table", sheet=_label(sheet)),
        names,
        index=names.index(table) if table else None,
        format_func=words.__getitem__,
        placeholder=t("data.matching_choose"),
        key=key,
        on_change=partial(_table_said, upload, sheet, key),
    )


def _sheet(upload: loading.Upload, sheet: Matched) -> None:
    key = f"{upload.file_id}_{sheet.sheet}"
    _table(upload, sheet.sheet, sheet.table)
    asked = [one for one in sheet.headings if one.why != PRIVATE]
    boxes = st.columns(ACROSS)
    columns = [NONE, *(column.name for column in BY_NAME[sheet.table].columns)]
    words = {column: t(f"column.{column}") if column else t("data.matching_none") for column in columns}
    for place, one in enumerate(asked):
        name = f"match_{key}_{sheet.table}_{one.heading}"
        boxes[place % ACROSS].selectbox(
            _label(one.heading),
            columns,
            index=columns.index(one.column or NONE),
            format_func=words.__getitem__,
            key=name,
            on_change=partial(_column_said, upload, sheet.sheet, one.heading, name),
        )
    private = [isolated(one.heading) for one in sheet.headings if one.why == PRIVATE]
    if private:
        say(escaped(t("data.matching_private", n=len(private), headings=reader().listed(private))))


def _table_said(upload: loading.Upload, sheet: str, key: str) -> None:
    loading.tell(upload, sheet, Told(str(st.session_state[key])))


def _column_said(upload: loading.Upload, sheet: str, heading: str, key: str) -> None:
    loading.tell(upload, sheet, Told(columns={heading: str(st.session_state[key])}))


def _label(written: str) -> str:
    """A reader's words as a widget's label, which takes some signs for markup."""
    short = written if len(written) <= LONGEST else written[: LONGEST - 1] + "…"
    return short.translate(MARKUP)
