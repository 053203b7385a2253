"""The section of the page Suivi on places: who is reached where, and how unequally, between and within governorates."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from analysis.inequality import Theil
from analysis.spread import Spread, rates
from queries.filters import Filters
from ui import cached, monitoring, monitoring_tables
from ui.charts import bars
from ui.downloads import downloads
from ui.frame import escaped, say
from ui.monitoring_words import spread
from ui.speech import t
from ui.tables import Column, show_table
from words.problem import Problem

INDICES = (
    Column("suivi.what"),
    Column("suivi.theil", "decimal", empty="suivi.not_comparable"),
    Column("suivi.between", "decimal", empty="suivi.not_comparable"),
    Column("suivi.within", "decimal", empty="suivi.not_comparable"),
    Column("suivi.gini", "decimal", empty="suivi.not_comparable"),
    Column("suivi.least_half", "percent", empty="suivi.not_comparable"),
    Column("suivi.compared", "count"),
    Column("suivi.left_out", "count"),
)
PLACES = (
    Column("delegation", vocabulary="delegations"),
    Column("governorate", vocabulary="governorates"),
    Column("need", "people", empty="state.no_figure"),
)
COUNTED = ("people_reached", "participations", "projects", "services")


def show(filters: Filters) -> None:
    """Three measures, each with its sentence; then every delegation."""
    st.header(t("suivi.title_spread"), anchor=False)
    codes = monitoring.delegations(filters)
    found = {what: monitoring.spread_of(filters, what) for what in monitoring.SPREAD}
    for what, one in found.items():
        say(escaped(spread(one, what, len(codes))), "summary")
    say(escaped(t("suivi.spread_meaning")))
    rows = _indices(found, len(codes))
    _parts(found)
    show_table(rows, INDICES, key="suivi_indices", plain=True)
    downloads(rows, INDICES, slug="suivi", sources=_sources(), method=t("suivi.spread_meaning"), part="inegalites")
    st.header(t("suivi.title_delegations"), anchor=False)
    table = _delegations(filters)
    columns = (*PLACES, *monitoring_tables.columns(table[list(table.columns)[len(PLACES) :]]))
    with st.container(key="numbers_delegations"):
        show_table(monitoring_tables.written(table), columns, key="suivi_places", plain=True)
    say(escaped(t("suivi.note_delegations")))
    downloads(table, columns, slug="suivi", sources=_sources(), method=t("suivi.note_delegations"), part="delegations")


def _sources() -> list[str]:
    territory = cached.territory()
    need = [territory["population_source"], territory["poverty_source"], cached.table("supply_sources")["source"]]
    return [*monitoring.sources(), *(str(one) for column in need for one in column.dropna().unique())]


def _parts(found: Mapping[str, Spread | Problem]) -> None:
    """Which part of the inequality lies between governorates, which within: bars of 100."""
    told = {what: one.theil for what, one in found.items() if isinstance(one, Spread) and one.governorates > 1}
    told = {what: theil for what, theil in told.items() if theil.total > 0}
    if not told:
        return
    say(escaped(t("suivi.spread_bars")))
    bars(
        [t(f"suivi.spread_{what}") for what in told],
        {
            t("col.suivi.between"): [100 * theil.between / theil.total for theil in told.values()],
            t("col.suivi.within"): [100 * theil.within / theil.total for theil in told.values()],
        },
        key="suivi_spread",
        alt=t("suivi.spread_bars"),
    )


def _indices(found: Mapping[str, Spread | Problem], places: int) -> pd.DataFrame:
    """One row per measure; missing where nothing can be compared."""
    rows = []
    for what, one in found.items():
        said = one if isinstance(one, Spread) else None
        parts = said.theil if said else Theil(*[float("nan")] * 3)
        rows.append(
            {
                "suivi.what": t(f"suivi.spread_{what}"),
                "suivi.theil": parts.total,
                "suivi.between": parts.between,
                "suivi.within": parts.within,
                "suivi.gini": said.gini if said else float("nan"),
                "suivi.least_half": 100 * said.least_half if said else float("nan"),
                "suivi.compared": said.places if said else 0,
                "suivi.left_out": places - (said.places if said else 0),
            }
        )
    return pd.DataFrame(rows)


def _delegations(filters: Filters) -> pd.DataFrame:
    """Counts and rates of every delegation kept, small counts of people hidden with their rates."""
    codes = list(monitoring.delegations(filters))
    territory = cached.territory().set_index("code")
    found = pd.DataFrame(
        {"delegation": codes, "governorate": territory["governorate"].reindex(codes).to_numpy()}, index=codes
    )
    found["need"] = territory["need"].reindex(codes)
    for what in COUNTED:
        counts = monitoring.counts_by_delegation(filters, what)
        words = monitoring_tables.hidden_words(counts, what)
        found[f"suivi.{what}"] = words.where(words.notna(), counts.astype(object))
        if what in monitoring.SPREAD:
            rate = rates(counts, territory["need"]).round(2).astype(object)
            rate = rate.where(rate.notna(), t("state.no_figure"))
            found[f"suivi.rate_{what}"] = words.where(words.notna(), rate)
    return found.sort_values(["need", "delegation"], ascending=[False, True]).reset_index(drop=True)
