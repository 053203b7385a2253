"""Who is in reach of what: the store and the analysis joined, for the pages Écarts and Services and for the map."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from analysis import gap_list as listing
from analysis import gaps, publics
from analysis.capacity import Way
from queries.filters import Filters
from ui import address, cached, travel
from ui.answers import world_of
from ui.drawing import shown_codes
from ui.layers import reach_areas
from ui.publics import stated
from ui.shapes import Areas
from ui.speech import language, name_of, t
from words.translate import isolated

TOP = 5  # places whose order is held against the circuity factor
CIRCUITIES = (1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8)
DRAWN = {gaps.NONE: 0, gaps.ONE: 1, gaps.SEVERAL: 2}  # providers, as the map's classes count them


@dataclass(frozen=True)
class Asked:
    """What is looked at: hub function, offer (all, adapted), reach, circuity factor, basis of the need, and where
    distances come from (`ui.travel`), which also says whether the reach is in km or minutes.
    """

    function: str
    offer: str
    reach: float
    circuity: float
    basis: str
    distance: str = travel.FACTOR

    @property
    def adapted(self) -> bool:
        """Whether only what is adapted to ESS counts."""
        return self.offer == "adapted"

    @property
    def within(self) -> str:
        """The reach in words: "30 km"."""
        return self.measured(self.reach, 0)

    def measured(self, way: float, decimals: int = 1) -> str:
        """A distance or a time in words; nothing for one that is not known."""
        return travel.quantity(way, travel.unit(self.distance), decimals) if way == way else ""

    def of(self, function: str) -> "Asked":
        """The same for another function."""
        return replace(self, function=function)

    def on(self, basis: str) -> "Asked":
        """The same with the need on another basis."""
        return replace(self, basis=basis)


def asked() -> Asked:
    """The settings of the address."""
    source, names = travel.present(), ("function", "offer", "circuity", "basis")
    reach = address.value(travel.reach_setting(source))
    return Asked(**{name: address.value(name) for name in names}, reach=reach, distance=source)


def _world(basis: str, distance: str) -> gaps.World:
    return replace(world_of(cached.table, basis), ways=travel.ways(distance))


def world(basis: str, distance: str) -> gaps.World:
    """What reach and capacity are computed from, over all delegations. Not to be changed."""
    return cached.computed(_world, basis, distance)


def _rows(look: Asked) -> pd.DataFrame:
    return gaps.reach_rows(world(look.basis, look.distance), look.function, look.adapted, look.reach, look.circuity)


def reach_table(look: Asked) -> pd.DataFrame:
    """`analysis.gaps.reach_rows` of what is asked, over all delegations whatever the filters. Not to be changed."""
    return cached.computed(_rows, look)


def _classes(look: Asked) -> pd.DataFrame:
    return gaps.classes(world(look.basis, look.distance), look.function, look.adapted, look.reach, look.circuity)


def class_table(look: Asked) -> pd.DataFrame:
    """`analysis.gaps.classes` of what is asked, over all delegations whatever the filters. Not to be changed."""
    return cached.computed(_classes, look)


def _triplets(offer: str, reach_km: float, circuity: float, distance: str) -> pd.DataFrame:
    return gaps.triplets(world("census", distance), offer == "adapted", reach_km, circuity)


def triplets(look: Asked) -> pd.DataFrame:
    """Whether the three functions are in reach and linked, by delegation. Not to be changed."""
    return cached.computed(_triplets, look.offer, look.reach, look.circuity, look.distance)


def _left_out(look: Asked) -> pd.DataFrame:
    here = world(look.basis, look.distance)
    services = gaps.offered(here.services, look.function, look.adapted)
    said = services.assign(publics=services["target_public"].map(stated))
    return publics.publics(here, said, look.function, Way(float(look.reach), look.circuity))


def left_out(look: Asked) -> pd.DataFrame:
    """`analysis.publics.publics` of what is asked, over all delegations. Not to be changed."""
    return cached.computed(_left_out, look)


def _listed(look: Asked) -> pd.DataFrame:
    adapted = class_table(replace(look, offer="adapted"))
    return listing.gap_list(reach_table(look), adapted, triplets(look), left_out(look))


def gap_list(look: Asked) -> pd.DataFrame:
    """`analysis.gap_list.gap_list` of what is asked: one row per delegation and reason. Not to be changed."""
    return cached.computed(_listed, look)


def _beyond(function: str, offer: str, reach_km: float) -> list[list[str]]:
    here = world("census", travel.FACTOR)
    found = (gaps.classes(here, function, offer == "adapted", reach_km, factor) for factor in CIRCUITIES)
    return [gaps.ranked(rows)["code"].tolist() for rows in found]


def beyond_by_circuity(look: Asked) -> list[list[str]]:
    """The delegations beyond reach, most people first, for each of CIRCUITIES."""
    return cached.computed(_beyond, look.function, look.offer, look.reach)


def side_by_side(look: Asked) -> pd.DataFrame:
    """One row per delegation: code, governorate, need, need_error, the class of each function, triplet."""
    classes = {function: class_table(look.of(function))["reach"].to_numpy() for function in gaps.FUNCTIONS}
    table = class_table(look).drop(columns="reach").assign(**classes)
    return table.merge(triplets(look), on="code")


def kept(frame: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """The rows (code) that the territory filters show."""
    shown = frame[shown_codes(frame, filters)]
    return shown[shown["code"].isin(filters.delegations)] if filters.delegations else shown


def reach_shape(filters: Filters) -> Areas:
    """Providers of the chosen function within reach, as classes of areas; labels name the nearest provider."""
    look = asked()
    rows = kept(reach_table(look), filters.without("delegations")).to_dict("records")
    counts = {str(row["code"]): DRAWN.get(row["reach"]) for row in rows}
    title = t("gaps.map_title", function=name_of("functions", look.function), reach=look.within)
    notes = (*((t("gaps.map_adapted"),) if look.adapted else ()), travel.described())
    return reach_areas(
        counts, {str(row["code"]): reach_label(row, look) for row in rows}, title, language(), notes=notes
    )


def reach_label(row: Mapping[Hashable, Any], look: Asked) -> str:
    """How many providers, then the nearest one and its distance: the words of a delegation on the map."""
    several = row["reach"] == gaps.SEVERAL
    words = t("gaps.providers", n=int(row["providers"])) if several else t(f"code.reach.{row['reach']}")
    if not isinstance(row["nearest"], str):
        return words
    near = t("gaps.nearest", provider=isolated(row["nearest"]), km=look.measured(row["nearest_km"]))
    return f"{words} · {near}"


def evidence_sources() -> list[str]:
    """The sources that reach and need rest on."""
    territory = cached.territory()
    columns = (
        territory["population_source"],
        territory["poverty_source"],
        cached.table("supply_sources")["source"],
        cached.table("survey_of_services")["source"],
    )
    found = [str(source) for column in columns for source in column.dropna().unique()]
    return [*found, *(travel.sources() if travel.present().startswith("table") else ())]
