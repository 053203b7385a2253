"""Value chains: the store and the analysis joined, for the page Filières and for whoever needs a missing stage."""

from dataclasses import dataclass

import pandas as pd

from analysis import stage_reach
from analysis.chain_ranges import chain_ranges
from analysis.gaps import lengthened
from analysis.reach import SURVEYED
from analysis.stage_masking import masked_informal
from analysis.value_chains import stage_matrix
from geo.distances import near_other_governorates
from queries.filters import Filters
from ui import address, cached, travel
from ui.range_codes import parsed
from ui.speech import t

WHOLE, GOVERNORATE, DELEGATION = "whole", "governorate", "delegation"
LEVELS = (WHOLE, GOVERNORATE, DELEGATION)
CERTAINTIES = ("documented", "to_confirm", "unverified")  # the surest first


@dataclass(frozen=True)
class Look:
    """What distances rest on: circuity factor, the reader's own ranges as written in the address, and where distances
    come from (`ui.travel`), always in km as ranges are.
    """

    circuity: float
    ranges: tuple[str, ...]
    distance: str = travel.FACTOR


def look() -> Look:
    """The settings of the address."""
    return Look(address.value("circuity"), address.value("ranges"), travel.in_km(travel.present()))


def distances_said(asked: Look) -> str:
    """Which distances ranges are held against; that they are km where the rest of the page counts minutes."""
    said = travel.described(asked.distance)
    return said if travel.unit(travel.present()) == travel.KM else f"{said} {t('filieres.ranges_in_km')}"


def _ranges(codes: tuple[str, ...]) -> pd.DataFrame:
    return chain_ranges(cached.table("chain_stages"), parsed(codes))


def range_table(asked: Look) -> pd.DataFrame:
    """`analysis.chain_ranges.chain_ranges` with the reader's own ranges. Not to be changed."""
    return cached.computed(_ranges, asked.ranges)


def _reached(asked: Look) -> pd.DataFrame:
    km = travel.ways(asked.distance)
    if km is None:
        km = lengthened(cached.territory(), asked.circuity)
    actors = cached.table("stage_actors").dropna(subset=["delegation"])
    return stage_reach.stages_in_reach(km, actors, cached.table("survey_of_chains"), range_table(asked))


def reach_rows(asked: Look) -> pd.DataFrame:
    """`analysis.stage_reach.stages_in_reach` over all delegations, whatever is shown. Not to be changed."""
    return cached.computed(_reached, asked)


def _leaks(asked: Look) -> pd.DataFrame:
    return stage_reach.leaks(reach_rows(asked))


def leak_rows(asked: Look) -> pd.DataFrame:
    """`analysis.stage_reach.leaks` over all delegations, whatever is shown. Not to be changed."""
    return cached.computed(_leaks, asked)


def _missing(asked: Look) -> pd.DataFrame:
    rows = stage_reach.missing_stages(reach_rows(asked), expected(DELEGATION).rename(columns={"unit": "code"}))
    places = cached.territory().set_index("code")
    points = {str(code): (row["lon"], row["lat"]) for code, row in places[["lon", "lat"]].iterrows()}
    near = {km: set(near_other_governorates(points, km, asked.circuity)) for km in rows["max_km"].unique()}
    outside = [code in near[km] for code, km in zip(rows["code"], rows["max_km"], strict=True)]
    return rows.assign(governorate=rows["code"].map(places["governorate"]), near_other=outside).merge(
        _names(), how="left", left_on=["nearest", "chain", "stage"], right_on=["delegation", "chain", "stage"]
    ).drop(columns="delegation")  # fmt: skip


def _names() -> pd.DataFrame:
    return cached.table("stage_names", all_names=cached.names_shown())


def missing_rows(asked: Look) -> pd.DataFrame:
    """One row per delegation x expected chain x stage that nobody of the ESS holds within its range. Not to be changed.

    columns: code, chain, stage, basis (present here, or how sure its governorate's documentation is), max_km, nearest
    (delegation), nearest_km, conventional_near, not_entitled_near, governorate, near_other (the range touches a
    governorate outside the four, whose actors are not recorded), name (of the nearest, where it may be given).
    """
    return cached.computed(_missing, asked)


def _expected(level: str) -> pd.DataFrame:
    places = cached.territory()[["code", "governorate"]]
    documented = cached.table("chains_by_governorate")[["chain", "governorate", "certainty"]]
    here = cached.table("stage_actors")
    here = here[here[["ess", "not_entitled", "informal", "conventional"]].sum(axis=1) > 0]
    if level == DELEGATION:
        rows = places.merge(documented, on="governorate").rename(columns={"code": "unit"})
        recorded = here.rename(columns={"delegation": "unit"}).dropna(subset=["unit"])
    else:
        rows = documented.assign(unit=documented["governorate"])
        recorded = here.assign(unit=here["governorate"])
    recorded = recorded[["unit", "governorate", "chain"]].drop_duplicates().assign(present=True)
    both = recorded.merge(rows, how="outer", on=["unit", "governorate", "chain"])
    both["present"] = both["present"].eq(True)
    return both.assign(basis=both["certainty"].mask(both["present"], "present"))


def expected(level: str) -> pd.DataFrame:
    """Where a chain is documented or present -> unit, governorate, chain, present, certainty, basis.

    A unit is a governorate or a delegation; a governorate's documentation stands for each of its delegations.
    """
    return cached.computed(_expected, level)


def _informal(level: str) -> pd.DataFrame:
    counts = cached.table("stage_actors")
    if level == DELEGATION:
        return masked_informal(counts, "delegation", ["governorate"]).rename(columns={"delegation": "unit"})
    return masked_informal(counts, "governorate", []).rename(columns={"governorate": "unit"})


def _shown(frame: pd.DataFrame, governorates: tuple[str, ...], delegations: tuple[str, ...], by: str) -> pd.DataFrame:
    """The rows of the territory shown; `by` is the column of delegations, or "" where rows are governorates."""
    kept = frame[frame["governorate"].isin(governorates)] if governorates else frame
    return kept[kept[by].isin(delegations)] if delegations and by else kept


def _unit(level: str, codes: pd.Series) -> pd.Series:
    """The unit that a place belongs to at this level; a delegation's code begins with its governorate's."""
    return {WHOLE: codes.where(codes.isna(), WHOLE), GOVERNORATE: codes.str[:2], DELEGATION: codes}[level]


def _matrix(level: str, governorates: tuple[str, ...], delegations: tuple[str, ...]) -> pd.DataFrame:
    fine = DELEGATION if level == DELEGATION or delegations else GOVERNORATE
    territory = (governorates, delegations)
    rows = _shown(expected(fine), *territory, "unit" if fine == DELEGATION else "")
    counts = _shown(cached.table("stage_actors"), *territory, "delegation")
    counts = counts.assign(unit=_unit(level, counts[fine])).dropna(subset=["unit"])
    informal = cached.computed(_informal, fine)
    informal = informal[informal["unit"].isin(rows["unit"])]
    told = informal.assign(unit=_unit(level, informal["unit"]))
    told = told.groupby(["unit", "chain", "stage"], as_index=False)[["told", "hidden"]].sum()
    chains = _chains(rows.assign(unit=_unit(level, rows["unit"])))
    cells = stage_matrix(counts, chains[["unit", "chain"]], cached.table("chain_stages"), _surveyed(level, *territory))
    cells = cells.merge(told, how="left", on=["unit", "chain", "stage"]).fillna({"told": 0, "hidden": 0})
    return cells.merge(chains, on=["unit", "chain"]).drop(columns="informal")


def _chains(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per unit and chain: present anywhere in it, and the surest of its documentations."""
    ranked = rows.assign(order=rows["certainty"].map({name: rank for rank, name in enumerate(CERTAINTIES)}))
    ranked = ranked.sort_values("order", kind="stable", na_position="last")
    return ranked.groupby(["unit", "chain"], as_index=False).agg(
        certainty=("certainty", "first"), present=("present", "any")
    )


def _surveyed(level: str, governorates: tuple[str, ...], delegations: tuple[str, ...]) -> pd.DataFrame:
    """unit, chain, surveyed, delegations: how many delegations of how many are surveyed for the chain."""
    survey = cached.table("survey_of_chains")
    survey = survey.assign(governorate=survey["delegation"].str[:2], known=survey["status"] == SURVEYED)
    survey = _shown(survey, governorates, delegations, "delegation")
    survey = survey.assign(unit=_unit(level, survey["delegation"]))
    return survey.groupby(["unit", "chain"], as_index=False).agg(
        surveyed=("known", "sum"), delegations=("known", "size")
    )


def matrix(level: str, filters: Filters) -> pd.DataFrame:
    """The state of every stage of every chain expected in the territory shown. Not to be changed.

    Units: the territory as a whole ("whole"), governorates or delegations. columns: unit, chain, stage, state, the
    counts of `analysis.value_chains.COUNTS` without informal, told and hidden in its place (masked), surveyed,
    delegations, applicable, certainty, present. Only territory filters narrow it: a stage is not empty because the
    reader asks for women-led enterprises.
    """
    return cached.computed(_matrix, level, filters.governorates, filters.delegations)
