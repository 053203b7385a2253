"""The weighted list: which governorates, where the seats, and how sure the order is."""

from functools import partial

import pandas as pd
import streamlit as st

from analysis.hubs import UNRELIABLE
from analysis.robustness import DRAWS
from ui.frame import escaped, guarded, say
from ui.hub_compared import show_criteria, show_front, show_methods
from ui.hub_criteria import Weighed, values
from ui.hub_result_words import sure
from ui.hub_robust import by_governorate, field, ranges, weightings, within
from ui.hub_tables import told
from ui.hub_trials import DRAWS as FIGURE_DRAWS
from ui.hub_weights import show_weights
from ui.hub_words import governorates_name, listed, pair_name
from ui.hubs import Question
from ui.speech import language, name_of, reader, t
from ui.tables import Column, show_table
from words.translate import number

SEATS_LISTED, TYPICAL_LISTED = 10, 0.005
SURE = (Column("score", "km"), Column("weightings", "percent"), Column("figures", "percent", empty="hub_list.no_error"))
GROUPS = (Column("rank", "count"), Column("governorate_pair"), Column("pair"), *SURE)
SEATS = (Column("rank", "count"), Column("pair"), *SURE)
RANGES = (Column("criterion"), Column("weight", "count"), Column("held"), Column("held_seats"))


@st.fragment
def show_weighted(question: Question) -> None:
    """Settings and all that follows from them: a weight that moves redraws this alone."""
    guarded(partial(_draw, question))


def _draw(question: Question) -> None:
    say(escaped(t("hub_list.intro", places=len(values(question)))))
    if question.added:
        say(escaped(t("hubs.added_criteria")))
    asked = show_weights(question)
    compared = field(asked)
    if compared.left_out:
        names = listed([name_of("delegations", code) for code in compared.left_out])
        say(escaped(t("hub_list.left_out", n=len(compared.left_out), places=names)))
    if compared.pairs.empty:
        say(escaped(t("hub_list.nothing_left")), "summary warned")
        show_criteria(asked)
        return
    _governorates(asked)
    _seats(asked)
    _ranges(asked)
    show_front(asked)
    show_methods(asked)
    show_criteria(asked)


def _governorates(asked: Weighed) -> None:
    st.header(t("hub_list.governorates"), anchor=False)
    rows = by_governorate(asked)
    first = rows.iloc[0]
    words = t(
        "hub_list.first_governorates",
        pair=governorates_name(first),
        seats=pair_name(first, towns=True),
        score=number(first["score"], language(), 1),
    )
    say(escaped(f"{words} {_sure(first, len(asked.criteria))}"), "summary")
    tied = rows[rows["rank"] == 1]
    if len(tied) > 1:
        say(escaped(t("hub_list.tied", pairs=listed([governorates_name(row) for _, row in tied.iterrows()]))))
    show_table(_in_percent(rows), GROUPS, key="hub_list_groups", height=900, plain=True)
    say(escaped(t("hub_list.shares_note", weightings=DRAWS, figures=FIGURE_DRAWS)))
    _typical(asked, rows)


def _sure(first: pd.Series, criteria: int) -> str:
    figures = None if pd.isna(first["figures"]) else float(first["figures"])
    return sure(reader(), float(first["weightings"]), figures, criteria)


def _typical(asked: Weighed, rows: pd.DataFrame) -> None:
    """For each pair of governorates that some weighting puts first: the weights of those weightings, on average."""
    if len(asked.criteria) == 1:
        return
    central = weightings(asked).central_weights
    said = []
    for _, row in rows[rows["weightings"] >= TYPICAL_LISTED].iterrows():
        parts = [
            f"{t(f'hub_list.{code}')} {number(round(100 * weight), language())}"
            for code, weight in zip(asked.criteria, central[row["group"]], strict=True)
        ]
        said.append(t("hub_list.typical_one", pair=governorates_name(row), weights=listed(parts)))
    with st.expander(t("hub_list.typical_title")):
        say(escaped(t("hub_list.typical")))
        for words in said:
            say(escaped(words))


def _seats(asked: Weighed) -> None:
    group = by_governorate(asked).iloc[0]
    rows = within(asked, int(group["group"]))
    st.header(t("hub_list.seats", pair=governorates_name(group)), anchor=False)
    words = t("hub_list.first_seats", seats=pair_name(rows.iloc[0], towns=True), n=len(rows))
    say(escaped(f"{words} {_sure(rows.iloc[0], len(asked.criteria))}"), "summary")
    if {rows.iloc[0]["seat_a"], rows.iloc[0]["seat_b"]} & set(UNRELIABLE):
        say(f'<span class="warned">{escaped(t("hubs.unreliable"))}</span>')
    shown = rows[(rows["rank"] <= SEATS_LISTED) | (rows["weightings"] >= TYPICAL_LISTED)]
    show_table(_in_percent(shown), SEATS, key="hub_list_seats", height=460, plain=True)
    say(escaped(t("hub_list.same_town")))


def _in_percent(rows: pd.DataFrame) -> pd.DataFrame:
    return told(rows.assign(weightings=100 * rows["weightings"], figures=100 * rows["figures"]))


def _ranges(asked: Weighed) -> None:
    st.header(t("hub_list.ranges"), anchor=False)
    rows = ranges(asked)
    narrow = (rows["high"] - rows["low"]).to_numpy().argmin()
    tight = rows.iloc[int(narrow)]
    if len(rows) == 1:
        say(escaped(t("hub_list.ranges_one")), "summary")
        return
    always = ((rows["low"] <= 0) & (rows["high"] >= 100)).all()
    words = (
        t("hub_list.ranges_always")
        if always
        else t(
            "hub_list.ranges_summary",
            criterion=t(f"hub_list.{tight['criterion']}"),
            weight=int(tight["weight"]),
            range=_range(tight["low"], tight["high"]),
        )
    )
    say(escaped(words), "summary")
    held = [_range(low, high) for low, high in zip(rows["low"], rows["high"], strict=True)]
    seats = [_range(low, high) for low, high in zip(rows["seat_low"], rows["seat_high"], strict=True)]
    names = [t(f"hub_list.{code}") for code in rows["criterion"]]
    show_table(
        rows.assign(criterion=names, held=held, held_seats=seats), RANGES, key="hub_list_ranges", height=900, plain=True
    )
    say(escaped(t("hub_list.ranges_note")))


def _range(low: float, high: float) -> str:
    return t("hub_list.range", low=number(round(low, 1), language(), 1), high=number(round(high, 1), language(), 1))
