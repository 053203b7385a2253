"""At which stage does the value leave? Chains, stages and territories in one matrix, in step with the map."""

import pandas as pd
import streamlit as st

from queries.filters import Filters
from ui import address, cached, chain_tables, flows
from ui.chain_grid import show_grid
from ui.chain_map import shapes
from ui.chain_settings import settings
from ui.chain_words import chain_sentences, shown_leaks, summary
from ui.chains import DELEGATION, Look, distances_said, look, matrix
from ui.downloads import downloads
from ui.drawing import clicked_delegation
from ui.frame import escaped, say
from ui.legend import show_legend
from ui.map import Clicked, show_map
from ui.speech import language, name_of, t
from ui.tables import Column, show_table

FIRST = 8  # chains told at once, those that lose value in most delegations
LISTED = 60  # rows of a list on screen: it is sent anew with every change; the file has them all
SLUG = "filieres"
OTHERS = ("forms", "women_led", "youth_led", "status", "observed", "q")
TABS = ("missing", "cells", "flows", "quotients", "leaders", "related")


def show() -> None:
    """Settings, the answer, matrix and map, a sentence per chain, tables."""
    filters, asked = address.current_filters(), look()
    settings()
    leaks = shown_leaks(asked, filters)
    say(escaped(summary(chain_tables.narrowed(leaks, filters.without("stages")))), "summary")
    if any(name in filters.active() for name in OTHERS):
        say(escaped(t("filieres.filters_note")))
    grid, picture = st.columns([6, 5], gap="medium")
    with grid:
        _grid(leaks, filters)
    with picture:
        _map(asked, filters)
    _sentences(leaks, asked, filters)
    _tables(asked, filters)


def _grid(leaks: pd.DataFrame, filters: Filters) -> None:
    level = address.value("chain_rows")
    if level == DELEGATION and not (filters.chains or filters.delegations):
        say(escaped(t("filieres.choose_first")), "summary")
        return
    cells = matrix(level, filters)
    if level == DELEGATION and filters.chains:
        cells = cells[cells["chain"].isin(filters.chains)]
    if cells.empty:
        say(escaped(t("filieres.empty")), "summary")
        return
    show_grid(cells, leaks, level, filters)
    say(escaped(t("filieres.grid_note")))


def _map(asked: Look, filters: Filters) -> None:
    drawn = shapes(asked, filters)
    links = flows.link_lines(filters) if address.value("links_shown") == "yes" else None
    drawn += links.lines if links else ()
    show_map(drawn, key=SLUG, language=language(), selected=filters.delegations, on_click=_clicked)
    show_legend(drawn, language=language())
    if len(filters.chains) != 1:
        say(escaped(t("filieres.map_choose")))
    if links and (note := flows.link_note(links)):
        say(escaped(note))


def _clicked(clicked: Clicked) -> None:
    if clicked.kind == "delegation":
        clicked_delegation(clicked.code)


def _sentences(leaks: pd.DataFrame, asked: Look, filters: Filters) -> None:
    """Where the value leaves, a sentence per chain."""
    told = chain_sentences(chain_tables.narrowed(leaks, filters.without("stages")))
    if not told:
        return
    st.header(t("filieres.where"), anchor=False)
    say(escaped(f"{t('filieres.where_note')} {distances_said(asked)}"))
    _told(told[:FIRST])
    if len(told) > FIRST:
        with st.expander(t("filieres.where_more", n=len(told) - FIRST)):
            _told(told[FIRST:])


def _told(told: list[tuple[str, str, str]]) -> None:
    items = "".join(f"<li><b>{escaped(name_of('chains', c))}</b><br>{escaped(said)}</li>" for c, _kind, said in told)
    st.html(f'<ul class="chain-leaks">{items}</ul>')


def _tables(asked: Look, filters: Filters) -> None:
    """The tables; only the open one is made."""
    labels = [t(f"filieres.tab_{name}") for name in TABS]
    draw = {
        "missing": lambda: _missing(asked, filters),
        "cells": lambda: _cells(filters),
        "flows": lambda: _flows(filters),
        "quotients": lambda: _quotients(filters),
        "leaders": lambda: _leaders(filters),
        "related": lambda: _related(filters),
    }
    for name, tab in zip(TABS, st.tabs(labels, key=f"filieres_tabs_{language()}", on_change="rerun"), strict=True):
        if tab.open:
            with tab:
                draw[name]()


def _table(rows: pd.DataFrame, columns: tuple[Column, ...], part: str) -> None:
    """A table on screen, its first rows; the file has all of them."""
    if rows.empty:
        say(escaped(t("filieres.empty")), "summary")
        return
    if len(rows) > LISTED:
        say(escaped(t("filieres.first", n=LISTED, all=len(rows))))
    show_table(rows.head(LISTED), columns, key=f"filieres_{part}")
    sources = cached.table("stage_sources")["source"].tolist()
    method = t(f"filieres.method_{part}", distance=distances_said(look()).rstrip("."))
    downloads(rows, columns, slug=SLUG, part=part, sources=sources, method=method)


def _missing(asked: Look, filters: Filters) -> None:
    rows = chain_tables.missing_table(asked, filters)
    if rows.empty:
        say(escaped(t("filieres.missing_none")), "summary")
        return
    say(escaped(t("filieres.missing_note", n=len(rows))))
    _table(rows, chain_tables.MISSING, "missing")


def _cells(filters: Filters) -> None:
    say(escaped(t("filieres.cells_note")))
    rows, columns = chain_tables.cells_table(address.value("chain_rows"), filters)
    _table(rows, columns, "cells")


def _flows(filters: Filters) -> None:
    table = flows.show_flows(filters)
    if not table.empty:
        columns = flows.columns_of(address.value("flow_by"), filters)
        sources = cached.table("stage_sources")["source"].tolist()
        downloads(table, columns, slug=SLUG, part="flows", sources=sources, method=t("filieres.method_flows"))


def _quotients(filters: Filters) -> None:
    rows = chain_tables.quotient_table(filters)
    say(escaped(chain_tables.quotient_sentence(rows)), "summary")
    say(escaped(t("filieres.quotient_note")))
    _table(rows, chain_tables.QUOTIENTS, "quotients")


def _leaders(filters: Filters) -> None:
    by_chain, by_stage, whole = chain_tables.leader_tables(filters)
    if whole is None:
        say(escaped(t("empty.enterprises")), "summary")
        return
    say(escaped(chain_tables.leader_sentence(whole)), "summary")
    say(escaped(t("filieres.led_note")))
    _table(by_chain, chain_tables.BY_CHAIN, "leaders")
    _table(by_stage, chain_tables.BY_STAGE, "leaders_stage")


def _related(filters: Filters) -> None:
    found = chain_tables.related()
    if not found.enough:
        say(escaped(t("filieres.related_few", n=found.units)), "summary")
        return
    key = "filieres.related_indicative" if found.indicative else "filieres.related_summary"
    say(escaped(t(key, n=found.units)), "summary")
    say(escaped(t("filieres.related_note")))
    _table(chain_tables.related_table(filters), chain_tables.RELATED, "related")
