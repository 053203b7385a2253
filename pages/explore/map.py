"""Who does what, where? Layers to switch on, a card for what is clicked, a list in step with the map."""

from typing import Any

import pandas as pd
import streamlit as st

from analysis.masking import SMALL
from queries.filters import Filters
from ui import address, cached
from ui.address import bound
from ui.charts import bars
from ui.downloads import downloads
from ui.drawing import (
    clicked_delegation,
    count_circles,
    enterprise_shape,
    need_circles,
    poverty_areas,
    service_shape,
    shown_codes,
)
from ui.figures import Tile, tiles
from ui.filters import toggle
from ui.frame import escaped, say
from ui.gaps import reach_shape
from ui.layers import KINDS
from ui.legend import show_legend
from ui.map import Clicked, begin_with_map, show_map
from ui.shapes import Circles, Shape
from ui.speech import language, name_of, t
from ui.tables import Column, show_table

LISTED = 40  # rows on the page: a list is sent anew with every change; the file has DOWNLOADED
CHAINS = 10  # drawn beside the map
DOWNLOADED = 20_000
ENTERPRISES = (
    Column("name", empty="state.unnamed"),
    Column("legal_form", vocabulary="forms"),
    Column("kind", vocabulary="kind"),
    Column("delegation", vocabulary="delegations"),
    Column("precision", vocabulary="precision"),
    Column("chains", "codes", vocabulary="chains"),
    Column("status", vocabulary="status"),
    Column("women_led", vocabulary="women_led"),
    Column("youth_led", vocabulary="youth_led"),
    Column("founded", "year"),
    Column("evidence", vocabulary="observed"),
    Column("source"),
)
# What a reader compares on the page; the file has every column.
READ = tuple(
    column for column in ENTERPRISES if column.key not in {"kind", "precision", "founded", "evidence", "source"}
)


def show() -> None:
    """Layers, map and card, then chart and list."""
    filters = address.current_filters()
    layers = st.container(horizontal=True, key="layers")  # filled after the map, which takes a browser longest
    seen = filters.without("delegations")  # a click highlights on the map and narrows the rest
    territory = cached.territory()
    shapes = _shapes(territory, seen)
    picture, side = st.columns([5, 3], gap="medium")
    with picture:
        show_map(
            shapes,
            key="carte",
            language=language(),
            labels="both" if address.value("labels") == "both" else "",
            selected=filters.delegations,
            panels=address.value("view") == "panels",
            on_click=_clicked,
        )
        show_legend(shapes, language=language())
    begin_with_map()
    with layers:
        _layers()
    with side:
        _card(territory, filters)
        _chains(filters)
    _list(filters)


def _clicked(clicked: Clicked) -> None:
    if clicked.kind == "delegation":
        clicked_delegation(clicked.code)
    else:
        st.session_state["card"] = clicked


def _layers() -> None:
    st.selectbox(
        t("map.fill"), ("poverty", "reach", "nothing"), format_func=lambda c: t(f"map.fill_{c}"), **bound("fill")
    )
    circles = ("need", "enterprises", "services", "projects", "nothing")
    st.selectbox(t("map.circles"), circles, format_func=lambda c: t(f"map.circles_{c}"), **bound("circles"))
    st.multiselect(
        t("map.points"),
        ("enterprises", "services"),
        format_func=lambda c: t(f"layer.{c}"),
        placeholder=t("map.no_points"),
        select_all=False,
        **bound("points"),
    )
    st.selectbox(t("map.view"), ("overview", "panels"), format_func=lambda c: t(f"map.view_{c}"), **bound("view"))
    st.selectbox(t("map.labels"), ("reader", "both"), format_func=lambda c: t(f"map.labels_{c}"), **bound("labels"))


def _shapes(territory: pd.DataFrame, filters: Filters) -> list[Shape]:
    """Area, circles and points as chosen; an aggregate of too many points takes the circles' place."""
    shapes: list[Shape] = []
    fill, circles = address.value("fill"), address.value("circles")
    if fill == "poverty":
        shapes.append(poverty_areas(territory, filters))
    elif fill == "reach":
        shapes.append(reach_shape(filters))
    points = [
        draw(filters)
        for name, draw in (("enterprises", enterprise_shape), ("services", service_shape))
        if name in address.value("points")
    ]
    aggregates = [one for one in points if isinstance(one, Circles)]
    if aggregates:
        shapes.append(aggregates[0])
    elif circles == "need":
        shapes.append(need_circles(territory, filters))
    elif circles != "nothing":
        shapes.append(_counted(circles, filters))
    return shapes + [one for one in points if not isinstance(one, Circles)]


def _counted(what: str, filters: Filters) -> Circles:
    counts = cached.table(f"{what}_by_delegation", filters)
    column = {"enterprises": "ess", "services": "services", "projects": "projects"}[what]
    colors = {"enterprises": "#0072b2", "services": "#009e73", "projects": "#cc79a7"}
    shown = counts[shown_codes(counts, filters)].set_index("delegation")
    return count_circles(shown[column], what, colors[what])


def _card(territory: pd.DataFrame, filters: Filters) -> None:
    """What is known of the one delegation chosen; else how to choose one."""
    if len(filters.delegations) != 1:
        say(escaped(t("map.choose")), "summary")
        return
    code = filters.delegations[0]
    place = territory.set_index("code").loc[code]
    counts = cached.table("delegation_card", filters.without("delegations", "governorates"), delegation=code).iloc[0]
    surveyed = cached.table("survey_of_enterprises").set_index("delegation")["status"][code]
    st.header(f"{name_of('delegations', code)} · {name_of('governorates', place['governorate'])}", anchor=False)
    informal = int(counts["informal"])
    tiles(
        [
            Tile(
                t("col.need"), _need(place["need"]), t("map.need_under", error=round(place["need_error"])), strong=True
            ),
            Tile(t("col.ess"), int(counts["ess"]), t(f"survey.{surveyed}")),
            Tile(t("col.informal"), t("state.masked") if 0 < informal < SMALL else informal, t("map.informal_under")),
            Tile(
                t("col.services"),
                int(counts["services"]),
                t("overview.services_under", n=int(counts["likely_services"])),
            ),
            Tile(t("col.projects"), int(counts["projects"])),
        ]
    )
    if not place["outline_reliable"]:
        say(escaped(t("map.outline_unreliable")))
    say(escaped(t(f"point_kind.{place['point_kind']}")))


def _need(value: Any) -> float | str:
    return t("state.no_figure") if pd.isna(value) else round(value)


def _chains(filters: Filters) -> None:
    st.header(t("map.by_chain"), anchor=False)
    every = cached.table("enterprises_by_chain", filters)
    if every.empty:
        say(escaped(t("empty.enterprises")))
        return
    chains = every.head(CHAINS)
    bars(
        [name_of("chains", code) for code in chains["chain"]],
        {t("code.kind.ess"): chains["ess"].tolist(), t("code.kind.conventional"): chains["conventional"].tolist()},
        codes=chains["chain"].tolist(),
        colors=KINDS,
        on_bar=lambda code: toggle("chains", code),
        key="map_chains",
        alt=t("map.by_chain"),
    )
    rest = [t("map.chains_listed", n=len(chains), all=len(every))] if len(every) > len(chains) else []
    say(escaped(" ".join([*rest, t("map.chains_twice")])))


def _list(filters: Filters) -> None:
    st.header(t("map.list"), anchor=False)
    rows = cached.table("enterprise_list", filters, most=LISTED, all_names=cached.names_shown())
    if rows.empty:
        say(escaped(t("empty.enterprises")))
        return
    matched = cached.table("enterprises_by_delegation", filters)
    total = int(cached.table("matched", filters)["enterprises"].iloc[0])
    say(escaped(t("map.list_summary", n=len(rows), all=total, informal=t("layer.informal_hidden"))), "summary")
    show_table(rows, READ, key="map_list", on_row=lambda row: _row_chosen(rows, row))
    downloads(
        lambda: cached.table("enterprise_list", filters, most=DOWNLOADED, all_names=cached.names_shown()),
        ENTERPRISES,
        slug="carte",
        sources=rows["source"].unique().tolist(),
        method=t("map.list_method", n=int(matched["ess"].sum())),
    )


def _row_chosen(rows: pd.DataFrame, row: int) -> None:
    code = rows["delegation"].iloc[row]
    if isinstance(code, str):
        toggle("delegations", code)
