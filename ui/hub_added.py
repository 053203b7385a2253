"""Candidate seats the reader adds: a form, who is on the list, and what an added place means. Kept in the address."""

from typing import Any

import streamlit as st

from geo import added
from ui import address, travel
from ui.frame import escaped, say
from ui.hub_words import listed, seat_name
from ui.hubs import CONSTRAINTS, added_places
from ui.speech import language, t
from words.problem import ProblemError
from words.translate import sentence

SAID, NAME, LON, LAT = "hub_added_said", "hub_added_name", "hub_added_lon", "hub_added_lat"


def show_added(column: Any) -> None:
    """The form, and a button that removes each place there is."""
    present = address.value("added")
    title = t("hubs.added_n", n=len(present)) if present else t("hubs.added")
    with column.popover(title, width="stretch"):
        say(escaped(t("hubs.added_note")))
        with st.form("hub_added", border=False):
            st.text_input(t("hubs.added_label"), max_chars=added.LONGEST_NAME, key=NAME)
            st.text_input(t("hubs.added_lon"), max_chars=20, key=LON)
            st.text_input(t("hubs.added_lat"), max_chars=20, key=LAT)
            st.form_submit_button(t("hubs.added_add"), on_click=_add)
        if said := st.session_state.pop(SAID, None):
            say(escaped(said[1]), said[0])
        for at, code in enumerate(present):
            label = t("hubs.added_remove", place=seat_name(code))
            st.button(label, key=f"hub_added_remove_{at}_{language()}", on_click=_remove, args=(code,))


def _add() -> None:
    present = address.value("added")
    name, lon, lat = (str(st.session_state.get(key, "")) for key in (NAME, LON, LAT))
    try:
        code = added.added(name, lon, lat, present)
    except ProblemError as refused:
        st.session_state[SAID] = ("summary warned", sentence(refused.problem, language()))
        return
    address.put(added=(*present, code), pair=1)
    st.session_state[SAID] = ("summary", t("hubs.added_kept", place=seat_name(code)))
    for key in (NAME, LON, LAT):
        st.session_state[key] = ""


def _remove(code: str) -> None:
    """Off the list, and off what is imposed or excluded."""
    without = {name: tuple(one for one in address.value(name) if one != code) for name in ("added", *CONSTRAINTS)}
    address.put(**without, pair=1)


def say_added(source: str) -> None:
    """What the added places are, which of them this source does not measure, and what was not understood."""
    stands, refused = added_places()
    taking_part = travel.measurable(source, stands)
    if taking_part:
        key = "hubs.added_where" if source == travel.FACTOR else "hubs.added_where_server"
        say(escaped(t(key, places=_named(taking_part))))
    if left_out := tuple(code for code in stands if code not in taking_part):
        say(escaped(t("hubs.added_unmeasured", places=_named(left_out))), "summary warned")
    if refused:
        say(escaped(t("hubs.added_refused", n=len(refused))), "summary warned")


def _named(codes: tuple[str, ...]) -> str:
    return listed([seat_name(code) for code in codes])
