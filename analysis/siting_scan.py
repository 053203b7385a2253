"""Every combination of sites, looked at in blocks: exact, in bounded memory.

A block holds one prefix of p - 1 sites beside every last site that may join it. Costs of inf are stood for by one
large number, so that a block needs one minimum and one product; what is kept is measured again exactly at the end.
"""

from collections.abc import Iterator
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from analysis.ranking import TOLERANCE, ranked
from analysis.siting_rules import CENTER, COVER, Array, Choice, Choices, Indices, Kind, Search

# Numbers per block: it stays in the processor's cache.
BLOCK = 2**16
# Longer lists of ties say that they are cut instead of filling the memory.
MOST_LISTED = 100_000

Prefix = tuple[tuple[int, ...], int, Array]


class _Measure(Protocol):
    def __call__(self, best: Array, first: int, prefix: Array, most: float) -> tuple[Array, Array]: ...


def best(search: Search, kind: Kind, p: int, top: int) -> Choices:
    """The `top` choices of p sites and all ties with the last. The rules must be possible."""
    picks = p - len(search.fixed)
    if picks == 0:
        return listed(search, kind, np.empty((1, 0), dtype=np.intp), top)
    stand_in, rows, base = _finite(search)
    measure = _measure(search, kind, rows, stand_in)
    pool = _Pool(top, picks, noise=1e-12 * stand_in * float(search.demand.sum()))
    step = max(1, BLOCK // len(search.demand))
    for chosen, first, prefix in _prefixes(search, rows, picks - 1, base):
        lasts = _lasts(search, chosen)
        for start in range(first, len(rows), step):
            unserved, objective = measure(np.minimum(prefix, rows[start : start + step]), start, prefix, pool.most)
            pool.add(chosen, start, unserved, objective, None if lasts is None else lasts[start : start + step])
    choices = listed(search, kind, pool.combinations(), top)
    choices.complete = choices.complete and pool.complete
    return choices


def _lasts(search: Search, chosen: tuple[int, ...]) -> NDArray[np.bool_] | None:
    """Which rows may end a combination that begins with `chosen`, by what is required; None: all."""
    if not search.required:
        return None
    missing = [rows for rows in search.required if not np.isin(chosen, rows).any()]
    allowed = np.full(len(search.rows), not missing)
    if len(missing) == 1:
        allowed[missing[0]] = True
    return allowed


def listed(search: Search, kind: Kind, combinations: Indices, top: int) -> Choices:
    """The combinations of rows as choices, exactly measured and ordered, cut after the ties of the last rank."""
    step = max(1, BLOCK // len(search.demand))
    parts = [search.measure(kind, combinations[at : at + step]) for at in range(0, len(combinations), step)]
    unserved, objective = (np.concatenate(column) for column in zip(*parts, strict=True))
    sites = np.sort(np.column_stack([search.sites[combinations], _repeated(search.fixed, len(combinations))]), axis=1)
    by_name = np.lexsort(sites.T[::-1])
    keys = -objective[:, None] if kind == COVER else np.column_stack([unserved, objective])
    order, rank = ranked(keys[by_name])
    kept = by_name[order[rank <= rank[min(top, len(rank)) - 1]]]
    rows = zip(sites[kept].tolist(), objective[kept].tolist(), unserved[kept].tolist(), strict=True)
    return Choices([Choice(tuple(row), value, left) for row, value, left in rows])


def _repeated(fixed: tuple[int, ...], times: int) -> Indices:
    return np.tile(np.array(fixed, dtype=np.intp), (times, 1))


def _finite(search: Search) -> tuple[float, Array, Array]:
    """One number above every cost, and the rows and base with inf replaced by it."""
    finite = np.isfinite(search.rows)
    stand_in = 1.0 + 2.0 * max(
        float(search.rows.max(where=finite, initial=0.0)),
        float(search.base.max(where=np.isfinite(search.base), initial=0.0)),
    )
    return stand_in, np.where(finite, search.rows, stand_in), np.minimum(search.base, stand_in)


def _measure(search: Search, kind: Kind, rows: Array, stand_in: float) -> _Measure:
    """How a block is measured: nearly exact, and fast."""
    demand, total = search.demand, float(search.demand.sum())
    lost = (rows == stand_in).astype(float)

    def unserved(first: int, count: int, prefix: Array) -> Array:
        alone = np.where(prefix == stand_in, demand, 0.0)
        return lost[first : first + count] @ alone if alone.any() else np.zeros(count)

    def median(best: Array, first: int, prefix: Array, most: float) -> tuple[Array, Array]:
        left = unserved(first, len(best), prefix)
        return left, best @ demand - stand_in * left

    def center(best: Array, first: int, prefix: Array, most: float) -> tuple[Array, Array]:
        left = unserved(first, len(best), prefix)
        if not left.any():
            return left, best.max(axis=1)
        worst, hopeful = np.full(len(best), np.inf), left <= most
        worst[hopeful] = np.where(best[hopeful] < stand_in, best[hopeful], 0.0).max(axis=1)
        return left, worst

    def cover(best: Array, first: int, prefix: Array, most: float) -> tuple[Array, Array]:
        return np.zeros(len(best)), unserved(first, len(best), prefix) - total

    return cover if kind == COVER else center if kind == CENTER else median


def _prefixes(search: Search, rows: Array, depth: int, best: Array, first: int = 0) -> Iterator[Prefix]:
    """Every prefix of `depth` rows, the first row that may follow it, and its least cost by place."""
    if depth == 0:
        yield (), first, best
        return
    for row in range(first, len(rows)):
        below = _prefixes(search, rows, depth - 1, np.minimum(best, rows[row]), int(search.follows[row]))
        for chosen, follows, least in below:
            yield (row, *chosen), follows, least


class _Pool:
    """The best combinations met so far: the first `top` and whatever may tie with the last of them."""

    def __init__(self, top: int, picks: int, noise: float) -> None:
        self.top, self.noise, self.complete = top, noise, True
        self.keys = np.empty((0, 2))
        self.rows = np.empty((0, picks), dtype=np.intp)
        self.waiting: list[tuple[Array, Indices]] = []
        self.size, self.next_cut = 0, 4 * top + 1024
        self.bound = np.array([np.inf, np.inf])

    def add(
        self,
        chosen: tuple[int, ...],
        first: int,
        unserved: Array,
        objective: Array,
        allowed: NDArray[np.bool_] | None = None,
    ) -> None:
        """Keep of one block what is allowed and not surely worse than the bound."""
        within = self._within(unserved, objective)
        kept = np.flatnonzero(within if allowed is None else within & allowed)
        if not len(kept):
            return
        rows = np.empty((len(kept), self.rows.shape[1]), dtype=np.intp)
        rows[:, :-1], rows[:, -1] = chosen, kept + first
        self.waiting.append((np.column_stack([unserved[kept], objective[kept]]), rows))
        self.size += len(kept)
        if self.size > self.next_cut:
            self._cut()

    @property
    def most(self) -> float:
        """The unserved demand above which a combination cannot enter any more."""
        return float(self.bound[0] * (1 + 2 * TOLERANCE))

    def combinations(self) -> Indices:
        """[k, picks] the rows of each combination kept."""
        self._cut()
        return self.rows

    def _within(self, unserved: Array, objective: Array) -> NDArray[np.bool_]:
        surely = unserved < self.bound[0] * (1 - 2 * TOLERANCE)
        least = self.bound[1] + 2 * TOLERANCE * abs(self.bound[1]) + self.noise
        return np.asarray(surely | ((unserved <= self.most) & (objective <= least)))

    def _cut(self) -> None:
        self.keys = np.concatenate([self.keys, *(keys for keys, _ in self.waiting)])
        self.rows = np.concatenate([self.rows, *(rows for _, rows in self.waiting)])
        self.waiting = []
        order, _ = ranked(self.keys)
        if len(order) >= self.top:
            self.bound = self.keys[order[self.top - 1]]
        order = order[self._within(*self.keys[order].T)]
        self.complete = self.complete and len(order) <= self.top + MOST_LISTED
        order = order[: self.top + MOST_LISTED]
        self.keys, self.rows = self.keys[order], self.rows[order]
        self.size, self.next_cut = len(order), 2 * len(order) + 4 * self.top + 1024
