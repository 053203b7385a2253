"""Whole tables to take away, made only when asked for, under the present filters."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from analysis.masking import masked
from data import export
from queries.filters import Filters
from ui import cached
from ui.downloads import CSV, GEOJSON, XLSX, about_view
from ui.drawing import shown_codes
from ui.facts import figures, organisations
from ui.later import later
from ui.speech import language, right_to_left, t
from ui.tables import Column, in_words

PLACE = (
    Column("governorate", vocabulary="governorates"),
    Column("delegation", vocabulary="delegations"),
)
POINT = (Column("lon", "degrees"), Column("lat", "degrees"), Column("precision", vocabulary="precision"))
EVIDENCE = (Column("evidence", vocabulary="observed"), Column("source"))
ENTERPRISES = (
    Column("id"),
    Column("name", empty="state.unnamed"),
    Column("legal_form", vocabulary="forms"),
    Column("kind", vocabulary="kind"),
    *PLACE,
    *POINT,
    Column("founded", "year"),
    Column("status", vocabulary="status"),
    Column("women_led", vocabulary="women_led"),
    Column("youth_led", vocabulary="youth_led"),
    Column("chains", "codes", vocabulary="chains"),
    Column("stages", "codes", vocabulary="stages"),
    *EVIDENCE,
)
SERVICES = (
    Column("organisation_name"),
    Column("service_type", vocabulary="services"),
    Column("function", vocabulary="functions"),
    *PLACE,
    *POINT,
    Column("target_public"),
    Column("ess_specific", vocabulary="ess_specific"),
    Column("capacity", "figure"),
    Column("capacity_unit"),
    *EVIDENCE,
)
PROJECTS = (
    Column("id"),
    Column("name", empty="state.unnamed"),
    Column("existing"),
    Column("chain", vocabulary="chains"),
    *PLACE,
    Column("step", vocabulary="steps"),
    Column("funders"),
    Column("amount_tnd", "figure"),
    *EVIDENCE,
)
INFORMAL = (Column("delegation", vocabulary="delegations"), Column("informal"))


FIGURES = (
    Column("territory"),
    Column("level"),
    Column("indicator"),
    Column("period"),
    Column("value", "figure"),
    Column("standard_error", "figure", empty="sources.no_error"),
    Column("unit"),
    Column("quality"),
    Column("used"),
    Column("source"),
)
ORGANISATIONS = (
    Column("name"),
    Column("name_ar"),
    Column("acronym"),
    Column("kind"),
    Column("sector"),
    Column("governorate", vocabulary="governorates"),
    Column("delegation", vocabulary="delegations"),
    Column("part_of"),
    Column("likely_services", "codes", vocabulary="services"),
    Column("certainty"),
    Column("evidence", vocabulary="observed"),
    Column("source"),
)


@dataclass(frozen=True)
class TableFile:
    """One table: where its rows come from, what its columns are, whether it has points, what to know of it."""

    name: str
    rows: Callable[[], pd.DataFrame]
    columns: Sequence[Column]
    points: bool = False
    method: str = ""


def table_files(filters: Filters) -> list[TableFile]:
    """Every table that can be taken away, under the filters; nothing is asked before a file is."""
    points, mask = t("data.file_method_points"), t("data.file_method_masked")
    names = t("data.names_all_note") if cached.names_shown() else t("data.names_note")
    return [
        TableFile("enterprises", _asked("enterprise_rows", filters), ENTERPRISES, True, f"{points} {names}"),
        TableFile("informal", lambda: informal(filters), INFORMAL, method=mask),
        TableFile("services", _asked("service_rows", filters), SERVICES, True, points),
        TableFile("organisations", lambda: organisations(filters), ORGANISATIONS),
        TableFile("projects", lambda: _projects(filters), PROJECTS, method=names),
        TableFile("figures", lambda: figures(filters), FIGURES, method=t("data.figure_rule")),
    ]


def _asked(query: str, filters: Filters) -> Callable[[], pd.DataFrame]:
    """Asked of the store itself: a whole table is not kept in the cache."""
    return lambda: cached.store().ask(query, filters, all_names=cached.names_shown())


def _projects(filters: Filters) -> pd.DataFrame:
    rows = _asked("project_rows", filters)()
    return rows.assign(existing=[t(f"choice.existing.{code}") for code in rows["existing"]])


def informal(filters: Filters) -> pd.DataFrame:
    """Informal groups and individual holders by delegation, masked within each governorate, as words.

    Masked over all its delegations, whatever is shown: a total of the governorate must reveal none of them.
    """
    rows = cached.table("enterprises_by_delegation", filters.without("governorates", "delegations"))
    told = rows.groupby(rows["delegation"].str[:2])["informal"].transform(masked)
    rows = rows.assign(informal=[t("state.masked") if pd.isna(n) else int(n) for n in told])
    rows = rows[shown_codes(rows, filters)]
    return rows[rows["delegation"].isin(filters.delegations)] if filters.delegations else rows


def file_menu(table: TableFile, slug: str) -> None:
    """The table's files, each made when it is asked for and then in this reader's language."""
    about = about_view(slug, (), table.method)
    name = f"atlas-ess-{table.name.replace('_', '-')}-{dt.date.today():%Y-%m-%d}"
    kinds = {"csv": CSV, "xlsx": XLSX} | ({"geojson": GEOJSON} if table.points else {})
    with st.popover(t("download.label"), icon=":material/download:", key=f"files_{table.name}"):
        for kind, mime in kinds.items():
            st.download_button(
                "GeoJSON" if kind == "geojson" else kind.upper(),
                data=later(partial(made, table, kind, about)),
                file_name=f"{name}.{kind}",
                mime=mime,
                key=f"download_{slug}_{table.name}_{kind}",
                on_click="ignore",
                width="stretch",
            )


def made(table: TableFile, kind: str, about: dict[str, str]) -> bytes:
    """One file's bytes: rows in words, and what they are, with their sources."""
    rows = table.rows()
    if "source" in rows:
        named = [str(source) for source in rows["source"].dropna().unique() if source]
        about = about | ({t("about.sources"): "; ".join(named)} if named else {})
    words = in_words(rows, table.columns)
    if kind == "csv":
        return export.to_csv(words, about=about)
    if kind == "xlsx":
        return export.to_xlsx(words, about=about, right_to_left=right_to_left(), language=language())
    placed = words.drop(columns=[t("col.lon"), t("col.lat")]).assign(lon=rows["lon"], lat=rows["lat"])
    return export.to_geojson(placed, about=about)
