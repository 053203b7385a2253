"""Who can reach training, accompaniment, finance? Coverage, access map, single providers, services and bodies."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from queries.filters import Filters
from ui import address, cached, coverage, service_reach
from ui.downloads import downloads
from ui.drawing import clicked_delegation, service_shape
from ui.frame import escaped, say
from ui.gap_settings import settings
from ui.gap_words import method, sensitivity
from ui.gaps import Asked, asked, evidence_sources, reach_shape
from ui.legend import show_legend
from ui.map import Clicked, show_map
from ui.sections import section
from ui.shapes import Circles, Points, Shape
from ui.speech import language, t
from ui.tables import Column, show_table

LISTED = 200  # rows of a list on screen
SERVICES = (
    Column("organisation_name"),
    Column("service_type", vocabulary="services"),
    Column("function", vocabulary="functions"),
    Column("governorate", vocabulary="governorates"),
    Column("delegation", vocabulary="delegations"),
    Column("ess_specific", vocabulary="ess_specific"),
    Column("target_public", "codes", vocabulary="public"),
    Column("capacity", "count"),
    Column("capacity_unit"),
    Column("evidence", vocabulary="observed"),
    Column("source"),
)
ORGANISATIONS = (
    Column("name"),
    Column("kind", vocabulary="organisation_kind"),
    Column("sector", vocabulary="sector"),
    Column("part_of", empty="services.no_parent"),
    Column("governorate", vocabulary="governorates"),
    Column("delegation", vocabulary="delegations"),
    Column("coverage"),
    Column("likely_services", "codes", vocabulary="services"),
    Column("certainty", vocabulary="certainty"),
    Column("source"),
)


def show() -> None:
    """Settings, coverage of the three functions, map, single providers, lists."""
    filters = address.current_filters()
    settings()
    look, seen = asked(), filters.without("delegations")  # a click highlights on the map and narrows the lists
    table = coverage.by_function(look, seen)
    alone = coverage.single_providers(look, filters)
    say(escaped(coverage.summary(table, look)), "summary")
    bars, picture = st.columns([2, 3], gap="medium")
    with bars:
        st.header(t("services.coverage"), anchor=False)
        coverage.stacked(table)
        st.header(t("services.single"), anchor=False)
        _single(alone)
        coverage.dependants(alone)
    with picture:
        _map(seen, filters)
    if steady := sensitivity(look, filters):
        say(escaped(steady))
    _tables(look, table, alone, filters)


def _map(seen: Filters, filters: Filters) -> None:
    shapes: list[Shape] = [reach_shape(seen), _providers(seen)]
    show_map(shapes, key="services", language=language(), selected=filters.delegations, on_click=_clicked)
    show_legend(shapes, language=language())


def _providers(seen: Filters) -> Points | Circles:
    """The services of the function on the map; its legend names no other."""
    function = address.value("function")
    drawn = service_shape(replace(seen, functions=(function,)))
    if isinstance(drawn, Circles):
        return drawn
    classes = tuple(one for one in drawn.legend.classes if one.key == function)
    return replace(drawn, legend=replace(drawn.legend, classes=classes))


def _clicked(clicked: Clicked) -> None:
    if clicked.kind == "delegation":
        clicked_delegation(clicked.code)


def _single(rows: pd.DataFrame) -> None:
    note = t("services.single_none") if rows.empty else t("services.single_note", n=len(rows))
    say(escaped(note))


def _tables(look: Asked, table: pd.DataFrame, alone: pd.DataFrame, filters: Filters) -> None:
    """The list the address names."""
    part = section(
        "services_part", ("coverage", "single", "triplet", "publics", "list", "likely", "bodies"), "service_parts"
    )
    if part == "coverage":
        show_table(table, coverage.BY_FUNCTION, key="services_coverage", on_row=coverage.choose_function)
        _downloads(table, coverage.BY_FUNCTION, look, "")
    elif part == "single":
        _single(alone)
        if not alone.empty:
            show_table(alone, coverage.SINGLE, key="services_single")
            _downloads(alone, coverage.SINGLE, look, "single")
    elif part == "triplet":
        _downloads(service_reach.connected(look, filters), service_reach.TRIPLET, look, "triplet")
    elif part == "publics":
        _downloads(service_reach.left_out(look, filters), service_reach.BY_DELEGATION, look, "publics")
    elif part == "bodies":
        _organisations(filters)
    else:
        if part == "likely":
            say(escaped(t("services.likely_note")))
        _services(filters, "likely" if part == "likely" else "observed")


def _downloads(table: pd.DataFrame, columns: tuple[Column, ...], look: Asked, part: str) -> None:
    downloads(table, columns, slug="services", part=part, sources=evidence_sources(), method=method(look))


def _services(filters: Filters, evidence: str) -> None:
    if filters.observed and evidence not in filters.observed:
        say(escaped(t("services.evidence_filtered")), "summary")
        return
    rows = cached.table("service_list", replace(filters, observed=(evidence,)), most=LISTED)
    if rows.empty:
        say(escaped(t("empty.services")), "summary")
        return
    if len(rows) == LISTED:
        say(escaped(t("services.first", n=LISTED)))
    rows = rows.assign(target_public=rows["target_public"].str.split(";"))
    show_table(rows, SERVICES, key=f"services_{evidence}")
    downloads(rows, SERVICES, slug="services", part=evidence, sources=rows["source"].unique().tolist())


def _organisations(filters: Filters) -> None:
    rows = cached.table("organisation_list", filters)
    if rows.empty:
        say(escaped(t("services.bodies_none")), "summary")
        return
    say(escaped(t("services.bodies_note", n=len(rows))))
    rows = rows.assign(certainty=rows["certainty"].map(coverage.certainty_code, na_action="ignore"))
    show_table(rows.head(LISTED), ORGANISATIONS, key="services_bodies")
    downloads(rows, ORGANISATIONS, slug="services", part="bodies", sources=rows["source"].unique().tolist())
