"""What a siting question is made of: rules, choices, and the checked search they lead to."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from words.problem import Problem, ProblemError

Array = NDArray[np.float64]
Indices = NDArray[np.intp]
Kind = Literal["median", "center", "cover"]
MEDIAN: Kind = "median"
CENTER: Kind = "center"
COVER: Kind = "cover"


@dataclass(frozen=True)
class Rules:
    """What a choice must respect. `group[m]` e.g. the governorate of each candidate; sites are 0-based indices.

    `required`: groups that must hold a site; a rule for a number of sites, not for `least_sites`.
    """

    group: Sequence[Hashable] | NDArray[Any] | None = None
    distinct_groups: bool = False
    fixed: tuple[int, ...] = ()
    excluded: tuple[int, ...] = ()
    required: tuple[Hashable, ...] = ()


@dataclass(frozen=True)
class Choice:
    """A set of sites (0-based, ascending), its objective over the people served, and the demand it leaves unserved."""

    sites: tuple[int, ...]
    objective: float
    unserved: float


class Choices(list[Choice]):
    """Choices, best first. An empty list carries in `reason` the code of why nothing is possible.

    `method` is "enumeration" or "highs"; `gap` is the relative optimality gap the solver left (0 = proved best);
    `complete` is False where better or equal choices may exist that are not listed.
    """

    def __init__(self, choices: Sequence[Choice] = (), reason: str | None = None, method: str = "enumeration") -> None:
        super().__init__(choices)
        self.reason = reason
        self.method = method
        self.gap = 0.0
        self.complete = True


@dataclass(frozen=True)
class Search:
    """A checked question. Rows are the free candidates, sorted by group where groups must differ."""

    demand: Array  # [n] of the places with demand
    rows: Array  # [free, n] cost from each free candidate
    base: Array  # [n] least cost from the fixed sites, inf without any
    sites: Indices  # [free] the candidate behind each row
    follows: Indices  # [free] the first later row that may stand beside this one
    fixed: tuple[int, ...]
    required: tuple[Indices, ...] = ()  # of each set of rows one must be taken; the sets share no row

    @property
    def most(self) -> int:
        """How many free sites the rules allow at most."""
        count, row = 0, 0
        while row < len(self.rows):
            count, row = count + 1, int(self.follows[row])
        return count

    @property
    def reachable(self) -> NDArray[np.bool_]:
        """[n] whether some permitted site serves the place."""
        return np.asarray(np.isfinite(self.base) | np.isfinite(self.rows).any(axis=0))

    def measure(self, kind: Kind, combinations: Indices) -> tuple[Array, Array]:
        """Unserved demand and objective of combinations[k, picks] of rows, whichever method found them."""
        best = np.broadcast_to(self.base, (len(combinations), len(self.base)))
        for row in combinations.T:
            best = np.minimum(best, self.rows[row])
        served = np.isfinite(best)
        unserved = np.where(served, 0.0, self.demand).sum(axis=1)
        if kind == COVER:
            return unserved, np.where(served, self.demand, 0.0).sum(axis=1)
        least = np.where(served, best, 0.0)
        return unserved, (least * self.demand).sum(axis=1) if kind == MEDIAN else least.max(axis=1)


def prepare(demand: ArrayLike, cost: ArrayLike, rules: Rules) -> Search | str:
    """Check demand[n], cost[n, m] and the rules; a code instead where the rules contradict themselves.

    Places without demand are left out: they weigh nothing. Raises ProblemError where the numbers make no sense.
    """
    people, costs = checked(demand, cost)
    candidates = costs.shape[1]
    group = _groups(rules, candidates)
    for site in (*rules.fixed, *rules.excluded):
        if not 0 <= site < candidates:
            raise ProblemError(Problem("siting_unknown_site", {"site": int(site)}))
    fixed = tuple(sorted({int(site) for site in rules.fixed}))
    if set(fixed) & {int(site) for site in rules.excluded}:
        return "siting_fixed_and_excluded"
    if rules.distinct_groups and len(set(group[list(fixed)])) < len(fixed):
        return "siting_fixed_share_group"
    free = np.setdiff1d(np.arange(candidates), np.array([*fixed, *rules.excluded], dtype=np.intp))
    follows = np.arange(1, len(free) + 1)
    if rules.distinct_groups:
        free = free[~np.isin(group[free], group[list(fixed)])]
        free = free[np.argsort(group[free], kind="stable")]
        follows = np.searchsorted(group[free], group[free], side="right")
    needed = people > 0
    rows = np.ascontiguousarray(costs.T[:, needed])
    base = rows[list(fixed)].min(axis=0, initial=np.inf)
    named = np.empty(0, dtype=object) if rules.group is None else np.asarray(rules.group, dtype=object)
    held = {named[site] for site in fixed} if len(named) else set()
    missing = [one for one in dict.fromkeys(rules.required) if one not in held]
    required = tuple(np.flatnonzero(named[free] == one) if len(named) else np.empty(0, np.intp) for one in missing)
    return Search(people[needed], rows[free], base, free, follows.astype(np.intp), fixed, required)


def within(search: Search | str, limit: float) -> Search | str:
    """The same search where a place is served at no cost within the limit (inclusive), and not at all beyond."""
    if not limit >= 0:
        raise ProblemError(Problem("siting_bad_limit", {"limit": str(limit)}))
    if isinstance(search, str):
        return search
    rows, base = (np.where((cost <= limit) & np.isfinite(cost), 0.0, np.inf) for cost in (search.rows, search.base))
    return replace(search, rows=rows, base=base)


def checked(demand: ArrayLike, cost: ArrayLike) -> tuple[Array, Array]:
    """demand[n] and cost[n, m] as floats. Raises ProblemError on NaN, negative numbers, wrong shapes, no demand."""
    people, costs = np.asarray(demand, dtype=float), np.asarray(cost, dtype=float)
    if people.ndim != 1 or costs.ndim != 2 or costs.shape[0] != len(people):
        raise ProblemError(Problem("siting_shape", {"places": people.size, "rows": len(np.atleast_1d(costs))}))
    if np.isnan(people).any() or np.isnan(costs).any():
        raise ProblemError(Problem("siting_missing_number"))
    if (people < 0).any() or np.isinf(people).any():
        raise ProblemError(Problem("siting_bad_demand"))
    if (costs < 0).any():
        raise ProblemError(Problem("siting_negative_cost"))
    if not (people > 0).any():
        raise ProblemError(Problem("siting_no_demand"))
    return people, costs


def count(number: int) -> int:
    """A whole number of at least 1. Raises ProblemError otherwise."""
    if isinstance(number, bool) or number != int(number) or number < 1:
        raise ProblemError(Problem("siting_bad_count", {"count": str(number)}))
    return int(number)


def impossible(search: Search, p: int) -> str | None:
    """The code of why p sites cannot be chosen under the rules, or None."""
    if len(search.fixed) > p:
        return "siting_too_many_fixed"
    if p - len(search.fixed) > len(search.rows):
        return "siting_too_few_candidates"
    if p - len(search.fixed) > search.most:
        return "siting_too_few_groups"
    if len(search.required) > p - len(search.fixed):
        return "siting_too_many_required"
    return None if all(len(rows) for rows in search.required) else "siting_required_without_site"


def _groups(rules: Rules, candidates: int) -> Indices:
    if rules.group is None:
        if rules.distinct_groups:
            raise ProblemError(Problem("siting_groups", {"groups": 0, "candidates": candidates}))
        return np.zeros(candidates, dtype=np.intp)
    codes, _ = pd.factorize(np.asarray(rules.group, dtype=object))
    if len(codes) != candidates or (rules.distinct_groups and (codes < 0).any()):
        raise ProblemError(Problem("siting_groups", {"groups": int((codes >= 0).sum()), "candidates": candidates}))
    return np.asarray(codes, dtype=np.intp)
