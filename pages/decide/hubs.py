"""Which two governorates, and where the seat in each? All pairs of seats ranked, and whom each serves."""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from analysis.hubs import AREAS, OWN
from ui import address, cached
from ui.address import bound
from ui.charts import bars
from ui.downloads import downloads
from ui.drawing import clicked_delegation, people, shown_codes
from ui.figures import Tile, tiles
from ui.frame import escaped, say
from ui.hub_shapes import hub_shapes
from ui.hub_trials import by_area, cases, real_hubs, without_doubt
from ui.hub_words import (
    answer,
    governorates_name,
    governorates_sentence,
    km,
    listed,
    pair_name,
    seat_name,
    share,
    standings,
)
from ui.hubs import (
    CONSTRAINTS,
    Question,
    beside,
    by_governorate,
    leading,
    need_of,
    present_question,
    ranking,
    served_places,
)
from ui.legend import show_legend
from ui.map import Clicked, show_map
from ui.speech import language, name_of, t
from ui.tables import Column, show_table
from words.problem import Problem
from words.translate import number, sentence

LISTED = 200  # rows of the long table; the file has them all
FIGURES = (
    Column("need_served", "people"),
    Column("share_served", "percent"),
    Column("mean_km", "km", empty="state.no_figure"),
    Column("worst_km", "km", empty="state.no_figure"),
)
GOVERNORATES = (
    Column("rank", "count"),
    Column("governorate_pair"),
    Column("need_served", "people"),
    Column("need_error", "people"),
    Column("share_within", "percent"),
    Column("rank_within", "count"),
    Column("pair"),
    Column("mean_km", "km", empty="state.no_figure"),
)
PAIRS = (
    Column("position", "count"),
    Column("rank", "count"),
    Column("pair"),
    *FIGURES,
    Column("worst_place", vocabulary="delegations"),
    Column("remark", empty="hubs.no_remark"),
)
PLACES = (
    Column("delegation", vocabulary="delegations"),
    Column("governorate", vocabulary="governorates"),
    Column("need", "people", empty="state.no_figure"),
    Column("need_error", "people", empty="state.no_figure"),
    Column("served_from", empty="hubs.not_served"),
    Column("distance_km", "km", empty="hubs.not_served"),
)
RULES = (Column("area"), Column("pair"), *FIGURES)
CASES = (Column("case"), Column("pair"), *FIGURES, Column("outcome"))


def show() -> None:
    """What is decided, the answer, the two questions in order, who is served, how firm it is."""
    say(escaped(t("hubs.decided")))
    _settings()
    asked = present_question()
    ranked = ranking(asked)
    if ranked.reason or ranked.pairs.empty:
        _impossible(ranked.reason or "siting_too_few_candidates")
        return
    address_pair = min(int(address.value("pair")), len(ranked.pairs))
    _answer(asked)
    _governorates(asked)
    st.header(t("hubs.seats"), anchor=False)
    say(escaped(t("hubs.order")))
    picture, side = st.columns([5, 4], gap="medium")
    with picture:
        _map(asked, address_pair)
    with side:
        _ranking(asked, address_pair)
    _all_pairs(asked)
    _places(asked, address_pair)
    _rules(asked)
    _sure(asked)
    _context(asked)


def _changed(name: str) -> None:
    """A new question: the pair on the map is its first one again."""
    new = st.session_state[name]
    if new is None:
        st.session_state.pop(name)
        return
    address.put(**{name: new}, pair=1)


def _asks(name: str) -> dict[str, Any]:
    return bound(name) | {"on_change": _changed, "args": (name,)}


def _settings() -> None:
    rule, reach, detour, basis, constraints = st.columns([3, 2, 2, 3, 2], gap="medium", vertical_alignment="bottom")
    rule.selectbox(t("hubs.area"), AREAS, format_func=lambda code: t(f"hubs.area_{code}"), **_asks("area"))
    bound("reach"), bound("circuity")
    st.session_state["reach"] = round(st.session_state["reach"])
    st.session_state["circuity"] = float(st.session_state["circuity"])
    reach.slider(t("hubs.reach"), 5, 100, step=5, **_asks("reach"))
    detour.slider(t("hubs.circuity"), 1.0, 2.0, step=0.1, help=t("hubs.circuity_help"), **_asks("circuity"))
    basis.selectbox(
        t("hubs.basis"), ("census", "rescaled"), format_func=lambda code: t(f"hubs.basis_{code}"), **_asks("basis")
    )
    count = sum(len(address.value(name)) for name in CONSTRAINTS)
    with constraints.popover(t("hubs.constraints_n", n=count) if count else t("hubs.constraints"), width="stretch"):
        for name in CONSTRAINTS:
            vocabulary = "governorates" if name.endswith("governorates") else "delegations"
            st.multiselect(
                t(f"hubs.{name}"),
                tuple(cached.vocabulary()[vocabulary]),
                format_func=partial(name_of, vocabulary),
                placeholder=t("hubs.none"),
                **_asks(name),
            )


def _impossible(reason: str) -> None:
    st.warning(f"{t('hubs.impossible')} {sentence(Problem(reason), language())}")
    st.button(
        t("hubs.lift"), on_click=address.put, kwargs=dict.fromkeys(CONSTRAINTS, ()) | {"pair": 1}, key="hubs_lift"
    )


def _answer(asked: Question) -> None:
    ranked, served = ranking(asked), served_places(asked, 1)
    first = ranked.pairs.iloc[0]
    say(escaped(answer(asked, ranked, served)), "summary")
    if first["unreliable"]:
        _unreliable(asked)
    if ranked.no_figure:
        say(escaped(t("hubs.no_figure", places=listed([name_of("delegations", code) for code in ranked.no_figure]))))
    inside, outside = served[~served["unserved"]], served[served["unserved"]]
    tiles(
        [
            Tile(
                t("hubs.tile_served"),
                _with_error(inside),
                t("hubs.tile_share", share=share(first["share_served"])),
                strong=True,
            ),
            Tile(t("hubs.tile_unserved"), _with_error(outside), t("hubs.tile_places", n=len(outside))),
            Tile(t("hubs.tile_mean"), _km(first["mean_km"]), t("hubs.tile_weighted")),
            Tile(t("hubs.tile_worst"), _km(first["worst_km"]), name_of("delegations", first["worst_place"])),
        ]
    )


def _with_error(rows: pd.DataFrame) -> str:
    need, error = need_of(rows)
    return f"{number(round(need), language())} ± {number(round(error), language())}"


def _km(value: float) -> str | None:
    return None if pd.isna(value) else km(value)


def _unreliable(asked: Question) -> None:
    pair, same = without_doubt(asked)
    if pair is None:
        then = t("hubs.unreliable_none")
    else:
        then = t("hubs.unreliable_same" if same else "hubs.unreliable_other", pair=pair_name(pair))
    say(f'<span class="warned">{escaped(t("hubs.unreliable"))}</span> {escaped(then)}')


def _governorates(asked: Question) -> None:
    st.header(t("hubs.governorates"), anchor=False)
    groups = _told(by_governorate(asked))
    groups["share_within"] *= 100
    say(escaped(governorates_sentence(asked, by_governorate(asked))), "summary")
    chart, table = st.columns([2, 3], gap="medium")
    series = {t("hubs.bars_served"): groups["need_served"].tolist()}
    if asked.rules.area == OWN:
        series[t("hubs.bars_within", reach=asked.rules.reach_km)] = groups["need_within"].tolist()
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
        say(escaped(t("hubs.bars_unit")))
    with table:
        show_table(
            groups,
            GOVERNORATES,
            key="hubs_groups",
            on_row=lambda row: address.put(pair=int(groups["position"].iloc[row])),
        )
        _download(asked, groups, GOVERNORATES, "gouvernorats")


def _told(pairs: pd.DataFrame) -> pd.DataFrame:
    """Pairs with what their codes are called, shares in percent, and a remark."""
    pair_words = [pair_name(row) for _, row in pairs.iterrows()]
    governorates = [governorates_name(row) for _, row in pairs.iterrows()]
    marks = zip(pairs["same_town"], pairs["unreliable"], strict=True)
    remarks = [" ".join([t("hubs.same_town")] * bool(same) + [t("hubs.hangs")] * bool(doubt)) for same, doubt in marks]
    return pairs.assign(
        pair=pair_words, governorate_pair=governorates, remark=remarks, share_served=pairs["share_served"] * 100
    )


def _map(asked: Question, position: int) -> None:
    pair = ranking(asked).pairs.iloc[position - 1]
    served = served_places(asked, position)
    inside, outside = served[~served["unserved"]], served[served["unserved"]]
    shapes = hub_shapes(asked, pair, position)
    selected = address.current_filters().delegations
    show_map(shapes, key="poles", language=language(), selected=selected, height=560, on_click=_clicked)
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
    words = standings(rows)
    for at, (_, row) in enumerate(rows.iterrows()):
        if at in (0, int(rows["first"].sum())):
            st.subheader(t("hubs.first") if at == 0 else t("hubs.next"), anchor=False)
        _one_pair(row, words[at], position)
    if left:
        say(escaped(t("hubs.more_tied", n=left)))
    most = len(ranking(asked).pairs)
    bound("pair")
    st.session_state["pair"] = position
    st.number_input(t("hubs.shown", n=most), 1, most, step=1, **bound("pair"))
    if position not in set(rows["position"]):
        two = beside(asked, position)
        row = two.iloc[-1]
        st.html(f'<p class="note"><b>{escaped(_numbered(row))}</b><br>{escaped(standings(two)[-1])}</p>')


def _numbered(row: pd.Series) -> str:
    return t("hubs.rank", rank=int(row["rank"]), pair=pair_name(row))


def _one_pair(row: pd.Series, words: str, shown: int) -> None:
    position = int(row["position"])
    st.button(
        _numbered(row),
        key=f"hubs_pair_{position}_{language()}",
        type="primary" if position == shown else "secondary",
        on_click=address.put,
        kwargs={"pair": position},
    )
    say(escaped(words))


def _all_pairs(asked: Question) -> None:
    pairs = ranking(asked).pairs
    with st.expander(t("hubs.all", n=len(pairs))):
        shown = _told(pairs.head(LISTED).assign(position=range(1, min(len(pairs), LISTED) + 1)))
        say(escaped(f"{t('hubs.all_note')} {t('hubs.listed', n=len(shown)) if len(pairs) > LISTED else ''}"))
        show_table(shown, PAIRS, key="hubs_pairs", on_row=lambda row: address.put(pair=row + 1))
    _download(asked, pairs.assign(position=range(1, len(pairs) + 1)), PAIRS, "paires")


def _places(asked: Question, position: int) -> None:
    st.header(t("hubs.places"), anchor=False)
    pair, served = ranking(asked).pairs.iloc[position - 1], served_places(asked, position)
    outside = served[served["unserved"]]
    need, error = need_of(outside)
    words = t("hubs.places_all", pair=pair_name(pair))
    if len(outside):
        first = listed([name_of("delegations", code) for code in outside["delegation"].head(3)])
        part = share(pair["need_unserved"] / ranking(asked).total_need)
        words = t(
            "hubs.places_summary",
            pair=pair_name(pair),
            unserved=people(need, error),
            share=part,
            n=len(outside),
            places=first,
        )
    say(escaped(words), "summary")
    filters = address.current_filters()
    kept = served[shown_codes(served, filters)]
    kept = kept[kept["delegation"].isin(filters.delegations or kept["delegation"])]
    told = kept.assign(served_from=[None if pd.isna(seat) else seat_name(seat) for seat in kept["seat"]])
    if filters.governorates or filters.delegations:
        say(escaped(t("hubs.places_filtered")))
    show_table(told, PLACES, key="hubs_places", height=330)
    _download(asked, told, PLACES, "desservis")


def _rules(asked: Question) -> None:
    st.header(t("hubs.rules"), anchor=False)
    rows = by_area(asked)
    same = len(rows) == len(AREAS) and rows[["seat_a", "seat_b"]].drop_duplicates().shape[0] == 1
    say(escaped(t("hubs.rules_agree" if same else "hubs.rules_differ")), "summary")
    told = _told(rows).assign(area=[t(f"hubs.area_{code}") for code in rows["area"]])
    show_table(told, RULES, key="hubs_rules")


def _sure(asked: Question) -> None:
    st.header(t("hubs.sure"), anchor=False)
    rows = cases(asked)
    by_factor, by_basis = rows[rows["basis"] == asked.basis], rows[rows["basis"] != asked.basis]
    moved = [number(factor, language(), 2) for factor in by_factor.loc[by_factor["first"], "circuity"]]
    words = [t("hubs.sure_circuity", factors=listed(moved))] if moved else []
    words += [t("hubs.sure_basis")] if by_basis["first"].any() else []
    say(escaped(" ".join(words) or t("hubs.sure_same")), "summary")
    show_table(_told(rows).assign(case=_case_words(rows, asked), outcome=_outcomes(rows)), CASES, key="hubs_cases")


def _case_words(rows: pd.DataFrame, asked: Question) -> list[str]:
    return [
        t("hubs.case_circuity", factor=number(row.circuity, language(), 2))
        if row.basis == asked.basis
        else t("hubs.case_basis", basis=t(f"hubs.basis_{row.basis}"))
        for row in rows.itertuples()
    ]


def _outcomes(rows: pd.DataFrame) -> list[str]:
    told = []
    for row in rows.itertuples():
        changed = "first_changes" if row.first else "order_changes" if row.order else "first_same"
        told.append(t("hubs.present" if row.present else f"hubs.{changed}"))
    return told


def _context(asked: Question) -> None:
    hubs = real_hubs(asked)
    st.header(t("hubs.context"), anchor=False)
    if hubs:
        names = t("hubs.pair", a=seat_name(hubs.seats[0]), b=seat_name(hubs.seats[1]))
        if hubs.rank is None:
            say(escaped(t("hubs.context_out", pair=names)), "summary")
        else:
            words = t(
                "hubs.context_rank",
                governorates=t(
                    "hubs.pair",
                    a=name_of("governorates", hubs.governorates[0]),
                    b=name_of("governorates", hubs.governorates[1]),
                ),
                governorate_rank=hubs.governorate_rank,
                governorate_pairs=len(by_governorate(asked)),
                pair=names,
                rank=hubs.rank,
                pairs=len(ranking(asked).pairs),
            )
            say(escaped(words), "summary")
            st.button(t("hubs.context_show"), key="hubs_real", on_click=address.put, kwargs={"pair": hubs.position})
    say(escaped(t("hubs.unknown_here")))


def _download(asked: Question, rows: pd.DataFrame, columns: tuple[Column, ...], part: str) -> None:
    method = t(
        "hubs.method",
        area=t(f"hubs.area_{asked.rules.area}"),
        reach=asked.rules.reach_km,
        factor=number(asked.circuity, language(), 2),
        basis=t(f"hubs.basis_{asked.basis}"),
    )
    territory = cached.territory(asked.basis)
    sources = [*territory["population_source"].dropna().unique(), *territory["poverty_source"].dropna().unique()]
    downloads(rows, columns, slug="poles", sources=sources, method=method, part=part)
