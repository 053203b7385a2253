"""One to ten seats at once: the exact answer, and what taking them one after the other would have lost.

The order is that of the pairs (analysis.hubs): more need served, then a shorter mean distance of the served. At most
one seat a governorate is the rule for two, a choice up to four, and impossible beyond: there are four governorates.
"""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis import siting_milp
from analysis.criteria import Array
from analysis.hubs import HubRules, service_cost, site_rules
from analysis.robustness import greedy
from analysis.siting import Choice, Choices, Rules, p_median
from analysis.siting_rules import MEDIAN, impossible, prepare

GOVERNORATES = 4
PILOTS = 2
MOST = 10
ENUMERATED = 4  # beyond, the solver answers in a tenth of the second that looking at all choices would take


@dataclass(frozen=True)
class Seats:
    """The best choice of p seats (codes), the one taken step by step, and how they were found.

    served, unserved: people in need. mean_km: of the served, NaN where nobody is. `reason` says why there is none.
    served_by: by place, seat (None: not served) and distance_km (NaN then). served_from: seat, places, need.
    gap: what the solver left open, 0 = proved. ties: choices that share the first rank. lost_people, lost_km: what the
    step-by-step choice serves less, and its mean distance less ours.
    """

    seats: tuple[str, ...]
    served: float
    unserved: float
    mean_km: float
    served_by: pd.DataFrame
    served_from: pd.DataFrame
    method: str
    gap: float
    complete: bool
    ties: int
    stepwise: tuple[str, ...]
    lost_people: float
    lost_km: float
    reason: str | None = None


def kept_apart(count: int, wanted: bool) -> bool:
    """Whether seats go to different governorates: the rule for two, a choice up to four, impossible beyond."""
    return count == PILOTS or (wanted and count <= GOVERNORATES)


def best_seats(places: pd.DataFrame, distance_km: pd.DataFrame, rules: HubRules, p: int, apart: bool) -> Seats:
    """The p seats that serve most, nearest; `apart`: in different governorates."""
    need = np.nan_to_num(places["need"].to_numpy(dtype=float))
    cost = service_cost(places, distance_km.to_numpy(dtype=float), rules)
    limits = replace(site_rules(places, rules), distinct_groups=apart, required=rules.fixed_governorates)
    found = _exact(need, cost, p, limits)
    if not found:
        return _none(found.reason)
    steps = greedy(need, cost, p, limits)
    best, total = found[0], float(need.sum())
    by_place = _served(places, cost, best)
    step = steps[0] if steps else best
    mean, step_mean = (_mean(one, total) for one in (best, step))
    return Seats(
        seats=tuple(places.index[list(best.sites)]),
        served=total - best.unserved,
        unserved=best.unserved,
        mean_km=mean,
        served_by=by_place,
        served_from=_by_seat(places, by_place, best),
        method=found.method,
        gap=found.gap,
        complete=found.complete,
        ties=len(found),
        stepwise=tuple(places.index[list(step.sites)]),
        lost_people=step.unserved - best.unserved,
        lost_km=step_mean - mean,
    )


def _none(reason: str | None) -> Seats:
    nan = float("nan")
    return Seats((), nan, nan, nan, pd.DataFrame(), pd.DataFrame(), "", nan, True, 0, (), nan, nan, reason)


def _exact(need: Array, cost: Array, p: int, limits: Rules) -> Choices:
    if p <= ENUMERATED:
        found = p_median(need, cost, p, limits)
        return found if isinstance(found, Choices) else Choices(found)
    search = prepare(need, cost, limits)
    reason = search if isinstance(search, str) else impossible(search, p)
    if reason or isinstance(search, str):
        return Choices(reason=reason)
    return siting_milp.best(search, MEDIAN, p, 1)


def _mean(choice: Choice, total: float) -> float:
    served = total - choice.unserved
    return choice.objective / served if served > 0 else float("nan")


def _served(places: pd.DataFrame, cost: Array, choice: Choice) -> pd.DataFrame:
    """Who is served from where; at equal distance the first seat."""
    sites = list(choice.sites)
    nearest, least = cost[:, sites].argmin(axis=1), cost[:, sites].min(axis=1)
    served = np.isfinite(least)
    seat = np.where(served, places.index.to_numpy(dtype=object)[sites][nearest], None)
    rows = pd.DataFrame({"seat": seat, "distance_km": np.where(served, least, np.nan)}, index=places.index)
    return rows[~places["added"]] if "added" in places else rows


def _by_seat(places: pd.DataFrame, served: pd.DataFrame, choice: Choice) -> pd.DataFrame:
    """Whom each seat serves; a seat that is nearest to nobody keeps its row."""
    codes = places.index[list(choice.sites)]
    need = places.loc[served.index, "need"].groupby(served["seat"])
    sizes, people = need.size().reindex(codes, fill_value=0), need.sum().reindex(codes, fill_value=0.0)
    return pd.DataFrame({"seat": codes, "places": sizes.to_numpy(), "need": people.to_numpy()})
