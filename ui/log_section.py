"""The section of the log: entries, what one of them changed, undo and redo, the demonstration's switch."""

import pandas as pd
import streamlit as st

from analysis.masking import SMALL
from ui import cached, changed, history
from ui.frame import escaped, say
from ui.incidents import show_incidents
from ui.speech import t
from ui.table_files import TableFile, file_menu
from ui.tables import Column, show_table

ENTRIES = (
    Column("number"),
    Column("entry_kind"),
    Column("state"),
    Column("when"),
    Column("who"),
    Column("source"),
    Column("file"),
    Column("added", "count"),
    Column("changed", "count"),
    Column("same", "count"),
    Column("removed", "count"),
)
CHOSEN = "log_entry"
COUNTS = (Column("table"), Column("added", "count"), Column("changed", "count"), Column("removed", "count"))
CHANGES = (
    Column("table"),
    Column("change"),
    Column("record"),
    Column("before", empty="data.nothing", wide=True),
    Column("after", empty="data.nothing", wide=True),
)


def show_log() -> None:
    """What the last action came to, the entries, what can be done."""
    if told := history.take_said():
        say(escaped(" ".join(told[1])), "summary" if told[0] == "summary" else "summary warned")
    rows = history.entries()
    say(escaped(t("data.history_note")))
    show_table(rows, ENTRIES, key="history", plain=True, on_row=lambda place: _choose(rows, place))
    file_menu(TableFile("journal", lambda: rows, ENTRIES), "donnees")
    own = rows[rows["entry"] > 0]
    if own.empty:
        say(escaped(t("data.nothing_to_undo")))
    else:
        _entry(own)
    _demonstration()
    show_incidents()


def _choose(rows: pd.DataFrame, place: int) -> None:
    if int(rows["entry"].iloc[place]) > 0:
        st.session_state[CHOSEN] = int(rows["entry"].iloc[place])


def _entry(own: pd.DataFrame) -> None:
    """One entry chosen: what it changed, and whether it can be taken back."""
    numbers = [int(number) for number in own["entry"]]
    if st.session_state.get(CHOSEN) not in numbers:
        st.session_state[CHOSEN] = numbers[0]
    number = st.selectbox(t("data.entry_choice"), numbers, format_func=lambda n: _named(own, n), key=CHOSEN)
    row = own[own["entry"] == number].iloc[0]
    if row["can"]:
        _ask(str(row["can"]), row)
    _what_changed(int(number))


def _named(own: pd.DataFrame, number: int) -> str:
    row = own[own["entry"] == number].iloc[0]
    return f"{number} · {row['entry_kind']} · {row['when']}"


def _what_changed(number: int) -> None:
    st.header(t("data.changed_title", entry=str(number)), anchor=False)
    found = changed.of_entry(number)
    if found.counts.empty:
        say(escaped(t("data.changed_nothing")))
        return
    show_table(changed.counts(found), COUNTS, key="entry_counts", plain=True)
    said = [t("data.changed_note")]
    if found.unlisted:
        said.append(t("data.changed_unlisted", n=t("state.masked") if found.unlisted < SMALL else found.unlisted))
    if len(found.records) == changed.LISTED:
        said.append(t("data.changed_part", n=changed.LISTED))
    say(escaped(" ".join(said)))
    file_menu(TableFile("modifications", lambda: changed.lines(changed.whole(number)), CHANGES), "donnees")
    show_table(changed.lines(found), CHANGES, key="entry_changes", height=480, plain=True)


def _ask(can: str, row: pd.Series) -> None:
    """Undo or redo, asked once more before it is done."""
    number = str(row["entry"])
    with st.popover(t(f"data.{can}"), icon=f":material/{can}:", key=f"ask_{can}_{number}"):
        say(escaped(t(f"data.{can}_ask", entry=number, file=row["file"], source=row["source"])))
        who = st.text_input(t("data.undo_who"), max_chars=80, key=f"{can}_who_{number}")
        if st.button(t(f"data.{can}_confirm", entry=number), type="primary", key=f"{can}_{number}"):
            (history.undo if can == "undo" else history.redo)(int(number), who)


def _demonstration() -> None:
    on = cached.demonstration()
    st.header(t("data.demo_title"), anchor=False)
    say(escaped(t("data.demo_is_on" if on else "data.demo_is_off")))
    if st.button(t("data.demo_off" if on else "data.demo_on"), key="switch_demonstration"):
        history.switch(not on, "")
