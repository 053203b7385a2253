"""Where are the gaps, and for how many people? Need against supply, delegation by delegation."""

import pandas as pd
import streamlit as st

from analysis import gaps
from queries.filters import Filters
from ui import address, cached, capacity_view, gap_actions, gap_tables
from ui.downloads import downloads
from ui.drawing import clicked_delegation, need_circles
from ui.frame import escaped, say
from ui.gap_ranking import chosen, ranking
from ui.gap_settings import figures, settings
from ui.gap_words import basis_sentence, method, reasons, sensitivity, summary
from ui.gaps import Asked, asked, evidence_sources, kept, reach_shape, reach_table
from ui.legend import show_legend
from ui.map import Clicked, show_map
from ui.sections import section
from ui.shapes import Shape
from ui.speech import language, t


def show() -> None:
    """Settings, then one of the two measures: how many providers are in reach, or how many places."""
    filters = address.current_filters()
    measure = section("measure", ("reach", "capacity"), "capacity")
    settings()
    if measure == "capacity":
        capacity_view.show(filters)
    else:
        _reach(filters)


def _reach(filters: Filters) -> None:
    """Key figures, map and ranking, sentences, tables."""
    look = asked()
    rows = reach_table(look)
    seen = filters.without("delegations")  # a click highlights on the map and in the list, and narrows the rest
    shown, why = kept(rows, filters), reasons(look)
    figures(shown)
    if (rows["reach"] == gaps.NOT_SURVEYED).all():
        say(escaped(t("gaps.unsurveyed_banner")), "summary warned")
    say(escaped(summary(look, shown)), "summary")
    picture, beside = st.columns([3, 2], gap="medium")
    with picture:
        _map(look, seen, filters)
    with beside:
        if len(filters.delegations) == 1:
            chosen(look, rows, filters.delegations[0], why)
        ranking(kept(rows, seen), filters, why)
    notes = (sensitivity(look, filters), basis_sentence(look, seen), t("gaps.basis_caption", basis=_basis(look)))
    say(escaped(" ".join(note for note in notes if note)))
    _tables(look, shown, filters, why)


def _map(look: Asked, seen: Filters, filters: Filters) -> None:
    shapes: list[Shape] = [reach_shape(seen), need_circles(cached.territory(look.basis), seen)]
    show_map(shapes, key="ecarts", language=language(), selected=filters.delegations, on_click=_clicked)
    show_legend(shapes, language=language())


def _clicked(clicked: Clicked) -> None:
    if clicked.kind == "delegation":
        clicked_delegation(clicked.code)


def _basis(look: Asked) -> str:
    return t(f"gaps.basis_{look.basis}")


def _tables(look: Asked, shown: pd.DataFrame, filters: Filters, why: dict[str, list[str]]) -> None:
    """The table the address names."""
    part = section("gaps_part", ("table", "actions", "three", "unsurveyed", "beside"), "gap_parts")
    if part == "table":
        table = gap_tables.all_delegations(look, shown, why)
        downloads(
            table,
            gap_tables.columns(look),
            slug="ecarts",
            sources=evidence_sources(),
            method=method(look),
            points=("lon", "lat"),
        )
    elif part == "actions":
        gap_actions.show(look, filters)
    elif part == "three":
        gap_tables.three_functions(look, filters)
    elif part == "unsurveyed":
        gap_tables.not_surveyed(gaps.unsurveyed(shown), why)
    else:
        gap_tables.beside(look, filters)
