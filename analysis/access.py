"""How much supply can each place reach? Floating catchments, their decays, and the need they are held against.

`demand[n]` people, `supply[m]` capacity, `cost[n, m]` minutes or km, inf = unreachable.
2SFCA: Luo and Wang 2003; with decay: Luo and Qi 2009. 3SFCA: Wan, Zou and Sternberg 2012.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from words.problem import Problem, ProblemError

Array = NDArray[np.float64]
Decay = Callable[[Array], Array]
BLOCK = 1 << 17  # weights held at once: a megabyte stays in the processor's cache, whatever the world's size


def floating_catchment(
    demand: ArrayLike, supply: ArrayLike, cost: ArrayLike, decay: Decay, variant: Literal["2sfca", "3sfca"] = "2sfca"
) -> Array:
    """Supply per person at each place -> array[n]; 0 where nothing is in reach.

    Whatever the decay, people x access sums to the supply that anyone reaches. Supply that nobody reaches counts for
    nobody. Raises ProblemError on NaN, negative numbers, wrong shapes, an unknown variant or no demand anywhere.
    """
    people, capacity, costs = _checked(demand, supply, cost)
    if variant not in ("2sfca", "3sfca"):
        raise ProblemError(Problem("access_variant", {"variant": str(variant)}))
    turning_up = np.zeros(capacity.size)
    for rows, weight in _weights(costs, decay, variant):
        _not_negative(costs[rows])  # while the block is in the cache
        turning_up += people[rows] @ weight
    share = _ratio(capacity, turning_up)
    access = np.zeros(people.size)
    for rows, weight in _weights(costs, decay, variant):
        access[rows] = weight @ share
    return access


def _weights(costs: Array, decay: Decay, variant: str) -> Iterator[tuple[slice, Array]]:
    """A few places at a time and their weights, made twice rather than kept: memory is that of one block."""
    height = max(1, BLOCK // max(1, costs.shape[1]))
    endless = bool((decay(np.full((1, 1), np.inf)) != 0).any())  # ours are not: no need to look for infinite costs
    for start in range(0, len(costs), height):
        rows = slice(start, start + height)
        block = costs[rows]
        weight = decay(block)
        if endless:
            weight = np.where(np.isinf(block), 0.0, weight)
        if variant == "3sfca":
            # Each place shares itself out among the suppliers it reaches, in proportion to their weights.
            weight = weight * _ratio(weight, weight.sum(axis=1, keepdims=True))
        yield rows, weight


def _not_negative(values: Array) -> None:
    if values.size and not values.min() >= 0:  # the least of numbers with a NaN among them is NaN
        raise ProblemError(Problem("access_bad_number"))


def binary(limit: float) -> Decay:
    """1 up to the limit (inclusive), 0 beyond."""
    return steps({limit: 1.0})


def steps(weights: Mapping[float, float]) -> Decay:
    """The weight of the first upper bound (inclusive) that holds the cost, 0 beyond: {20: 1, 40: .68, 60: .22}."""
    _decay_checked(*weights, *weights.values(), above_zero=len(weights))
    bounds = sorted(weights, reverse=True)

    def weight(cost: Array) -> Array:
        made = (cost <= bounds[0]).astype(float)
        if weights[bounds[0]] != 1:
            made *= weights[bounds[0]]
        for bound in bounds[1:]:
            made[cost <= bound] = weights[bound]
        return made

    return weight


def gaussian(sigma: float, limit: float) -> Decay:
    """exp(-c^2 / (2 sigma^2)) up to the limit (inclusive), 0 beyond."""
    _decay_checked(limit, above_zero=sigma)
    return _within(limit, lambda cost: np.exp(-(cost**2) / (2 * sigma**2)))


def gravity(alpha: float, limit: float, min_cost: float) -> Decay:
    """max(c, min_cost)^-alpha up to the limit (inclusive), 0 beyond; min_cost keeps the nearest from being infinite."""
    _decay_checked(alpha, limit, above_zero=min_cost)
    return _within(limit, lambda cost: np.maximum(cost, min_cost) ** -alpha)


def _within(limit: float, weigh: Decay) -> Decay:
    """Weighs what is within the limit (inclusive) alone, which is most often little; 0 beyond."""

    def weight(cost: Array) -> Array:
        flat = cost.ravel()
        inside = np.flatnonzero(flat <= limit)
        made = np.zeros(flat.size)
        made[inside] = weigh(flat[inside])
        return made.reshape(cost.shape)

    return weight


def need(population: pd.Series, rate_percent: pd.Series, se_percent: pd.Series) -> pd.DataFrame:
    """People in need = population x rate, and its standard error = population x the rate's -> need, need_se.

    Rates and errors in percent. NaN where a figure is missing: no figure is not zero. The population, a census
    count, is taken without error.
    """
    return pd.DataFrame({"need": population * rate_percent / 100, "need_se": population * se_percent / 100})


def _ratio(top: Array, bottom: Array) -> Array:
    return np.divide(top, bottom, out=np.zeros(np.broadcast_shapes(top.shape, bottom.shape)), where=bottom > 0)


def _checked(demand: ArrayLike, supply: ArrayLike, cost: ArrayLike) -> tuple[Array, Array, Array]:
    people, capacity, costs = (np.asarray(values, dtype=float) for values in (demand, supply, cost))
    if people.ndim != 1 or capacity.ndim != 1 or costs.shape != (people.size, capacity.size):
        raise ProblemError(Problem("access_shape", {"places": people.size, "suppliers": capacity.size}))
    _not_negative(people)
    _not_negative(capacity)
    if np.isinf(people).any() or np.isinf(capacity).any():
        raise ProblemError(Problem("access_bad_number"))
    if not (people > 0).any():
        raise ProblemError(Problem("access_no_demand"))
    return people, capacity, costs


def _decay_checked(*values: float, above_zero: float = 1.0) -> None:
    if not (all(value >= 0 for value in values) and above_zero > 0):
        raise ProblemError(Problem("access_bad_decay"))
