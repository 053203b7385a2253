"""How firm the hubs' answer is: the three rules side by side, other assumptions, and the two real hubs as context."""

import pandas as pd
import streamlit as st

from analysis.hub_weighting import CLEAR_FIGURES
from analysis.hubs import AREAS
from ui import address
from ui.frame import escaped, say
from ui.hub_sentences import sure_sentence
from ui.hub_tables import CASES, RULES, measured_in, timed, told
from ui.hub_trials import DRAWS, by_area, cases, real_hubs, under_errors
from ui.hub_words import governorates_name, listed, seat_name, share
from ui.hubs import Question, by_governorate, ranking
from ui.speech import language, name_of, reader, t
from ui.tables import show_table
from words.translate import number, percent

LEAST_SHARE = 0.001  # rarer than this is not worth a name


def show_rules(asked: Question) -> None:
    """The first pair under each way to say who is served."""
    st.header(t("hubs.rules"), anchor=False)
    rows = by_area(asked)
    same = len(rows) == len(AREAS) and len(rows[["seat_a", "seat_b"]].drop_duplicates()) == 1
    say(escaped(t("hubs.rules_agree" if same else "hubs.rules_differ")), "summary")
    show_table(
        timed(told(rows).assign(area=[t(f"hubs.area_{code}") for code in rows["area"]]), asked),
        measured_in(RULES, asked),
        key="hubs_rules",
        height=900,
        plain=True,
    )


def show_cases(asked: Question) -> None:
    """Whether the first pair stays first under other detours and the other population basis."""
    st.header(t("hubs.sure"), anchor=False)
    rows = cases(asked)
    say(escaped(sure_sentence(reader(), asked, rows)), "summary")
    say(escaped(_under_errors(asked)), "summary")
    show_table(
        timed(told(rows).assign(case=_settings(rows, asked), outcome=_outcomes(rows)), asked),
        measured_in(CASES, asked),
        key="hubs_cases",
        height=900,
        plain=True,
    )


def _under_errors(asked: Question) -> str:
    """Whether the first pair stays first when need varies within its error, and what comes first otherwise."""
    found = under_errors(asked)
    shares = {"governorates": share(found.governorates), "places": share(found.places)}
    words = [t("hub_list.exact_draws", n=DRAWS, **shares)]
    if min(found.governorates, found.places) < CLEAR_FIGURES:
        what = "governorates" if found.governorates < CLEAR_FIGURES else "seats"
        limit = percent(CLEAR_FIGURES, language())
        words.append(t("hub_list.exact_close", what=t(f"hub_list.exact_close_{what}"), limit=limit))
    first, rows = ranking(asked).pairs.iloc[0], found.by_governorate
    ours = (rows["governorate_a"] == first["governorate_a"]) & (rows["governorate_b"] == first["governorate_b"])
    rivals = rows[~ours]
    told_of = [
        t("hub_list.exact_rival", pair=governorates_name(row), share=share(row["share"]))
        for _, row in rivals[rivals["share"] >= LEAST_SHARE].iterrows()
    ]
    return " ".join([*words, *([t("hub_list.exact_rivals", pairs=listed(told_of))] if told_of else [])])


def _settings(rows: pd.DataFrame, asked: Question) -> list[str]:
    return [
        _case(asked, circuity) if basis == asked.basis else t("hubs.case_basis", basis=t(f"hubs.basis_{basis}"))
        for circuity, basis in zip(rows["circuity"], rows["basis"], strict=True)
    ]


def _case(asked: Question, circuity: float) -> str:
    if asked.straight:
        return t("hubs.case_circuity", factor=number(circuity, language(), 2))
    return t(f"hubs.case_{asked.distance.split('_')[0]}")


def _outcomes(rows: pd.DataFrame) -> list[str]:
    words = []
    for present, first, order in zip(rows["present"], rows["first"], rows["order"], strict=True):
        changed = "first_changes" if first else "order_changes" if order else "first_same"
        words.append(t("hubs.present" if present else f"hubs.{changed}"))
    return words


def show_context(asked: Question) -> None:
    """Where the pair of real hubs stands."""
    st.header(t("hubs.context"), anchor=False)
    hubs = real_hubs(asked)
    if hubs:
        pair = t("hubs.pair", a=seat_name(hubs.seats[0]), b=seat_name(hubs.seats[1]))
        a, b = (name_of("governorates", code) for code in hubs.governorates)
        words = t("hubs.context_out", pair=pair)
        if hubs.rank is not None:
            words = t(
                "hubs.context_rank",
                governorates=t("hubs.pair", a=a, b=b),
                governorate_rank=hubs.governorate_rank,
                governorate_pairs=len(by_governorate(asked)),
                pair=pair,
                rank=hubs.rank,
                pairs=len(ranking(asked).pairs),
            )
        say(escaped(words), "summary")
        if hubs.position:
            st.button(t("hubs.context_show"), key="hubs_real", on_click=address.put, kwargs={"pair": hubs.position})
