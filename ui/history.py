"""The log as the reader sees it, and the what is done to it here: undo or redo an entry, switch the demonstration."""

import datetime as dt
from collections.abc import Callable

import pandas as pd
import streamlit as st

from data import recording
from ui import cached, loading
from ui.speech import language, t
from words.problem import Problem, ProblemError
from words.translate import date, isolated

SAID = "history_said"
SHIPPED = {"reference", "demonstration"}
OWN = {"load", "edit"}


def entries() -> pd.DataFrame:
    """One row per entry, newest first, in words; `can`: what may be done to it, undo, redo or nothing."""
    rows = cached.table("entries")
    shipped = rows["kind"].isin(SHIPPED)
    own = rows["kind"].isin(OWN)
    return pd.DataFrame(
        {
            "number": rows["number"].where(~shipped, 0).map(lambda n: str(n) if n > 0 else "–"),
            "entry_kind": [_kind(kind, undoes) for kind, undoes in zip(rows["kind"], rows["undoes"], strict=True)],
            "state": [_state(*row) for row in zip(rows["kind"], rows["undone"], rows["idle"], strict=True)],
            "when": [when(value) if pd.notna(value) else t("data.shipped") for value in rows["recorded_at"]],
            "who": [_said(w, "data.who_unknown") if not s else "–" for w, s in zip(rows["who"], shipped, strict=True)],
            "source": [_said(value) for value in rows["source"]],
            "file": [_said(value) for value in rows["file_name"]],
            "added": rows["rows_added"],
            "changed": rows["rows_changed"],
            "same": rows["rows_same"],
            "removed": rows["rows_removed"],
            "can": ["redo" if gone else "undo" if o else "" for o, gone in zip(own, own & rows["undone"], strict=True)],
            "entry": rows["number"],
        }
    )


def when(moment: dt.datetime) -> str:
    """Day and minute on this machine's clock."""
    here = pd.Timestamp(moment).to_pydatetime().astimezone()
    return f"{date(here.date(), language())}, {here:%H:%M}"


def _said(value: object, empty: str | None = None) -> str:
    if isinstance(value, str) and value:
        return isolated(value)
    return t(empty) if empty else "–"


def _kind(kind: str, undoes: float) -> str:
    if kind == "scenario":
        return t("scenarios.kind_entry")
    return t(f"data.kind_{kind}", entry=str(int(undoes))) if kind in ("undo", "redo") else t(f"data.kind_{kind}")


def _state(kind: str, undone: bool, idle: bool) -> str:
    if kind not in OWN:
        return "–"
    if idle and not undone:
        return t("data.state_idle")
    return t("data.state_undone") if undone else t("data.state_counts")


def undo(number: int, who: str) -> None:
    """Undo an entry, then draw the page anew with what came of it; a refusal is said."""
    was_on = cached.demonstration()

    def act() -> tuple[object, ...]:
        recording.undo(number, who)
        cached.look_again()
        return "undone", str(number), cached.demonstration() and not was_on

    _act(act)


def redo(number: int, who: str) -> None:
    """Take the undo of an entry back, then draw the page anew; a refusal is said."""

    def act() -> tuple[object, ...]:
        recording.redo(number, who)
        return "redone", str(number)

    _act(act)


def switch(on: bool, who: str) -> None:
    """Switch the demonstration, then draw the page anew; a refusal is said."""

    def act() -> tuple[object, ...]:
        recording.switch_demonstration(on, who)
        return ("demo_on" if on else "demo_off",)

    _act(act)


def _act(act: Callable[[], tuple[object, ...]]) -> None:
    """Do it and keep what came of it for the next run: `act` returns what is to be said, and the facts in it."""
    try:
        with st.spinner(t("data.rebuilding")):
            said = act()
    except ProblemError as refused:
        said = ("refused", refused.problem)
    loading.forget()
    st.session_state[SAID] = said
    st.rerun()


def take_said() -> tuple[str, list[str]] | None:
    """What the last action here came to: its tone (summary or warned) and its sentences; told once."""
    kept = st.session_state.pop(SAID, None)
    if kept is None:
        return None
    what, *facts = kept
    if what == "refused":
        assert isinstance(facts[0], Problem)
        return "warned", [loading.said(facts[0])]
    if what == "undone":
        sentences = [t("data.undone_said", entry=facts[0])]
        return "summary", sentences + ([t("data.undone_demo_on")] if facts[1] else [])
    if what == "redone":
        return "summary", [t("data.redone_said", entry=facts[0])]
    return "summary", [t(f"data.{what}_said")]
