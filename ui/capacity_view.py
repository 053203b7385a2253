"""The capacity side of the page Écarts: settings, figures, map, list and table."""

import pandas as pd
import streamlit as st

from analysis import capacity as maths
from queries.filters import Filters
from ui import cached, capacity
from ui.address import bound
from ui.downloads import downloads
from ui.drawing import clicked_delegation, need_circles
from ui.figures import Tile, tiles
from ui.filters import toggle
from ui.frame import escaped, say
from ui.gap_ranking import STYLE
from ui.gaps import asked, evidence_sources, kept
from ui.legend import show_legend
from ui.map import Clicked, show_map
from ui.shapes import Shape
from ui.speech import language, name_of, t
from ui.tables import Column, show_table
from words.problem import ProblemError
from words.translate import number

COLUMNS = (
    Column("code", vocabulary="delegations"),
    Column("governorate", vocabulary="governorates"),
    Column("capacity_1000", "decimal", empty="capacity.no_value"),
    Column("capacity_unit"),
    Column("capacity_state", vocabulary="capacity_state"),
    Column("gap_percent", "percent", empty="capacity.no_value"),
    Column("need", "people", empty="state.no_figure"),
    Column("equivalents", "people", empty="capacity.no_value"),
    Column("capacity_not_known", "count"),
)
LISTED = 7


def show(filters: Filters) -> None:
    """All of it; where too few capacities are known, one sentence that says what to load."""
    question, seen = capacity.question(), filters.without("delegations")
    try:
        rows = capacity.rows(question)
    except ProblemError as error:
        say(escaped(capacity.refused(question.look, error)), "summary warned")
        return
    _settings()
    shown = kept(rows, filters)
    say(escaped(capacity.known_words(question.look)), "summary")
    _tiles(question, rows, shown)
    picture, beside = st.columns([3, 2], gap="medium")
    with picture:
        shapes: list[Shape] = [
            capacity.shape(question, seen),
            need_circles(cached.territory(question.look.basis), seen),
        ]
        show_map(shapes, key="capacite", language=language(), selected=filters.delegations, on_click=_clicked)
        show_legend(shapes, language=language())
    with beside:
        _widest(kept(rows, seen), filters)
    say(escaped(" ".join(capacity.summary(question, filters))), "summary")
    say(escaped(f"{capacity.steadiness(question, seen)} {t('capacity.limits')}".strip()))
    _table(question, shown)


def _settings() -> None:
    look = asked()
    decay, norm = st.columns(2, gap="large")
    with decay:
        st.selectbox(
            t("capacity.decay"), tuple(maths.DECAYS), format_func=lambda c: t(f"capacity.decay_{c}"), **bound("decay")
        )
    with norm:
        st.number_input(
            t("capacity.norm", function=name_of("functions", look.function), unit=capacity.unit(look)),
            0.0,
            10_000.0,
            step=1.0,
            format="%.1f",
            help=t("capacity.norm_help"),
            **bound(f"norm_{look.function}"),
        )


def _clicked(clicked: Clicked) -> None:
    if clicked.kind == "delegation":
        clicked_delegation(clicked.code)


def _tiles(question: capacity.Question, rows: pd.DataFrame, shown: pd.DataFrame) -> None:
    told, mean, short = capacity.offer(question.look), maths.mean(rows), shown[shown["gap"] > 0]
    known = shown["gap"].notna().any()
    tiles(
        [
            Tile(
                t("capacity.tile_known"),
                t("capacity.tile_of", known=told.known, n=told.services),
                capacity.unit(question.look),
            ),
            Tile(
                t("capacity.tile_mean"),
                None if mean != mean else number(mean, language(), 1),
                t("capacity.tile_mean_under"),
            ),
            Tile(t("capacity.tile_short"), len(short) if known else None, t("capacity.tile_short_under", n=len(shown))),
            Tile(
                t("capacity.tile_equivalents"),
                round(short["equivalents"].sum()) if known else None,
                t("capacity.tile_relative" if question.relative else "capacity.tile_norm"),
                strong=True,
            ),
        ]
    )


def _widest(rows: pd.DataFrame, filters: Filters) -> None:
    """The widest gaps by equivalents not covered: a name to click, places per 1,000, the gap."""
    st.header(t("capacity.ranking"), anchor=False)
    ordered = capacity.heaviest(rows).head(LISTED)
    if ordered.empty:
        say(escaped(t("capacity.ranking_none")), "summary")
        return
    st.html(STYLE)
    with st.container(key="ranking"):
        for rank, row in enumerate(ordered.to_dict("records"), 1):
            code = str(row["code"])
            mark = " ●" if code in filters.delegations else ""
            name = f"{rank}. {name_of('delegations', code)} · {name_of('governorates', str(row['governorate']))}{mark}"
            st.button(name, key=f"capacity_{code}", type="tertiary", on_click=clicked_delegation, args=(code,))
            equivalents = t("capacity.equivalents", value=number(round(row["equivalents"]), language()))
            say(escaped(f"{capacity.told(row)} · {equivalents}"))


def _table(question: capacity.Question, shown: pd.DataFrame) -> None:
    points = cached.territory(question.look.basis).set_index("code")[["lon", "lat"]]
    table = shown.join(points, on="code").sort_values(
        ["equivalents", "code"], ascending=[False, True], na_position="last"
    )
    table = table.assign(
        capacity_1000=table["capacity"],
        capacity_unit=capacity.offer(question.look).unit or t("capacity.no_unit"),
        capacity_state=table["state"],
        gap_percent=100 * table["gap"],
        capacity_not_known=table["unknown"],
    )
    show_table(table, COLUMNS, key="capacity_all", on_row=lambda row: toggle("delegations", table["code"].iloc[row]))
    downloads(
        table,
        COLUMNS,
        slug="ecarts",
        part="capacity",
        sources=evidence_sources(),
        method=capacity.method(question),
        points=("lon", "lat"),
    )
