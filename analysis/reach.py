"""Reach: for one hub function, how many providers serve each delegation, and how many people are beyond reach.

Distances are a frame distance_km[from, to] in km, both axes delegation codes, the within-delegation distance on the
diagonal. Services are observed and located, one row each: service, organisation, delegation (the seat) and `served`,
the list of delegations of its coverage, or nothing. Where a coverage is recorded exactly those delegations are
served, at any distance; otherwise those whose distance to the seat is at most the reach.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from words.problem import Problem, ProblemError

NONE, ONE, SEVERAL, NOT_SURVEYED = "0", "1", "2+", "not_surveyed"
CLASSES = (NONE, ONE, SEVERAL, NOT_SURVEYED)
SURVEYED = "surveyed"
CONNECTED, NOT_CONNECTED, INCOMPLETE = "connected", "not_connected", "incomplete"


@dataclass(frozen=True)
class People:
    """People counted by what is known of their reach. Errors are NaN where one of the figures has none.

    `beyond`: in delegations of class 0. `unknown`: in delegations not surveyed, never added to `beyond`.
    `no_figure`: delegations of class 0 or not surveyed whose need is not known, and so counted in neither.
    """

    beyond: float
    beyond_se: float
    unknown: float
    unknown_se: float
    no_figure: tuple[str, ...]


def serving(distance_km: pd.DataFrame, services: pd.DataFrame, reach_km: float) -> pd.DataFrame:
    """Who serves whom -> one row per delegation, service and organisation; grain: delegation x service.

    A service without a located seat serves nobody unless it has a coverage.
    """
    codes = _measured(distance_km).index
    near = distance_km.reindex(columns=services["delegation"]).to_numpy() <= _limit(reach_km)
    for column, served in enumerate(services["served"]):
        if _recorded(served):
            near[:, column] = codes.isin(list(served))
    place, row = np.nonzero(near)
    found = services[["service", "organisation"]].iloc[row].reset_index(drop=True)
    return found.assign(delegation=codes[place])[["delegation", "service", "organisation"]]


def providers(serving_rows: pd.DataFrame, codes: pd.Index) -> pd.Series:
    """Distinct organisations that serve each delegation -> int by code."""
    counted = serving_rows.groupby("delegation")["organisation"].nunique()
    return counted.reindex(codes, fill_value=0).astype(int)


def surveyed_within(distance_km: pd.DataFrame, survey: pd.Series, reach_km: float) -> pd.Series:
    """Whether a delegation and every delegation whose point lies within reach of it are surveyed -> bool by code.

    `survey` holds the status (surveyed, partly, not) by code; a missing code is not surveyed.
    """
    known = (survey.reindex(distance_km.index) == SURVEYED).to_numpy()
    concerned = _measured(distance_km).to_numpy() <= _limit(reach_km)
    np.fill_diagonal(concerned, True)
    return pd.Series(~(concerned & ~known).any(axis=1), index=distance_km.index)


def reach_class(providers_in_reach: pd.Series, surveyed_within_reach: pd.Series) -> pd.Series:
    """0, 1, 2+ or not_surveyed by delegation, both inputs on the same codes.

    0 is said only where the survey is complete within reach; 1 and 2+ stand on what is recorded.
    """
    count = providers_in_reach.to_numpy()
    complete = surveyed_within_reach.reindex(providers_in_reach.index).eq(True).to_numpy()
    classes = np.select([count >= 2, count == 1, complete], [SEVERAL, ONE, NONE], NOT_SURVEYED)
    return pd.Series(classes, index=providers_in_reach.index, name="reach")


def reach(distance_km: pd.DataFrame, services: pd.DataFrame, survey: pd.Series, reach_km: float) -> pd.DataFrame:
    """One hub function, everything at once -> by delegation: providers, surveyed_within, reach.

    Give it all services of the function, or only those adapted to ESS: the rule is the same.
    """
    count = providers(serving(distance_km, services, reach_km), distance_km.index)
    complete = surveyed_within(distance_km, survey, reach_km)
    return pd.DataFrame({"providers": count, "surveyed_within": complete, "reach": reach_class(count, complete)})


def beyond_reach(needs: pd.DataFrame, classes: pd.Series) -> People:
    """People beyond reach and people not surveyed; `needs` has need and need_se by the codes of `classes`.

    The errors of the delegations are combined in quadrature: they are taken as independent, which the poverty
    map's small-area errors are only roughly, so the ± is likely too small.
    """
    beyond, beyond_se = _total(needs.loc[classes.index[classes == NONE]])
    unknown, unknown_se = _total(needs.loc[classes.index[classes == NOT_SURVEYED]])
    concerned = classes.index[classes.isin([NONE, NOT_SURVEYED])]
    missing = concerned[needs.loc[concerned, "need"].isna()]
    return People(beyond, beyond_se, unknown, unknown_se, tuple(str(code) for code in missing))


def triplet(
    serving_by_function: Mapping[str, pd.DataFrame],
    classes: Mapping[str, pd.Series],
    links: pd.DataFrame,
    links_surveyed: pd.Series | None = None,
) -> pd.Series:
    """Whether the functions are all in reach and linked -> connected, not_connected, incomplete or not_surveyed.

    `links` has one row per recorded link between two organisations: one, other. A link connects when it joins
    providers of two different functions. Incomplete: some function is surely absent (class 0). Not surveyed: none is
    surely absent but one is unknown, or no link is recorded where links were not surveyed (`links_surveyed`, by code;
    without it the links count as surveyed). A single body that offers everything has no link to record.
    """
    codes = next(iter(classes.values())).index
    table = pd.DataFrame(dict(classes)).reindex(codes)
    linked = codes.isin(list(_linked(serving_by_function, links)))
    complete = (
        np.ones(len(codes), bool) if links_surveyed is None else links_surveyed.reindex(codes).eq(True).to_numpy()
    )
    states = np.select(
        [(table == NONE).any(axis=1), (table == NOT_SURVEYED).any(axis=1), linked, complete],
        [INCOMPLETE, NOT_SURVEYED, CONNECTED, NOT_CONNECTED],
        NOT_SURVEYED,
    )
    return pd.Series(states, index=codes, name="triplet")


def _linked(serving_by_function: Mapping[str, pd.DataFrame], links: pd.DataFrame) -> set[str]:
    """Delegations where a recorded link joins providers of two different functions."""
    both = pd.concat(
        [links[["one", "other"]], links.rename(columns={"one": "other", "other": "one"})[["one", "other"]]]
    )
    both = both[both["one"] != both["other"]].drop_duplicates()
    found: set[str] = set()
    for first, second in combinations(serving_by_function.values(), 2):
        ours = (
            first[["delegation", "organisation"]].drop_duplicates().merge(both, left_on="organisation", right_on="one")
        )
        theirs = second[["delegation", "organisation"]].drop_duplicates()
        joined = ours.merge(theirs, left_on=["delegation", "other"], right_on=["delegation", "organisation"])
        found |= set(joined["delegation"])
    return found


def _total(needs: pd.DataFrame) -> tuple[float, float]:
    known = needs[needs["need"].notna()]
    return float(known["need"].sum()), float(np.sqrt((known["need_se"] ** 2).sum(skipna=False)))


def _recorded(served: object) -> bool:
    return isinstance(served, Iterable) and not isinstance(served, str) and len(list(served)) > 0


def _measured(distance_km: pd.DataFrame) -> pd.DataFrame:
    if not distance_km.index.equals(distance_km.columns) or not (distance_km.to_numpy() >= 0).all():
        raise ProblemError(Problem("reach_bad_distances"))
    return distance_km


def _limit(reach_km: float) -> float:
    if not reach_km >= 0:
        raise ProblemError(Problem("reach_bad_limit", {"reach": str(reach_km)}))
    return float(reach_km)
