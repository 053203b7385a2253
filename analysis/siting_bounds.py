"""Which candidates may stand in a best set for p-median? The others are struck out before anything is enumerated.

Lagrangian relaxation of "each place is served once" with subgradient steps (Cornuejols, Fisher and Nemhauser 1977;
Beasley 1993). A candidate whose bound lies above the `top`-th best set known cannot stand in any of the first `top`
or tie with them, so nothing that counts is lost.
"""

from dataclasses import replace

import numpy as np

from analysis.ranking import TOLERANCE
from analysis.siting_rules import Array, Indices, Search

STEPS = 2000
PATIENCE = 30  # steps without a better bound before the step is halved
SMALLEST_STEP = 1e-4
NEAR = 1.02  # how close to the best set known a set must be to be worth improving


def narrowed(search: Search, p: int, top: int) -> Search:
    """The same question with fewer candidates; as it was where groups must differ or somebody may stay unserved."""
    picks = p - len(search.fixed)
    alone = np.array_equal(search.follows, np.arange(1, len(search.rows) + 1))
    if not alone or not np.isfinite(search.rows).all() or not 1 <= picks < len(search.rows):
        return search
    cost = search.rows * search.demand
    base = np.where(np.isfinite(search.base), search.base * search.demand, np.inf)
    kept = _Bounds(cost, base, picks, top).may_stand()
    follows = np.arange(1, len(kept) + 1, dtype=np.intp)
    return replace(search, rows=search.rows[kept], sites=search.sites[kept], follows=follows)


class _Bounds:
    """What is known so far: a good set, and `most`, the value of the `top`-th best set met."""

    def __init__(self, cost: Array, base: Array, picks: int, top: int) -> None:
        self.cost, self.base, self.picks, self.top = cost, base, picks, top
        self.value = self.most = np.inf
        self.sites = self._greedy()
        self._improve(self.sites)

    def may_stand(self) -> Indices:
        """The candidates that no bound strikes out, by their position."""
        kept = np.arange(len(self.cost))
        price = np.minimum(self.cost[self.sites].min(axis=0), self.base)  # what each place first pays
        low, step, still = -np.inf, 1.0, 0
        for _ in range(STEPS):
            gain = np.minimum(self.cost[kept] - price, 0.0)
            worth = gain.sum(axis=1)
            chosen = np.argpartition(worth, self.picks - 1)[: self.picks]
            bound = float(price.sum() + np.minimum(self.base - price, 0.0).sum() + worth[chosen].sum())
            still = 0 if bound > low else still + 1
            low = max(low, bound)
            if self._measure(kept[chosen]) < self.value * NEAR:
                self._improve(kept[chosen])
            if still > PATIENCE:
                step, still = step / 2, 0
            uneven = 1.0 - (gain[chosen] < 0).sum(axis=0) - (self.base < price)
            kept = kept[bound + worth - worth[chosen].max() <= self.most * (1 + 4 * TOLERANCE)]
            size = float(uneven @ uneven)
            if size == 0 or step < SMALLEST_STEP or len(kept) <= self.picks:
                break
            price = price + step * max(self.value - bound, 1e-6 * self.value) / size * uneven
        return kept

    def _greedy(self) -> Indices:
        chosen: list[int] = []
        least = self.base
        for _ in range(self.picks):
            value = np.minimum(self.cost, least).sum(axis=1)
            value[chosen] = np.inf
            chosen.append(int(value.argmin()))
            least = np.minimum(least, self.cost[chosen[-1]])
        return np.array(chosen, dtype=np.intp)

    def _measure(self, sites: Indices) -> float:
        return float(np.minimum(self.cost[sites].min(axis=0), self.base).sum())

    def _improve(self, sites: Indices) -> None:
        """Swap one site for another as long as that helps (Teitz and Bart 1968); what is met bounds the `top`-th."""
        sites, value = sites.copy(), self._measure(sites)
        while True:
            swapped = self._swaps(sites)
            others = np.sort(swapped[np.isfinite(swapped)])[: self.top]
            met = np.sort(np.append(others, value))
            if len(met) >= self.top:
                self.most = min(self.most, float(met[self.top - 1]))
            if value < self.value:
                self.value, self.sites = value, sites.copy()
            out, new = np.unravel_index(int(swapped.argmin()), swapped.shape)
            if not swapped[out, new] < value * (1 - TOLERANCE):
                return
            sites[out], value = new, float(swapped[out, new])

    def _swaps(self, sites: Indices) -> Array:
        """[picks, candidates] the value of the set with one member exchanged; inf for what is already in it."""
        value = np.empty((len(sites), len(self.cost)))
        for place in range(len(sites)):
            left = np.delete(sites, place)
            least = np.minimum(self.cost[left].min(axis=0, initial=np.inf), self.base)
            value[place] = np.minimum(self.cost, least).sum(axis=1)
        value[:, sites] = np.inf
        return value
