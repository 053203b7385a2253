"""Gaps of one hub function, delegation by delegation: who is in reach, what is missing, and why it is said.

All of it is computed over every delegation of the four governorates, whatever is shown.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis import reach as reaching
from geo.distances import distance_matrix, near_other_governorates

FUNCTIONS = ("formation", "accompagnement", "financement")
# Classes as they are called everywhere above: codes that words, legends and files can use as names.
NONE, ONE, SEVERAL, NOT_SURVEYED = "none", "single", "several", "not_surveyed"
CLASSES = (NONE, ONE, SEVERAL, NOT_SURVEYED)
_CODES = dict(zip(reaching.CLASSES, CLASSES, strict=True))


@dataclass(frozen=True)
class World:
    """What reach is computed from, for all delegations.

    places: code, governorate, lon, lat (degrees), area_km2, need, need_error (people). services: observed and located,
    as `supply` gives them. survey: delegation, function, status. links: one, other (organisations). links_survey:
    delegation, status. ways: km or minutes from delegation to delegation by a table or a server (inf: no way); without
    it, distances are great circles times a circuity factor, and all that is called km here is in the unit of `ways`.
    """

    places: pd.DataFrame
    services: pd.DataFrame
    survey: pd.DataFrame
    links: pd.DataFrame
    links_survey: pd.DataFrame
    ways: pd.DataFrame | None = None


def distances(world: World, circuity: float) -> pd.DataFrame:
    """Kilometres as travelled, or what `ways` says, from delegation (index) to delegation (columns), by code."""
    codes = world.places["code"]
    if world.ways is not None:
        return world.ways.reindex(index=codes, columns=codes, fill_value=np.inf)
    return lengthened(world.places, circuity)


def lengthened(places: pd.DataFrame, circuity: float) -> pd.DataFrame:
    """Great circles times the circuity factor, in km, from delegation (index) to delegation (columns), by code."""
    km = distance_matrix(places[["lon", "lat"]].to_numpy(), places["area_km2"].to_numpy(), circuity)
    return pd.DataFrame(km, index=pd.Index(places["code"]), columns=pd.Index(places["code"]))


def offered(services: pd.DataFrame, function: str, adapted: bool) -> pd.DataFrame:
    """The services of one function; only those adapted to ESS where asked."""
    kept = services["function"] == function
    if adapted:
        kept &= services["ess_specific"] == "adapted"
    return services[kept]


def reach_rows(world: World, function: str, adapted: bool, reach_km: float, circuity: float) -> pd.DataFrame:
    """One row per delegation: its class, who serves it, who is nearest, what is not surveyed around it.

    columns: code, governorate, reach (a CLASSES code), providers (Int64, NA where not surveyed), need, need_error,
    nearest, nearest_km (of a provider that could serve it, at any distance), single, single_id (the one provider),
    unsurveyed (codes within reach, itself included, not surveyed for the function), unsure (providers in reach whose
    offer is not known to be adapted or not), near_other (a governorate outside the four is within reach).
    """
    km = distances(world, circuity)
    known = _known(world, function, adapted, km, reach_km)
    services = offered(world.services, function, adapted)
    classes = known.classes.map(_CODES)
    count = reaching.providers(known.serving, km.index).astype("Int64").mask(classes == NOT_SURVEYED)
    rows = world.places.set_index("code")[["governorate", "need", "need_error"]]
    rows = rows.assign(reach=classes, providers=count, unsure=known.unsure)
    rows = rows.join(_nearest(km, services)).join(_single(known.serving, services, classes))
    near = near_other_governorates(_points(world.places), reach_km, circuity)
    unsurveyed = _unsurveyed(km, _survey(world, function), reach_km)
    return rows.assign(unsurveyed=unsurveyed, near_other=rows.index.isin(near)).rename_axis("code").reset_index()


def classes(world: World, function: str, adapted: bool, reach_km: float, circuity: float) -> pd.DataFrame:
    """The classes alone, sooner than `reach_rows` -> code, governorate, need, need_error, reach."""
    known = _known(world, function, adapted, distances(world, circuity), reach_km).classes.map(_CODES)
    rows = world.places[["code", "governorate", "need", "need_error"]]
    return rows.assign(reach=known.reindex(rows["code"]).to_numpy())


def triplets(world: World, adapted: bool, reach_km: float, circuity: float) -> pd.DataFrame:
    """One row per delegation: code, triplet (connected, not_connected, incomplete, not_surveyed)."""
    km = distances(world, circuity)
    found = {function: _known(world, function, adapted, km, reach_km) for function in FUNCTIONS}
    known = reaching.surveyed_within(km, world.links_survey.set_index("delegation")["status"], reach_km)
    serving = {function: one.serving for function, one in found.items()}
    classes = {function: one.classes for function, one in found.items()}
    return reaching.triplet(serving, classes, world.links, known).rename_axis("code").reset_index()


def ranked(rows: pd.DataFrame) -> pd.DataFrame:
    """The delegations beyond reach, most people in need first; no figure last."""
    return rows[rows["reach"] == NONE].sort_values(["need", "code"], ascending=[False, True], na_position="last")


def unsurveyed(rows: pd.DataFrame) -> pd.DataFrame:
    """The delegations of which nothing can be said, most people in need first: the order to survey them in."""
    return rows[rows["reach"] == NOT_SURVEYED].sort_values(
        ["need", "code"], ascending=[False, True], na_position="last"
    )


def people(rows: pd.DataFrame) -> reaching.People:
    """People beyond reach and people not surveyed among these rows."""
    classes = rows.set_index("code")["reach"].map({ours: theirs for theirs, ours in _CODES.items()})
    needs = rows.set_index("code")[["need", "need_error"]].rename(columns={"need_error": "need_se"})
    return reaching.beyond_reach(needs, classes)


def by_class(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per class, none left out -> reach, delegations, need (people; delegations without a figure add none)."""
    grouped = rows.groupby("reach")["need"]
    table = pd.DataFrame({"delegations": grouped.size(), "need": grouped.sum()}).reindex(CLASSES, fill_value=0)
    return table.rename_axis("reach").reset_index()


def changes(tops: list[list[str]]) -> tuple[list[str], list[str]]:
    """Which codes are in every list, and which only in some: (always, sometimes), in order of appearance."""
    seen = list(dict.fromkeys(code for top in tops for code in top))
    always = [code for code in seen if all(code in top for top in tops)]
    return always, [code for code in seen if code not in always]


@dataclass(frozen=True)
class _Known:
    serving: pd.DataFrame  # delegation, service, organisation
    unsure: pd.Series  # providers in reach whose offer is not known, by code
    classes: pd.Series  # codes of analysis.reach, by code


def _known(world: World, function: str, adapted: bool, km: pd.DataFrame, reach_km: float) -> _Known:
    """Who serves whom, and the class that follows."""
    of_function = world.services[world.services["function"] == function]
    serving = reaching.serving(km, offered(of_function, function, adapted), reach_km)
    complete = reaching.surveyed_within(km, _survey(world, function), reach_km)
    unsure = pd.Series(0, index=km.index)
    if adapted:  # a body of unknown offer in reach: "no adapted offer" cannot be said, and so is not known
        unknown = of_function[of_function["ess_specific"] == "unknown"]
        unsure = reaching.providers(reaching.serving(km, unknown, reach_km), km.index)
        complete &= unsure == 0
    classes = reaching.reach_class(reaching.providers(serving, km.index), complete)
    return _Known(serving, unsure, classes)


def _survey(world: World, function: str) -> pd.Series:
    """Status of the survey by delegation, for one function."""
    return world.survey[world.survey["function"] == function].set_index("delegation")["status"]


def _nearest(km: pd.DataFrame, services: pd.DataFrame) -> pd.DataFrame:
    """The nearest provider that could serve each delegation, by its seat -> nearest, nearest_km by code."""
    away = km.reindex(columns=services["delegation"]).to_numpy(dtype=float, copy=True)
    for column, served in enumerate(services["served"]):
        if isinstance(served, list | np.ndarray) and len(served):
            away[~km.index.isin(list(served)), column] = np.inf
    away[np.isnan(away)] = np.inf
    if not away.shape[1]:
        return pd.DataFrame({"nearest": None, "nearest_km": np.nan}, index=km.index)
    best = away.argmin(axis=1)
    least = away[np.arange(len(km)), best]
    names = services["organisation_name"].to_numpy(dtype=object)[best]
    reached = np.isfinite(least)
    return pd.DataFrame(
        {"nearest": np.where(reached, names, None), "nearest_km": np.where(reached, least, np.nan)}, index=km.index
    )


def _single(serving: pd.DataFrame, services: pd.DataFrame, classes: pd.Series) -> pd.DataFrame:
    """The one provider of the delegations that have a single one -> single, single_id by code."""
    names = services.drop_duplicates("organisation").set_index("organisation")["body_name"]
    alone = serving[serving["delegation"].isin(classes.index[classes == ONE])].drop_duplicates("delegation")
    found = alone.set_index("delegation")["organisation"]
    return pd.DataFrame({"single": found.map(names), "single_id": found}).reindex(classes.index).astype(object)


def _unsurveyed(km: pd.DataFrame, survey: pd.Series, reach_km: float) -> pd.Series:
    """Delegations within reach of each, itself included, that are not (wholly) surveyed -> lists by code."""
    unknown = (survey.reindex(km.columns) != reaching.SURVEYED).to_numpy()
    concerned = km.to_numpy() <= reach_km
    np.fill_diagonal(concerned, True)
    return pd.Series([list(km.columns[line & unknown]) for line in concerned], index=km.index)


def _points(places: pd.DataFrame) -> dict[str, tuple[float, float]]:
    return dict(zip(places["code"], zip(places["lon"], places["lat"], strict=True), strict=True))
