"""Inequality between places: Theil's T in parts between and within groups, and Gini's coefficient.

Theil, Economics and Information Theory, 1967, ch. 4 (T and its decomposition); Gini, Variabilità e mutabilità, 1912,
here half the relative mean absolute difference. `values` are rates or counts, none negative; `weights` say how much
each counts (people, for a rate per person), 1 each where not given.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from words.problem import Problem, ProblemError


class Theil(NamedTuple):
    """T and its two parts, which add up to it; 0 = all equal, at most ln(sum of weights / smallest weight)."""

    total: float
    between: float
    within: float


def theil(values: ArrayLike, groups: ArrayLike, weights: ArrayLike | None = None) -> Theil:
    """values[n], groups[n] (any labels), weights[n] -> T = sum of p r ln r, p the share of weight, r = value / mean.

    Zeros count by the limit x ln x -> 0. Raises ProblemError where nothing can be said: no value, all zero, a
    missing, infinite or negative one.
    """
    value, weight = _checked(values, weights)
    label = np.asarray(groups)
    if label.shape != value.shape:
        raise ProblemError(Problem("inequality_shape", {"values": len(value), "others": label.size}))
    _, group = np.unique(label, return_inverse=True)
    share = weight / weight.sum()
    ratio = value / (share * value).sum()
    held = np.bincount(group, share)
    means = np.divide(np.bincount(group, share * ratio), held, out=np.zeros_like(held), where=held > 0)
    between = max(0.0, float((held * _x_ln_x(means)).sum()))  # never less than zero but for rounding
    inner = np.divide(ratio, means[group], out=np.zeros_like(ratio), where=means[group] > 0)
    within = max(0.0, float((share * means[group] * _x_ln_x(inner)).sum()))
    return Theil(between + within, between, within)


def gini(values: ArrayLike, weights: ArrayLike | None = None) -> float:
    """values[n], weights[n] -> 0 (all equal) to just under 1 (one place has all).

    One less twice the area under the Lorenz curve, places in order of value. Same refusals as `theil`.
    """
    people, held = _lorenz(*_checked(values, weights))
    return float(1.0 - (np.diff(people) * (held[1:] + held[:-1])).sum())


def share_of_least(values: ArrayLike, weights: ArrayLike | None = None, part: float = 0.5) -> float:
    """The share of the whole held by the `part` (0 to 1) of the weight that has least: a point of the Lorenz curve."""
    people, held = _lorenz(*_checked(values, weights))
    return float(np.interp(part, people, held))


def _lorenz(value: NDArray[np.float64], weight: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Cumulative shares of weight and of what is held, from 0 to 1, places in order of value."""
    order = np.argsort(value, kind="stable")
    people, held = np.cumsum(weight[order]), np.cumsum((weight * value)[order])
    return np.r_[0.0, people / people[-1]], np.r_[0.0, held / held[-1]]


def _x_ln_x(x: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(x > 0, x * np.log(np.where(x > 0, x, 1.0)), 0.0)


def _checked(values: ArrayLike, weights: ArrayLike | None) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    value = np.asarray(values, dtype=np.float64).ravel()
    weight = np.ones_like(value) if weights is None else np.asarray(weights, dtype=np.float64).ravel()
    if not value.size:
        raise ProblemError(Problem("inequality_empty"))
    if weight.shape != value.shape:
        raise ProblemError(Problem("inequality_shape", {"values": value.size, "others": weight.size}))
    if not (np.isfinite(value) & (value >= 0)).all() or not (np.isfinite(weight) & (weight >= 0)).all():
        raise ProblemError(Problem("inequality_bad_number"))
    if not (value * weight).any():
        raise ProblemError(Problem("inequality_all_zero"))
    # Only the proportions count: the largest becomes 1, so that no product overflows or vanishes.
    return value / value.max(), weight / weight.max()
