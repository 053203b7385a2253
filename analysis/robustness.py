"""How sure is an order? All possible weightings, the range of one weight, and what a greedy choice loses.

Scores are weighted sums of values taken as given: normalise before, in the open. Equal scores share the better rank
(1, 1, 3). Alternatives may stand for groups (seats for their governorates): under each draw of weights a group stands
for its best member.

SMAA: Lahdelma, Hokkanen and Salminen 1998; SMAA-2: Lahdelma and Salminen 2001. Uniform weights by normalised
exponentials (Rubinstein 1982).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.criteria import Array, checked, oriented
from analysis.ranking import TOLERANCE
from analysis.siting import Choice, Choices, Rules, p_median

Indices = NDArray[np.intp]
DRAWS, SEED = 10_000, 2014
BLOCK = 1_000  # draws scored at a time, so that hundreds of pairs never fill the memory


@dataclass(frozen=True)
class Acceptability:
    """Among all possible weightings: shares, not probabilities.

    rank_share[a, r]      share of weightings that give alternative a the rank r (from 0); rows sum to 1
    central_weights[a, c] mean of the weightings that put a first, NaN where none does
    confidence[a]         1 where a is first at its own central weights, 0 otherwise and where it is never first
    """

    rank_share: Array
    central_weights: Array
    confidence: Array


def smaa(matrix: ArrayLike, directions: ArrayLike, draws: int = DRAWS, seed: int = SEED) -> Acceptability:
    """Stochastic multicriteria acceptability over uniformly drawn weights."""
    values, signs = oriented(matrix, directions)
    oriented_values = (values * signs).T
    return accepted(lambda weights: weights @ oriented_values, drawn_weights(values.shape[1], draws, seed))


def smaa_of_groups(matrix: ArrayLike, directions: ArrayLike, group: Indices, draws: int = DRAWS) -> Acceptability:
    """The same for groups of alternatives, group[a] from 0; each stands for its best member under each draw."""
    values, signs = oriented(matrix, directions)
    oriented_values = (values * signs).T
    weights = drawn_weights(values.shape[1], draws, SEED)

    def score(drawn: Array) -> Array:
        parts = np.array_split(drawn, max(len(drawn) // BLOCK, 1))
        return np.vstack([best_of_groups(part @ oriented_values, group) for part in parts])

    return accepted(score, weights)


def drawn_weights(criteria: int, draws: int, seed: int) -> Array:
    """weights[draws, criteria], uniform over all that sum to 1."""
    drawn = np.random.default_rng(seed).standard_exponential((draws, criteria))
    shares: Array = drawn / drawn.sum(axis=1, keepdims=True)
    return shares


def best_of_groups(scores: Array, group: Indices) -> Array:
    """scores[draws, a] -> [draws, groups]: the best member of each group under each draw."""
    order = np.argsort(group, kind="stable")
    starts = np.flatnonzero(np.diff(group[order], prepend=-1))
    best: Array = np.maximum.reduceat(scores[:, order], starts, axis=1)
    return best


def accepted(score: Callable[[Array], Array], weights: Array) -> Acceptability:
    """`score(weights[k, c])` gives scores[k, a]; the shares over all the weights drawn."""
    scores = score(weights)
    first = leads(scores)
    times = first.sum(axis=0)
    centre = np.divide(
        first.T.astype(float) @ weights,
        times[:, None],
        out=np.full((scores.shape[1], weights.shape[1]), np.nan),
        where=times[:, None] > 0,
    )
    own = leads(score(np.nan_to_num(centre)))
    return Acceptability(rank_shares(scores), centre, np.where(times > 0, np.diagonal(own), 0.0))


def leads(scores: Array) -> NDArray[np.bool_]:
    """Who is first under each draw, [draws, a]; all that tie are."""
    return np.asarray(scores >= scores.max(axis=1, keepdims=True) - _slack(scores))


def rank_shares(scores: Array) -> Array:
    """[a, r]: share of the draws in which a has the rank r, from 0."""
    draws, count = scores.shape
    order = np.argsort(-scores, axis=1)
    falling = np.take_along_axis(scores, order, axis=1)
    opens = np.ones(scores.shape, dtype=bool)
    opens[:, 1:] = falling[:, :-1] - falling[:, 1:] > _slack(scores)
    rank = np.maximum.accumulate(np.where(opens, np.arange(count), 0), axis=1)
    times = np.bincount((order * count + rank).ravel(), minlength=count * count)
    shares: Array = times.reshape(count, count) / draws
    return shares


def _slack(scores: Array) -> Array:
    slack: Array = TOLERANCE * np.abs(scores).max(axis=1, keepdims=True)
    return slack


def weight_range(
    matrix: ArrayLike, directions: ArrayLike, weights: ArrayLike, ours: NDArray[np.bool_] | None = None
) -> Array:
    """[criteria, (low, high)]: between which weights, from 0 to 1, one of `ours` stays first (limits included).

    One weight moves, the others keep their proportions (equal parts where they were all nothing). Exact: scores are
    straight lines in the weight that moves. `ours[a]` are the first by default; NaN where none of them is.
    """
    values, shares, signs = checked(matrix, weights, directions)
    values = values * signs
    mine = leads((values @ shares)[None])[0] if ours is None else np.asarray(ours, dtype=bool)
    found = np.full((len(shares), 2), np.nan)
    for moved, start in enumerate(shares):
        others = np.delete(shares, moved)
        if not len(others):
            found[moved] = start, start
            continue
        parts = others / others.sum() if others.sum() > 0 else np.full(len(others), 1 / len(others))
        rest = np.delete(values, moved, axis=1) @ parts
        slope = values[:, moved] - rest
        found[moved] = 0.0 - _holds(rest, -slope, mine, -start, 0.0), _holds(rest, slope, mine, start, 1.0)
    return found


def _holds(level: Array, slope: Array, ours: NDArray[np.bool_], start: float, end: float) -> float:
    """How far from `start` towards `end` the best of ours stays on top of the lines level + slope * t."""
    slack = TOLERANCE * max(float(np.abs(level).max()), float(np.abs(slope).max()), 1e-300)
    here, at = level + slope * start, start
    if not ours.any() or here[ours].max() < here.max() - slack:
        return float("nan")
    while True:
        here = level + slope * at
        top = np.flatnonzero(ours & (here >= here[ours].max() - slack))
        leader = top[slope[top].argmax()]
        rivals = ~ours & (slope > slope[leader] + slack)
        if not rivals.any():
            return end
        crossing = float(((level[leader] - level[rivals]) / (slope[rivals] - slope[leader])).min())
        if crossing >= end:
            return end
        there = level + slope * crossing
        if there[ours].max() <= there[leader] + slack:
            return max(crossing, at)
        at = crossing


def greedy(demand: ArrayLike, cost: ArrayLike, p: int, rules: Rules | None = None) -> list[Choice]:
    """p sites taken one after the other, each the best beside those before it: what `p_median` is held against."""
    rules = rules or Rules()
    chosen: list[Choice] = p_median(demand, cost, max(len(rules.fixed), 1), _step(rules, rules.fixed, p))
    while chosen and len(chosen[0].sites) < p:
        sites = chosen[0].sites
        chosen = p_median(demand, cost, len(sites) + 1, _step(rules, sites, p))
    return Choices(chosen[:1], chosen.reason if isinstance(chosen, Choices) else None)


def _step(rules: Rules, sites: tuple[int, ...], p: int) -> Rules:
    """The rules of one more site: a required group still without one waits until no other step is left for it."""
    if not rules.required or rules.group is None:
        return Rules(rules.group, rules.distinct_groups, sites, rules.excluded)
    group = np.asarray(rules.group, dtype=object)
    missing, barred = set(rules.required) - {group[site] for site in sites}, set(rules.excluded)
    if missing and p - len(sites) <= len(missing):
        barred |= {site for site, one in enumerate(group) if one not in missing and site not in sites}
    return Rules(rules.group, rules.distinct_groups, sites, tuple(sorted(barred)))
