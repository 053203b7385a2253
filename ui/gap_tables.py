"""The tables of the gaps: all delegations, three functions side by side, what is not counted."""

from collections.abc import Hashable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from analysis import gaps
from queries.filters import Filters
from ui import cached, travel
from ui.filters import toggle
from ui.frame import escaped, say
from ui.gaps import Asked, kept, side_by_side
from ui.layers import NOTHING, ONE, SPECIAL, TWO
from ui.speech import joined, name_of, t
from ui.tables import Column, show_table

BESIDE = 200  # rows listed at most
FILLS = {gaps.NONE: NOTHING, gaps.ONE: ONE, gaps.SEVERAL: TWO, gaps.NOT_SURVEYED: SPECIAL["not_surveyed"][0]}
DELEGATIONS = (
    Column("code", vocabulary="delegations"),
    Column("governorate", vocabulary="governorates"),
    Column("reach", vocabulary="reach"),
    Column("providers_in_reach", empty="state.not_surveyed"),
    Column("need", "people", empty="state.no_figure"),
    Column("need_error", "people", empty="state.no_figure"),
    Column("nearest", empty="gaps.none_recorded"),
    Column("nearest_km", "km", empty="gaps.none_recorded"),
    Column("near_other", vocabulary="near_other"),
    Column("reasons", empty="gaps.no_gap", wide=True),
)
MINUTES = tuple(
    Column("nearest_minutes", "km", empty="gaps.none_recorded") if c.key == "nearest_km" else c for c in DELEGATIONS
)
# The reasons tell it too; without it they are in sight. The file has every column.
SAID_BY_REASONS = frozenset({"near_other"})
UNSURVEYED = (
    Column("code", vocabulary="delegations"),
    Column("governorate", vocabulary="governorates"),
    Column("need", "people", empty="state.no_figure"),
    Column("need_error", "people", empty="state.no_figure"),
    Column("settles", wide=True),
)
NOT_COUNTED = (
    Column("organisation_name"),
    Column("service_type", vocabulary="services"),
    Column("governorate", vocabulary="governorates"),
    Column("ess_specific", vocabulary="ess_specific"),
    Column("beside", vocabulary="beside"),
    Column("source"),
)
STYLE = """<style>
.chip { display: inline-block; padding: .05rem .5rem; border-radius: 3px; white-space: nowrap; }
</style>"""


def all_delegations(look: Asked, shown: pd.DataFrame, why: dict[str, list[str]]) -> pd.DataFrame:
    """The map as a table, heaviest need first; returns the rows drawn, with the delegations' points."""
    points = cached.territory(look.basis).set_index("code")[["lon", "lat"]]
    rows = shown.join(points, on="code").sort_values(["need", "code"], ascending=[False, True], na_position="last")
    rows = rows.assign(
        providers_in_reach=rows["providers"].astype("string").astype(object).where(rows["providers"].notna(), None),
        near_other=rows["near_other"].map({True: "yes", False: "no"}),
        reasons=rows["code"].map(lambda code: joined(why.get(code, [])) or None),
    )
    if travel.unit(look.distance) == travel.MINUTES:
        rows = rows.rename(columns={"nearest_km": "nearest_minutes"})
    read = [column for column in columns(look) if column.key not in SAID_BY_REASONS]
    show_table(rows, read, key="gaps_all", on_row=lambda row: toggle("delegations", rows["code"].iloc[row]))
    return rows


def columns(look: Asked) -> tuple[Column, ...]:
    """The columns of that table: the way to the nearest provider in km or minutes."""
    return MINUTES if travel.unit(look.distance) == travel.MINUTES else DELEGATIONS


def three_functions(look: Asked, filters: Filters) -> None:
    """0, 1, 2 and more or not surveyed for each function, side by side; colour repeats the words."""
    rows = kept(side_by_side(look), filters.without("delegations"))
    say(escaped(t("gaps.three_note")))
    head = "".join(
        f"<th>{escaped(t(f'col.{name}'))}</th>" for name in ("code", "governorate", *gaps.FUNCTIONS, "triplet")
    )
    body = "".join(_line(row, row["code"] in filters.delegations) for row in rows.to_dict("records"))
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    st.html(f'{STYLE}<div class="table-wrap matrix" tabindex="0">{table}</div>')


def _line(row: Mapping[Hashable, Any], marked: bool) -> str:
    names = (name_of("delegations", row["code"]), name_of("governorates", row["governorate"]))
    cells = [escaped(name) for name in names]
    cells += [chip(str(row[function])) for function in gaps.FUNCTIONS]
    cells.append(escaped(name_of("triplet", row["triplet"])))
    return f"<tr{' class=chosen' if marked else ''}>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def chip(reach: str) -> str:
    """A class in its colour on the map and in words."""
    ink = "#ffffff" if reach == gaps.SEVERAL else "#1d2b3a"
    edge = "outline:1px dashed #6b7682;outline-offset:-1px" if reach == gaps.NOT_SURVEYED else ""
    style = f"background:{FILLS[reach]};color:{ink};{edge}"
    return f'<span class="chip" style="{style}">{escaped(t(f"gaps.short_{reach}"))}</span>'


def not_surveyed(rows: pd.DataFrame, why: dict[str, list[str]]) -> None:
    """Delegations of which nothing can be said, by need, with what a survey would settle."""
    say(escaped(t("gaps.unsurveyed_note")))
    if rows.empty:
        say(escaped(t("gaps.unsurveyed_none")), "summary")
        return
    told = rows.assign(settles=rows["code"].map(lambda code: joined(why.get(code, []))))
    show_table(told, UNSURVEYED, key="gaps_unsurveyed")


def beside(look: Asked, filters: Filters) -> None:
    """Likely and unlocated services of the function: listed, never counted."""
    say(escaped(t("gaps.beside_note")))
    asked = replace(filters.without("delegations"), functions=(look.function,))
    rows = cached.table("services_beside", asked, most=BESIDE)
    if rows.empty:
        say(escaped(t("gaps.beside_none")), "summary")
        return
    show_table(rows, NOT_COUNTED, key="gaps_beside")
