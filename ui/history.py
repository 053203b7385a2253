"""The log as the reader sees it, and the two things done to it here: undo the last load, switch the demonstration."""

import datetime as dt

import pandas as pd
import streamlit as st

from data import build
from ui import cached, loading
from ui.speech import language, t
from words.problem import Problem, ProblemError
from words.translate import date, isolated

SAID = "history_said"
SHIPPED = {"reference", "demonstration"}


def entries() -> pd.DataFrame:
    """One row per entry, newest first, in words; `load` marks the loads that still count."""
    rows = cached.table("entries")
    shipped = rows["kind"].isin(SHIPPED)
    load = (rows["kind"] == "load") & ~rows["undone"]
    return pd.DataFrame(
        {
            "number": rows["number"].where(~shipped, 0).map(lambda n: str(n) if n > 0 else "–"),
            "entry_kind": [_kind(kind, undoes) for kind, undoes in zip(rows["kind"], rows["undoes"], strict=True)],
            "state": [_state(kind, undone) for kind, undone in zip(rows["kind"], rows["undone"], strict=True)],
            "when": [when(value) if pd.notna(value) else t("data.shipped") for value in rows["recorded_at"]],
            "who": [_said(w, "data.who_unknown") if not s else "–" for w, s in zip(rows["who"], shipped, strict=True)],
            "source": [_said(value) for value in rows["source"]],
            "file": [_said(value) for value in rows["file_name"]],
            "added": rows["rows_added"],
            "changed": rows["rows_changed"],
            "same": rows["rows_same"],
            "load": load,
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
    return t("data.kind_undo", entry=str(int(undoes))) if kind == "undo" else t(f"data.kind_{kind}")


def _state(kind: str, undone: bool) -> str:
    if kind != "load":
        return "–"
    return t("data.state_undone") if undone else t("data.state_counts")


def undo(who: str) -> None:
    """Undo the last load, then draw the page anew with what came of it."""
    was_on = cached.demonstration()
    try:
        with st.spinner(t("data.rebuilding")):
            entry = build.undo_last(who)
        cached.look_again()
        back = cached.demonstration() and not was_on
        _remember("undone", str(entry.undoes), back)
    except ProblemError as refused:
        _remember("refused", refused.problem)
    st.rerun()


def switch(on: bool, who: str) -> None:
    """Switch the demonstration, then draw the page anew; a refusal is said."""
    try:
        with st.spinner(t("data.rebuilding")):
            build.switch_demonstration(on, who)
        _remember("demo_on" if on else "demo_off")
    except ProblemError as refused:
        _remember("refused", refused.problem)
    st.rerun()


def _remember(what: str, *facts: object) -> None:
    loading.forget()
    st.session_state[SAID] = (what, *facts)


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
    return "summary", [t(f"data.{what}_said")]
