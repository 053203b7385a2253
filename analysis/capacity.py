"""Capacity: how many places a year per 1,000 people in need each delegation can count on, for one hub function.

Two-step floating catchment (`analysis.access`) over every delegation, whatever is shown. Capacities are in their own
unit (training places, projects, files) and never added across units; one that is not known is never guessed: where it
could matter the figure is *at least*, or not known at all.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis import access, gaps, reach
from words.problem import Problem, ProblemError

MOST = 0.5  # offered where more than this share of the services has a known capacity in one unit
# Decays by name, all within the reach. Steps: the weights of Luo and Qi 2009 over three equal zones.
DECAYS: dict[str, Callable[[float], access.Decay]] = {
    "binary": access.binary,
    "steps": lambda limit: access.steps({limit / 3: 1.0, 2 * limit / 3: 0.68, limit: 0.22}),
    "gaussian": lambda limit: access.gaussian(limit / 2, limit),
    "gravity": lambda limit: access.gravity(1.0, limit, limit / 10),
}
EXACT, AT_LEAST, UNKNOWN, NOT_SURVEYED = "exact", "at_least", "unknown", "not_surveyed"


@dataclass(frozen=True)
class Offer:
    """What is known of the capacities of a function: services with one in `unit`, of `services` in all."""

    unit: str | None
    known: int
    services: int

    @property
    def enough(self) -> bool:
        """Whether the measure can be offered at all."""
        return self.known > MOST * self.services


def offer(services: pd.DataFrame) -> Offer:
    """The unit that most of the known capacities are in, and how many they are. Needs capacity, capacity_unit."""
    units = services.loc[services["capacity"].notna(), "capacity_unit"].fillna("").value_counts()
    if units.empty:
        return Offer(None, 0, len(services))
    first = sorted(units.index[units == units.max()])[0]
    return Offer(str(first), int(units[first]), len(services))


def capacity_rows(world: gaps.World, services: pd.DataFrame, function: str, way: "Way") -> pd.DataFrame:
    """One row per delegation: places a year per 1,000 people in need, and how far that is known.

    `services`: those of the function, as `gaps.offered` gives them. columns: code, governorate, need, capacity (NaN
    where not known or not surveyed), state (exact, at_least, unknown, not_surveyed), unknown (services in reach whose
    capacity is not known), surveyed. Raises ProblemError where too few capacities are known.
    """
    told = offer(services)
    if not told.enough:
        raise ProblemError(Problem("capacity_unknown", {"known": told.known, "services": told.services}))
    km = gaps.distances(world, way.circuity)
    known = (services["capacity"].notna() & (services["capacity_unit"].fillna("") == told.unit)).to_numpy()
    cost = costs(km, services)
    places = world.places.set_index("code")
    per_person = access.floating_catchment(
        places["need"].fillna(0), services.loc[known, "capacity"], cost[:, known], DECAYS[way.decay](way.reach)
    )
    unknown = (cost[:, ~known] <= way.reach).sum(axis=1)
    survey = world.survey[world.survey["function"] == function].set_index("delegation")["status"]
    surveyed = reach.surveyed_within(km, survey, way.reach).to_numpy()
    state = np.select(
        [(per_person == 0) & ~surveyed, (per_person == 0) & (unknown > 0), ~surveyed | (unknown > 0)],
        [NOT_SURVEYED, UNKNOWN, AT_LEAST],
        EXACT,
    )
    shown = np.where(np.isin(state, (NOT_SURVEYED, UNKNOWN)), np.nan, 1000 * per_person)
    rows = places[["governorate", "need"]].assign(capacity=shown, state=state, unknown=unknown, surveyed=surveyed)
    return rows.rename_axis("code").reset_index()


@dataclass(frozen=True)
class Way:
    """How far one goes and how much farther counts less: reach and circuity factor, and the name of a decay."""

    reach: float
    circuity: float
    decay: str = "binary"


def costs(km: pd.DataFrame, services: pd.DataFrame) -> access.Array:
    """[delegation, service]: the way to the seat; 0 or no way where a service says whom it serves."""
    cost = km.reindex(columns=services["delegation"], fill_value=np.inf).to_numpy(dtype=float, copy=True)
    for column, served in enumerate(services["served"]):
        if isinstance(served, list | np.ndarray) and len(served):
            cost[:, column] = np.where(km.index.isin(list(served)), 0.0, np.inf)
    return cost


def mean(rows: pd.DataFrame) -> float:
    """The need-weighted mean capacity of the surveyed delegations where it is known; NaN where there is none."""
    known = rows[rows["surveyed"] & rows["capacity"].notna() & rows["need"].notna()]
    people = float(known["need"].sum())
    return float((known["capacity"] * known["need"]).sum()) / people if people else float("nan")


def gap(capacity: pd.Series, norm: float) -> pd.Series:
    """1 - min(1, capacity / norm), both in places per 1,000 people in need. NaN where the capacity is not known."""
    if not 0 < norm < np.inf:
        raise ProblemError(Problem("capacity_bad_norm"))
    return 1 - (capacity / norm).clip(upper=1)


def gaps_against(rows: pd.DataFrame, norm: float) -> pd.DataFrame:
    """`rows` with gap (0 to 1) and equivalents (gap x need, never people); both NaN where not surveyed."""
    found = gap(rows["capacity"].where(rows["surveyed"]), norm)
    return rows.assign(gap=found, equivalents=found * rows["need"])
