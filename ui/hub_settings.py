"""The hubs' question as the reader puts it: who is served, how far, and what is imposed."""

from functools import partial
from typing import Any

import streamlit as st

from analysis.hubs import AREAS
from ui import address, cached, travel
from ui.address import bound
from ui.frame import escaped, say
from ui.hub_added import say_added, show_added
from ui.hubs import CONSTRAINTS, added_places
from ui.speech import language, name_of, t
from words.problem import Problem
from words.translate import sentence


def show_settings() -> None:
    """Two rows of widgets, each bound to the address, and what they mean."""
    source = travel.present()
    rule, reach, detour, basis = st.columns([3, 2, 2, 3], gap="medium", vertical_alignment="bottom")
    rule.selectbox(t("hubs.area"), AREAS, format_func=lambda code: t(f"hubs.area_{code}"), **_asks("area"))
    within = travel.reach_setting(source)
    reach.slider(t(f"travel.reach_{travel.unit(source)}"), 5, 100, step=5, **_asks(within, round))
    with detour:
        travel.detour(
            t("hubs.circuity"),
            help=t("hubs.circuity_help"),
            disabled=source != travel.FACTOR,
            **_asks("circuity", float),
        )
    basis.selectbox(
        t("hubs.basis"), ("census", "rescaled"), format_func=lambda code: t(f"hubs.basis_{code}"), **_asks("basis")
    )
    imposed, added, distance = st.columns(3, gap="medium")
    _constraints(imposed)
    show_added(added)
    if len(travel.available()) > 1:
        with distance.popover(t("hubs.distance"), width="stretch"):
            travel.choose()
    travel.say_silence()
    if source != travel.FACTOR:
        say(escaped(f"{travel.described()} {t('hubs.direction')}"))
    say_added(source)


def _constraints(column: Any) -> None:
    seats = (*cached.vocabulary()["delegations"], *added_places()[0])
    count = sum(len(address.value(name)) for name in CONSTRAINTS)
    with column.popover(t("hubs.constraints_n", n=count) if count else t("hubs.constraints"), width="stretch"):
        for name in CONSTRAINTS:
            kind = "governorates" if name.endswith("governorates") else "delegations"
            st.multiselect(
                t(f"hubs.{name}"),
                seats if kind == "delegations" else tuple(cached.vocabulary()[kind]),
                format_func=partial(name_of, kind),
                placeholder=t("hubs.none"),
                **_asks(name),
            )
        if count:
            _lift("hubs_lift_here")


def show_impossible(reason: str) -> None:
    """Why no pair is possible, and the way out."""
    st.warning(f"{t('hubs.impossible')} {sentence(Problem(reason), language())}")
    _lift("hubs_lift")


def _lift(key: str) -> None:
    nothing = dict.fromkeys(CONSTRAINTS, ())
    st.button(t("hubs.lift"), key=key, on_click=address.put, kwargs={**nothing, "pair": 1})


def _asks(name: str, kind: type | Any = None) -> dict[str, Any]:
    """As `bound`, with the number's kind the widget needs; a new question shows its first pair again."""
    widget = bound(name)
    if kind:
        st.session_state[name] = kind(st.session_state[name])
    return widget | {"on_change": _changed}


def _changed(name: str) -> None:
    new = st.session_state[name]
    if new is None:  # unselected by a second click: stays what it was
        st.session_state.pop(name)
        return
    address.put(**{name: new}, pair=1)
