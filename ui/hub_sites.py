"""One to ten hubs: the exact seats, whom each serves, and what taking them one by one would lose."""

from functools import partial

import pandas as pd
import streamlit as st

from analysis.hub_sites import GOVERNORATES, MOST, PILOTS, Seats, kept_apart
from analysis.hubs import UNRELIABLE
from ui import address
from ui.drawing import people
from ui.frame import escaped, guarded, say
from ui.hub_robust import sites
from ui.hub_site_shapes import site_shapes
from ui.hub_tables import download
from ui.hub_words import listed, quantity, seat_name, share
from ui.hubs import Question, places
from ui.legend import show_legend
from ui.map import show_map
from ui.speech import language, t
from ui.tables import Column, show_table
from words.problem import Problem
from words.translate import number, sentence

SERVED = (
    Column("seat"),
    Column("governorate", vocabulary="governorates"),
    Column("served_places", "count"),
    Column("need", "people"),
)


@st.fragment
def show_sites(question: Question) -> None:
    """The number of hubs, and the answer."""
    guarded(partial(_draw, question))


def _draw(question: Question) -> None:
    say(escaped(t("hub_list.sites_intro")))
    count, apart = _settings()
    found = sites(question, count, apart)
    if not found.seats:
        say(escaped(sentence(Problem(found.reason or "siting_too_few_candidates"), language())), "summary warned")
        return
    say(escaped(_answer(question, found)), "summary")
    if set(found.seats) & set(UNRELIABLE):
        say(f'<span class="warned">{escaped(t("hubs.unreliable"))}</span>')
    say(escaped(_stepwise(question, found)), "summary")
    say(escaped(_how(found)))
    picture, table = st.columns([5, 4], gap="medium")
    with picture:
        shapes = site_shapes(question, found)
        selected = address.current_filters().delegations
        show_map(shapes, key="poles_sites", language=language(), selected=selected, height=520)
        show_legend(shapes, language=language())
    with table:
        rows = _rows(question, found)
        show_table(rows, SERVED, key="hub_sites", height=900, plain=True)
        download(question, rows, SERVED, "sieges")


def _rows(question: Question, found: Seats) -> pd.DataFrame:
    """One row per seat, most people first, in words."""
    where = places(question.basis, question.added)
    rows = found.served_from.rename(columns={"places": "served_places"})
    rows = rows.assign(governorate=where["governorate"].reindex(rows["seat"]).to_numpy())
    return rows.sort_values("need", ascending=False).assign(seat=lambda seats: seats["seat"].map(seat_name))


def _settings() -> tuple[int, bool]:
    """How many hubs, and whether in different governorates: the rule for two, a choice up to four, none beyond."""
    number_of, rule = st.columns([3, 2], gap="large", vertical_alignment="bottom")
    number_of.slider(t("hub_list.sites_count"), 1, MOST, **address.bound("sites"))
    count = int(address.value("sites"))
    apart = kept_apart(count, address.value("spread") == "apart")
    free = count <= GOVERNORATES and count != PILOTS
    key = "hub_spread"
    st.session_state[key] = apart
    reason = "sites_apart_rule" if count == PILOTS else "sites_apart_many" if not free else "sites_apart_help"
    rule.toggle(t("hub_list.sites_apart"), key=key, disabled=not free, on_change=_spread, help=t(f"hub_list.{reason}"))
    if not free:
        rule.html(f'<p class="note">{escaped(t(f"hub_list.{reason}"))}</p>')
    return count, apart


def _spread() -> None:
    address.put(spread="apart" if st.session_state["hub_spread"] else "free")


def _answer(question: Question, found: Seats) -> str:
    names = listed([seat_name(code) for code in found.seats])
    if pd.isna(found.mean_km):
        return t("hubs.nobody")
    words = t(
        "hub_list.sites_answer",
        n=len(found.seats),
        seats=names,
        served=t("unit.poor_people", n=round(found.served)),
        share=share(found.served / (found.served + found.unserved)),
        mean=quantity(found.mean_km, question.unit),
        area=t(f"hubs.area_{question.rules.area}"),
    )
    return f"{words} {t('hub_list.sites_tied', n=found.ties)}" if found.ties > 1 else words


def _stepwise(question: Question, found: Seats) -> str:
    """What the greedy choice is, and what it would have lost."""
    if len(found.seats) == 1:
        return t("hub_list.sites_step_one")
    same = abs(found.lost_people) < 0.5 and abs(found.lost_km or 0.0) < 0.05
    if same:
        return t("hub_list.sites_step_same")
    names = listed([seat_name(code) for code in found.stepwise])
    key = "sites_step_people" if found.lost_people >= 0.5 else "sites_step_km"
    return t(
        f"hub_list.{key}", seats=names, lost=people(found.lost_people), km=quantity(found.lost_km, question.unit, 2)
    )


def _how(found: Seats) -> str:
    if found.method == "enumeration":
        return t("hub_list.sites_enumerated")
    gap = number(100 * found.gap, language(), 4)
    return t("hub_list.sites_highs" if found.complete else "hub_list.sites_open", gap=gap)
