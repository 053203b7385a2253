"""The section of the log: entries, undo of the last load, the demonstration's switch."""

import pandas as pd
import streamlit as st

from ui import cached, history
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
)


def show_log() -> None:
    """What the last action came to, the entries, what can be done."""
    if told := history.take_said():
        say(escaped(" ".join(told[1])), "summary" if told[0] == "summary" else "summary warned")
    rows = history.entries()
    say(escaped(t("data.history_note")))
    show_table(rows, ENTRIES, key="history", plain=True)
    file_menu(TableFile("journal", lambda: rows, ENTRIES), "donnees")
    loads = rows[rows["load"]]
    if loads.empty:
        say(escaped(t("data.nothing_to_undo")))
    else:
        _ask_undo(loads.iloc[0])
    _demonstration()
    show_incidents()


def _ask_undo(load: pd.Series) -> None:
    number = str(load["entry"])
    with st.popover(t("data.undo"), icon=":material/undo:", key=f"ask_undo_{number}"):
        say(escaped(t("data.undo_ask", entry=number, file=load["file"], source=load["source"])))
        who = st.text_input(t("data.undo_who"), max_chars=80, key=f"undo_who_{number}")
        if st.button(t("data.undo_confirm", entry=number), type="primary", key=f"undo_{number}"):
            history.undo(who)


def _demonstration() -> None:
    on = cached.demonstration()
    st.header(t("data.demo_title"), anchor=False)
    say(escaped(t("data.demo_is_on" if on else "data.demo_is_off")))
    if st.button(t("data.demo_off" if on else "data.demo_on"), key="switch_demonstration"):
        history.switch(not on, "")
