"""Where should p sites stand? Exact answers and every tie.

`demand[n]` people, `cost[n, m]` from place to candidate in any one unit, inf = not served from there. Choices are
ordered by unserved demand first, then by the objective over the served; limits are inclusive; ties use a relative
tolerance of 1e-9 and all ties at the last rank are kept. Moderate sizes are enumerated whole (about p = 3 among 500
candidates, `analysis.siting_scan`); beyond, bounds first strike out what cannot stand in a best p-median
(`analysis.siting_bounds`), and HiGHS answers what is still too long (`analysis.siting_milp`).

An impossible rule set gives an empty list whose `reason` is a code; numbers that make no sense (NaN, negative, no
demand anywhere) raise ProblemError.

p-median: Hakimi 1964, ReVelle and Swain 1970. p-center: Hakimi 1965. Maximal covering: Church and ReVelle 1974.
Set covering: Toregas and others 1971.
"""

from math import comb

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis import siting_bounds, siting_milp, siting_scan
from analysis.ranking import apart
from analysis.siting_rules import (
    CENTER,
    COVER,
    MEDIAN,
    Choice,
    Choices,
    Kind,
    Rules,
    Search,
    count,
    impossible,
    prepare,
    within,
)
from words.problem import Problem, ProblemError

__all__ = ["Choice", "Choices", "Rules", "least_sites", "max_cover", "p_center", "p_median", "pareto"]

# Numbers looked at, about a second or two per thousand million; each prefix of a combination costs as much as PREFIX.
MOST_WORK = 1.5e10
PREFIX = 25_000
MOST_COVER_WORK = 5e8
FREE = Rules()


def p_median(demand: ArrayLike, cost: ArrayLike, p: int, rules: Rules = FREE, top: int = 1) -> list[Choice]:
    """The `top` sets of p sites with the least demand-weighted cost, summed over the served."""
    return _best(prepare(demand, cost, rules), MEDIAN, p, top)


def p_center(demand: ArrayLike, cost: ArrayLike, p: int, rules: Rules = FREE, top: int = 1) -> list[Choice]:
    """The `top` sets of p sites whose worst cost is least, over served places with demand (0 where none is served)."""
    return _best(prepare(demand, cost, rules), CENTER, p, top)


def max_cover(
    demand: ArrayLike, cost: ArrayLike, p: int, limit: float, rules: Rules = FREE, top: int = 1
) -> list[Choice]:
    """The `top` sets of p sites with the most people within the limit; `unserved` is all demand beyond it."""
    return _best(within(prepare(demand, cost, rules), limit), COVER, p, top)


def least_sites(demand: ArrayLike, cost: ArrayLike, limit: float, rules: Rules = FREE) -> list[Choice]:
    """Every smallest set of sites that reaches, within the limit, everyone whom some permitted candidate reaches.

    The objective is the number of sites; `unserved` is the demand that no permitted candidate reaches.
    """
    search = within(prepare(demand, cost, rules), limit)
    if isinstance(search, str):
        return Choices(reason=search)
    reachable = float(search.demand @ search.reachable)
    unserved = float(search.demand @ ~search.reachable)
    if not (search.reachable & np.isinf(search.base)).any():
        return Choices([Choice(search.fixed, float(len(search.fixed)), unserved)])
    for p in range(len(search.fixed) + 1, len(search.fixed) + search.most + 1):
        if _work(search, p) > MOST_COVER_WORK:
            return siting_milp.least_sites(search)
        found = siting_scan.best(search, COVER, p, top=1)
        if not apart(np.array(found[0].objective), np.array(reachable)):
            listed = Choices([Choice(choice.sites, float(p), unserved) for choice in found])
            listed.complete = found.complete
            return listed
    return Choices(reason="siting_not_all_reachable")


def pareto(objectives: ArrayLike, directions: ArrayLike | None = None) -> NDArray[np.bool_]:
    """Which rows of objectives[k, r] no other row dominates: no worse on every column and better on one.

    directions[r]: +1 where more is better, -1 where less is better; by default less is better everywhere. Equal
    rows stand or fall together; differences within 1e-9 (relative) count as equal. Raises ProblemError on NaN.
    """
    values = np.asarray(objectives, dtype=float)
    if values.ndim != 2:
        raise ProblemError(Problem("siting_shape", {"places": values.size, "rows": len(np.atleast_1d(values))}))
    signs = np.full(values.shape[1], -1.0) if directions is None else np.asarray(directions, dtype=float)
    if signs.shape != values.shape[1:] or not np.isin(signs, (-1, 1)).all():
        raise ProblemError(Problem("siting_bad_directions"))
    if np.isnan(values).any():
        raise ProblemError(Problem("siting_missing_number"))
    values = -values * signs
    stands = np.ones(len(values), dtype=bool)
    for row, value in enumerate(values):
        differs = apart(values, value)
        no_worse = ((values < value) | ~differs).all(axis=1)
        stands[row] = not (no_worse & (differs & (values < value)).any(axis=1)).any()
    return stands


def _best(search: Search | str, kind: Kind, p: int, top: int) -> Choices:
    p, top = count(p), count(top)
    reason = search if isinstance(search, str) else impossible(search, p)
    if reason or isinstance(search, str):
        return Choices(reason=reason)
    if kind == MEDIAN and _work(search, p) > MOST_WORK and not search.required:  # the bounds know nothing of these
        search = siting_bounds.narrowed(search, p, top)
    if _work(search, p) <= MOST_WORK:
        return siting_scan.best(search, kind, p, top)
    return siting_milp.best(search, kind, p, top)


def _work(search: Search, p: int) -> float:
    rows, picks = len(search.rows), p - len(search.fixed)
    return float(comb(rows, picks)) * len(search.demand) + float(comb(rows, max(picks - 1, 0))) * PREFIX
