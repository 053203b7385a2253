"""Which two governorates, and where the seat in each? All pairs of seats ranked, and whom each serves."""

from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from analysis.hubs import OWN
from ui import address
from ui.brief_buttons import show_brief
from ui.charts import bars
from ui.drawing import clicked_delegation, people, shown_codes
from ui.frame import escaped, guarded, say
from ui.hub_answer import show_answer
from ui.hub_second import show_weighted
from ui.hub_settings import show_impossible, show_settings
from ui.hub_shapes import hub_shapes
from ui.hub_sites import show_sites
from ui.hub_sure import show_cases, show_context, show_rules
from ui.hub_tables import (
    GOVERNORATES,
    GOVERNORATES_FILE,
    PAIRS,
    PAIRS_FILE,
    PLACES,
    download,
    in_percent,
    measured_in,
    numbered,
    timed,
    told,
)
from ui.hub_words import (
    governorates_sentence,
    listed,
    numbered_pair,
    pair_name,
    seat_name,
    share,
    standings,
    within,
)
from ui.hubs import Question, beside, by_governorate, leading, need_of, present_question, ranking, served_places
from ui.legend import show_legend
from ui.map import Clicked, show_map
from ui.scenario_lists import present_answer
from ui.scenario_section import with_scenarios
from ui.scenario_sheet import show_unfilled
from ui.sections import section
from ui.speech import language, name_of, t
from ui.tables import show_table

PARTS = ("exact", "weighted", "sites")
LISTED = 100  # rows of the long table; the file has them all


@with_scenarios
def show() -> None:
    """What is decided, then one of three lists, never mixed: exact, weighted, one to ten hubs."""
    say(escaped(t("hubs.decided")))
    part = section("hubs_part", PARTS, "hub_list")
    show_settings()
    asked = present_question()
    ranked = ranking(asked)
    if part != "sites" and ranked.pairs.empty:
        show_impossible(ranked.reason or "siting_too_few_candidates")
        return
    {"exact": _exact, "weighted": show_weighted, "sites": show_sites}[part](asked)
    if present_answer().result:
        show_unfilled()
        show_brief()


def _exact(asked: Question) -> None:
    """The answer, the two questions in order, who is served, how firm it is."""
    show_answer(asked)
    _governorates(asked)
    _seats(asked)
    show_rules(asked)
    show_cases(asked)
    show_context(asked)


@st.fragment
def _seats(asked: Question) -> None:
    """Map, ranking and who is served: another pair redraws these alone."""
    guarded(partial(_draw_seats, asked))


def _draw_seats(asked: Question) -> None:
    position = min(int(address.value("pair")), len(ranking(asked).pairs))
    st.header(t("hubs.seats"), anchor=False)
    say(escaped(t("hubs.order")))
    picture, side = st.columns([5, 4], gap="medium")
    with picture:
        _map(asked, position)
    with side:
        _ranking(asked, position)
    _all_pairs(asked)
    _places(asked, position)


def _governorates(asked: Question) -> None:
    st.header(t("hubs.governorates"), anchor=False)
    groups = told(by_governorate(asked))
    say(escaped(governorates_sentence(asked, by_governorate(asked))), "summary")
    chart, table = st.columns([2, 3], gap="medium")
    series: dict[str, Sequence[float | None]] = {t("hubs.bars_served"): groups["need_served"].tolist()}
    if asked.rules.area == OWN:
        series[t("hubs.bars_within", reach=within(asked))] = groups["need_within"].tolist()
    with chart:
        bars(
            groups["governorate_pair"].tolist(),
            series,
            codes=[str(position) for position in groups["position"]],
            on_bar=lambda position: address.put(pair=int(position)),
            key="hubs_governorates",
            stacked=False,
            alt=t("hubs.bars_alt"),
        )
    with table:
        show_table(groups, GOVERNORATES, key="hubs_groups", height=900, plain=True)
        say(escaped(t("hubs.bars_unit")))
        download(asked, groups, GOVERNORATES_FILE, "gouvernorats")


def _map(asked: Question, position: int) -> None:
    pair = ranking(asked).pairs.iloc[position - 1]
    served = served_places(asked, position)
    inside, outside = served[~served["unserved"]], served[served["unserved"]]
    shapes = hub_shapes(asked, pair, position)
    selected = address.current_filters().delegations
    if show_map(shapes, key="poles", language=language(), selected=selected, height=560, on_click=_clicked):
        st.rerun()  # a delegation is a filter: the chips change too
    words = t(
        "hubs.map_summary",
        pair=pair_name(pair),
        served=people(*need_of(inside)),
        places=len(inside),
        unserved=people(*need_of(outside)),
    )
    say(escaped(words), "summary")
    show_legend(shapes, language=language())


def _clicked(clicked: Clicked) -> None:
    clicked_delegation(clicked.code)


def _ranking(asked: Question, position: int) -> None:
    """First, next five, and the one shown when it is another; a button each, and why it stands there."""
    rows, left = leading(asked)
    tied = int(rows["first"].sum())
    for at, (words, (_, row)) in enumerate(
        zip(standings(rows, in_list=True, unit=asked.unit), rows.iterrows(), strict=True)
    ):
        if at in (0, tied):
            st.subheader(t("hubs.next" if at else "hubs.first"), anchor=False)
        _one_pair(row, words, position)
    if left:
        say(escaped(t("hubs.more_tied", n=left)))
    most = len(ranking(asked).pairs)
    widget = address.bound("pair")
    st.session_state["pair"] = position
    st.number_input(t("hubs.shown", n=most), 1, most, step=1, **widget)
    if position not in set(rows["position"]):
        two = beside(asked, position)
        row, words = two.iloc[-1], standings(two, unit=asked.unit)[-1]
        st.html(f'<p class="note"><b>{escaped(numbered_pair(row))}</b><br>{escaped(words)}</p>')


def _one_pair(row: pd.Series, words: str, shown: int) -> None:
    position = int(row["position"])
    st.button(
        numbered_pair(row),
        key=f"hubs_pair_{position}_{language()}",
        type="primary" if position == shown else "secondary",
        on_click=address.put,
        kwargs={"pair": position},
    )
    say(escaped(words))


def _all_pairs(asked: Question) -> None:
    pairs = numbered(ranking(asked).pairs)
    whole = st.expander(t("hubs.all", n=len(pairs)), key="hubs_all", on_change="rerun")
    if whole.open:  # a long table, made only for those who look at it
        shown = told(pairs.head(LISTED))
        more = t("hubs.listed", n=len(shown)) if len(pairs) > LISTED else ""
        with whole:
            say(escaped(f"{t('hubs.all_note')} {more}"))
            columns = measured_in(PAIRS, asked)
            show_table(timed(shown, asked), columns, key="hubs_pairs", on_row=lambda row: address.put(pair=row + 1))
    download(asked, in_percent(pairs), PAIRS_FILE, "paires")


def _places(asked: Question, position: int) -> None:
    st.header(t("hubs.places"), anchor=False)
    served = served_places(asked, position)
    say(escaped(_unserved_words(asked, position, served[served["unserved"]])), "summary")
    filters = address.current_filters()
    kept = served[shown_codes(served, filters)]
    kept = kept[kept["delegation"].isin(filters.delegations or kept["delegation"])]
    rows = kept.assign(served_from=kept["seat"].map({code: seat_name(code) for code in kept["seat"].dropna().unique()}))
    if filters.governorates or filters.delegations:
        say(escaped(t("hubs.places_filtered")))
    show_table(timed(rows, asked), measured_in(PLACES, asked), key="hubs_places", height=330, plain=True)
    download(asked, rows, PLACES, "desservis")


def _unserved_words(asked: Question, position: int, outside: pd.DataFrame) -> str:
    ranked = ranking(asked)
    pair = ranked.pairs.iloc[position - 1]
    if outside.empty:
        return t("hubs.places_all", pair=pair_name(pair))
    return t(
        "hubs.places_summary",
        pair=pair_name(pair),
        unserved=people(*need_of(outside)),
        share=share(pair["need_unserved"] / ranked.total_need),
        n=len(outside),
        places=listed([name_of("delegations", code) for code in outside["delegation"].head(3)]),
    )
