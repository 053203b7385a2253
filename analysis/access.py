"""How much supply can each place reach? Floating catchments, their decays, and the need they are held against.

`demand[n]` people, `supply[m]` capacity, `cost[n, m]` minutes or km, inf = unreachable.
2SFCA: Luo and Wang 2003; with decay: Luo and Qi 2009. 3SFCA: Wan, Zou and Sternberg 2012.
"""

from collections.abc import Callable, Mapping
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from words.problem import Problem, ProblemError

Array = NDArray[np.float64]
Decay = Callable[[Array], Array]


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
    weight = np.where(np.isfinite(costs), decay(costs), 0.0)
    if variant == "3sfca":
        # Each place shares itself out among the suppliers it reaches, in proportion to their weights.
        weight = weight * _ratio(weight, weight.sum(axis=1, keepdims=True))
    return np.asarray(weight @ _ratio(capacity, people @ weight))


def binary(limit: float) -> Decay:
    """1 up to the limit (inclusive), 0 beyond."""
    return steps({limit: 1.0})


def steps(weights: Mapping[float, float]) -> Decay:
    """The weight of the first upper bound (inclusive) that holds the cost, 0 beyond: {20: 1, 40: .68, 60: .22}."""
    bounds = np.array(sorted(weights), dtype=float)
    values = np.array([*(weights[bound] for bound in sorted(weights)), 0.0])
    _decay_checked(*bounds, *values)
    return lambda cost: np.asarray(values[np.searchsorted(bounds, cost, side="left")])


def gaussian(sigma: float, limit: float) -> Decay:
    """exp(-c^2 / (2 sigma^2)) up to the limit (inclusive), 0 beyond."""
    _decay_checked(limit, above_zero=sigma)
    return lambda cost: np.where(cost <= limit, np.exp(-(cost**2) / (2 * sigma**2)), 0.0)


def gravity(alpha: float, limit: float, min_cost: float) -> Decay:
    """max(c, min_cost)^-alpha up to the limit (inclusive), 0 beyond; min_cost keeps the nearest from being infinite."""
    _decay_checked(alpha, limit, above_zero=min_cost)
    return lambda cost: np.where(cost <= limit, np.maximum(cost, min_cost) ** -alpha, 0.0)


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
    for values in (people, capacity, costs):
        if np.isnan(values).any() or (values < 0).any():
            raise ProblemError(Problem("access_bad_number"))
    if np.isinf(people).any() or np.isinf(capacity).any():
        raise ProblemError(Problem("access_bad_number"))
    if not (people > 0).any():
        raise ProblemError(Problem("access_no_demand"))
    return people, capacity, costs


def _decay_checked(*values: float, above_zero: float = 1.0) -> None:
    if not (all(value >= 0 for value in values) and above_zero > 0):
        raise ProblemError(Problem("access_bad_decay"))
