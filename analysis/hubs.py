"""Two hubs, two governorates: every pair of seats ranked, with who is served and why a pair stands where it does.

Order of pairs: need served (more), need-weighted mean distance of those served (less), worst distance among served
places with need (less). That is `siting.p_median` over pairs of different groups, its ties broken by the worst
distance. A place is served by the nearer of the two seats whose service area it lies in:

own_governorate                its seat's governorate, whole
within_reach                   within the reach of a seat (inclusive), in any governorate
own_governorate_within_reach   both

Frames are indexed by delegation code: places has governorate, town (or nothing) and need (NaN: no figure);
distance_km[from, to] in km has the within-delegation distance on its diagonal. Where `places` has `added`, true rows
are candidate seats inside a delegation, with a need of 0: nobody is counted as living there. Distances may as well be
minutes, and inf where there is no way.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.ranking import ranked
from analysis.siting import Choice, Choices, Rules, p_median
from geo.added import home
from words.problem import Problem, ProblemError

OWN, REACH, OWN_REACH = "own_governorate", "within_reach", "own_governorate_within_reach"
AREAS = (OWN, REACH, OWN_REACH)
# Ezzouhour: its outline, and so its point and its distances, cannot be relied on.
UNRELIABLE = ("4253",)

Array = NDArray[np.float64]
Indices = NDArray[np.intp]


@dataclass(frozen=True)
class HubRules:
    """Who is served from a seat, and which places and governorates must or may not have one (codes)."""

    area: str = OWN
    reach_km: float = 30.0
    fixed: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    fixed_governorates: tuple[str, ...] = ()
    excluded_governorates: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ranking:
    """Every permitted pair of seats, best first, and what it was made from.

    `pairs`, one row per pair of seats:
        rank                      from 1; pairs equal on all three keys share it (1, 1, 3)
        seat_a, seat_b            delegation codes, a before b; governorate_a, governorate_b theirs
        need_served, share_served people in need inside a service area, and their share of all known need
        need_unserved             the others
        mean_km                   need-weighted mean distance of the served, NaN where nobody is
        worst_km, worst_place     farthest served place with need (NaN, None where there is none)
        place_a, place_b          the town where several delegations share one, else the code
        same_town                 a pair that stands before it has the same two places
        unreliable                a seat or the worst distance is a place whose outline cannot be relied on
    `reason` is the code of why there is none. `no_figure`: places whose need is unknown; they weigh nothing.
    """

    pairs: pd.DataFrame
    places: pd.DataFrame
    distance_km: pd.DataFrame
    rules: HubRules
    total_need: float
    no_figure: tuple[str, ...]
    reason: str | None = None


def rank_pairs(places: pd.DataFrame, distance_km: pd.DataFrame, rules: HubRules | None = None) -> Ranking:
    """Rank all pairs of seats in two different governorates. Raises ProblemError on unknown codes or bad numbers."""
    rules = rules or HubRules()
    km = _checked(places, distance_km, rules)
    need = places["need"].to_numpy(dtype=float)
    weight = np.nan_to_num(need, nan=0.0)
    cost = service_cost(places, km, rules)
    choices = p_median(weight, cost, 2, site_rules(places, rules), top=len(places) ** 2)
    pairs, reason = _table(choices, places, cost, weight), choices.reason if isinstance(choices, Choices) else None
    if rules.fixed_governorates and len(pairs):
        held = [pairs["governorate_a"].eq(code) | pairs["governorate_b"].eq(code) for code in rules.fixed_governorates]
        pairs = pairs[np.logical_and.reduce(held)]
        reason = None if len(pairs) else "hubs_fixed_governorates"
    missing = tuple(str(code) for code in places.index[np.isnan(need)])
    return Ranking(ordered(pairs), places, distance_km, rules, float(weight.sum()), missing, reason)


def served_by(ranking: Ranking, seat_a: str, seat_b: str) -> pd.DataFrame:
    """Who is served from where by one pair -> by place: need, seat (None: not served), distance_km (NaN then).

    At equal distance a place goes to the first seat.
    """
    places, km = ranking.places, ranking.distance_km.to_numpy(dtype=float)
    seats = places.index.get_indexer(pd.Index([seat_a, seat_b]))
    if (seats < 0).any():
        raise ProblemError(Problem("hubs_unknown_place", {"place": f"{seat_a}, {seat_b}"}))
    cost = service_cost(places, km, ranking.rules)[:, seats]
    nearer = cost.argmin(axis=1)
    best = cost[np.arange(len(cost)), nearer]
    seat = pd.Series([seat_a, seat_b], dtype=object).take(nearer).set_axis(places.index).where(np.isfinite(best), None)
    distance = np.where(np.isfinite(best), best, np.nan)
    return pd.DataFrame({"need": places["need"], "seat": seat, "distance_km": distance}, index=places.index)


def rank_of(ranking: Ranking, seat_a: str, seat_b: str) -> int | None:
    """The rank of a pair of seats, in either order; None where the rules leave it out."""
    pairs = ranking.pairs
    low, high = sorted((seat_a, seat_b))
    found = pairs.loc[(pairs["seat_a"] == low) & (pairs["seat_b"] == high), "rank"]
    return int(found.iloc[0]) if len(found) else None


def ordered(pairs: pd.DataFrame) -> pd.DataFrame:
    """Pairs in their order, with rank and same_town."""
    order, rank = ranked(pairs[["need_unserved", "mean_km", "worst_km"]].fillna(0.0).to_numpy(dtype=float))
    pairs = pairs.iloc[order].reset_index(drop=True)
    return pairs.assign(rank=rank + 1, same_town=place_pair(pairs).duplicated())


def place_pair(pairs: pd.DataFrame) -> pd.Series:
    """The two places of each pair as one value: seats of one town are one place."""
    return pairs["governorate_a"] + pairs["place_a"] + "|" + pairs["governorate_b"] + pairs["place_b"]


def site_rules(places: pd.DataFrame, rules: HubRules) -> Rules:
    """The rules of one site a governorate, with what is fixed and barred."""
    barred = places.index.isin(rules.excluded) | places["governorate"].isin(rules.excluded_governorates).to_numpy()
    fixed = places.index.get_indexer(pd.Index(rules.fixed))
    return Rules(places["governorate"].to_numpy(), True, tuple(fixed.tolist()), tuple(np.flatnonzero(barred).tolist()))


def service_cost(places: pd.DataFrame, km: Array, rules: HubRules) -> Array:
    """km from place to seat, inf where the place lies outside the seat's service area."""
    governorate = places["governorate"].to_numpy()
    inside = np.ones(km.shape, dtype=bool)
    if rules.area in (OWN, OWN_REACH):
        inside &= governorate[:, None] == governorate
    if rules.area in (REACH, OWN_REACH):
        inside &= km <= rules.reach_km
    return np.where(inside, km, np.inf)


def _table(choices: list[Choice], places: pd.DataFrame, cost: Array, weight: Array) -> pd.DataFrame:
    """The choices of p_median as pairs, with their mean and worst distances; not yet ordered by the worst."""
    seats = np.array([choice.sites for choice in choices], dtype=np.intp).reshape(-1, 2)
    seats = np.take_along_axis(seats, places.index.to_numpy()[seats].argsort(axis=1), axis=1)
    objective, unserved = np.array([(choice.objective, choice.unserved) for choice in choices]).reshape(-1, 2).T
    best = np.minimum(cost.T[seats[:, 0]], cost.T[seats[:, 1]])
    counted = np.where(np.isfinite(best) & (weight > 0), best, -1.0)
    farthest = counted.argmax(axis=1) if len(seats) else np.empty(0, dtype=np.intp)
    worst = counted[np.arange(len(seats)), farthest]
    served = weight.sum() - unserved
    codes = places.index.to_numpy()
    town = places["town"].where(places["town"].notna() & places["town"].ne(""), pd.Series(codes, places.index))
    columns: dict[str, Any] = {"seat_a": codes[seats[:, 0]], "seat_b": codes[seats[:, 1]]}
    columns |= {f"governorate_{side}": places["governorate"].to_numpy()[seats[:, at]] for at, side in enumerate("ab")}
    columns |= {"need_served": served, "share_served": served / weight.sum(), "need_unserved": unserved}
    someone = worst >= 0
    columns["mean_km"] = np.divide(objective, served, out=np.full(len(seats), np.nan), where=someone)
    columns["worst_km"] = np.where(someone, worst, np.nan)
    columns["worst_place"] = np.where(someone, codes[farthest], None)
    columns |= {f"place_{side}": town.to_numpy()[seats[:, at]] for at, side in enumerate("ab")}
    by_seat, by_worst = unreliable(places)[seats].any(axis=1), np.isin(codes[farthest], UNRELIABLE) & someone
    columns["unreliable"] = np.logical_or(by_seat, by_worst)
    return pd.DataFrame(columns)


def unreliable(places: pd.DataFrame) -> NDArray[np.bool_]:
    """Which candidates lie in a place whose outline cannot be relied on."""
    return np.isin([home(str(code)) for code in places.index], UNRELIABLE)


def _checked(places: pd.DataFrame, distance_km: pd.DataFrame, rules: HubRules) -> Array:
    if rules.area not in AREAS:
        raise ProblemError(Problem("hubs_unknown_area", {"area": rules.area}))
    known = set(places.index) | set(places["governorate"])
    named = (*rules.fixed, *rules.excluded, *rules.fixed_governorates, *rules.excluded_governorates)
    for code in named:
        if code not in known:
            raise ProblemError(Problem("hubs_unknown_place", {"place": str(code)}))
    if not (places.index.equals(distance_km.index) and places.index.equals(distance_km.columns)):
        raise ProblemError(Problem("hubs_unlike_places"))
    return distance_km.to_numpy(dtype=float)
