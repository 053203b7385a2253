"""What no data here knows of a choice of hubs, to be written by those who decide; what is not filled in is shown so."""

import streamlit as st

from ui import address
from ui.address import LONGEST_TEXT
from ui.frame import escaped, say
from ui.speech import t

# Each is a setting of the address: a link or a saved choice holds it.
NOTES = ("hub_setup_cost", "hub_running_cost", "hub_host", "hub_building", "hub_others", "hub_donors")


def show_notes() -> None:
    """One field for each, and which are still empty."""
    st.header(t("hub_list.notes"), anchor=False)
    say(escaped(t("hub_list.notes_note")))
    left, right = st.columns(2, gap="medium")
    for at, name in enumerate(NOTES):
        with (left, right)[at % 2]:
            st.text_input(
                t(f"hub_list.{name}"),
                max_chars=LONGEST_TEXT,
                placeholder=t("sources.not_filled"),
                **address.bound(name),
            )
    empty = sum(not str(address.value(name)).strip() for name in NOTES)
    say(escaped(t("hub_list.notes_left", n=empty, all=len(NOTES))))
