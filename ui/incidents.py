"""What was found damaged or unfinished, and what the atlas did about it, in words."""

import datetime as dt

import pandas as pd
import streamlit as st

from data import incidents
from ui import history
from ui.frame import escaped, say
from ui.speech import t
from ui.tables import Column, show_table
from words.translate import isolated

LATELY = dt.timedelta(days=1)
SAID_AT_ONCE = 3
INCIDENTS = (Column("when"), Column("incident", wide=True))


def say_recent() -> None:
    """The incidents of the last day, said above whatever the page shows."""
    now = dt.datetime.now(dt.UTC)
    lately = [one for one in incidents.recent(SAID_AT_ONCE) if now - one.at < LATELY]
    if lately:
        say("<br>".join(escaped(words(one)) for one in lately), "summary warned")


def show_incidents() -> None:
    """All that are kept; nothing where nothing happened."""
    kept = incidents.recent(incidents.KEPT)
    if not kept:
        return
    st.header(t("data.incidents_title"), anchor=False)
    say(escaped(t("data.incidents_note")))
    rows = pd.DataFrame({"when": [history.when(one.at) for one in kept], "incident": [words(one) for one in kept]})
    show_table(rows, INCIDENTS, key="incidents", plain=True)


def words(one: incidents.Incident) -> str:
    """The sentence of an incident; one kept by another version of the atlas is named by its code."""
    try:
        args = {name: isolated(value) if isinstance(value, str) else value for name, value in one.args.items()}
        return t(f"incident.{one.code}", **args)
    except KeyError:
        return one.code
