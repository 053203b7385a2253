"""Several criteria, one order: weighted sum, TOPSIS and PROMETHEE II.

`matrix[alternatives, criteria]`, `weights[criteria]` of 0 or more (divided by their sum), `directions[criteria]`: +1
where more is better, -1 where less is. More is better in every answer. A criterion on which all are equal parts nobody,
whatever its weight. A missing number is refused: leave the alternative out, in the open, before asking.

Weighted sum: Fishburn 1967. TOPSIS: Hwang and Yoon 1981. PROMETHEE II: Brans and Vincke 1985.
"""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.ranking import ranked
from words.problem import Problem, ProblemError

Array = NDArray[np.float64]
Normalisation = Literal["minmax", "vector", "sum"]


def weighted_sum(
    matrix: ArrayLike, weights: ArrayLike, directions: ArrayLike, normalise: Normalisation = "minmax"
) -> Array:
    """Sum of the normalised values times their weights, from 0 to 1 with minmax."""
    values, shares, signs = checked(matrix, weights, directions)
    scores: Array = normalised(values, signs, normalise) @ shares
    return scores


def topsis(
    matrix: ArrayLike, weights: ArrayLike, directions: ArrayLike, normalise: Literal["vector", "minmax"] = "vector"
) -> Array:
    """Closeness to the best of every criterion against the worst, from 0 to 1; 0.5 where all alternatives are equal."""
    values, shares, signs = checked(matrix, weights, directions)
    weighted = normalised(values, signs, normalise) * shares
    to_best = np.sqrt(((weighted - weighted.max(axis=0)) ** 2).sum(axis=1))
    to_worst = np.sqrt(((weighted - weighted.min(axis=0)) ** 2).sum(axis=1))
    both = to_best + to_worst
    closeness: Array = np.divide(to_worst, both, out=np.full(len(both), 0.5), where=both > 0)
    return closeness


def promethee_ii(matrix: ArrayLike, weights: ArrayLike, directions: ArrayLike) -> Array:
    """Net flow with the usual criterion, from -1 to 1: how many are beaten less how many beat, per criterion.

    It looks at who is ahead, never by how much; nothing is normalised. 0 for an alternative alone.
    """
    values, shares, signs = checked(matrix, weights, directions)
    flows = np.column_stack([_net_wins(column) for column in (values * signs).T])
    net: Array = flows @ shares / max(len(values) - 1, 1)
    return net


def _net_wins(values: Array) -> Array:
    """How many each value beats less how many beat it; equal values, within the tolerance, do neither."""
    order, rank = ranked(values[:, None])
    size = np.bincount(rank, minlength=len(values))[rank]
    net = np.empty(len(values))
    net[order] = rank - (len(values) - rank - size)
    return net


def normalised(values: Array, directions: Array, normalise: str) -> Array:
    """Every criterion on one scale where more is better.

    minmax: (x - min) / (max - min), 1 where all are equal. vector: x / sqrt(sum x^2), 1 - that where less is better.
    sum: x / sum x, the same of 1/x where less is better; positive numbers only.
    """
    less = directions < 0
    if normalise == "minmax":
        oriented = values * directions
        low, spread = oriented.min(axis=0), np.ptp(oriented, axis=0)
        scaled: Array = np.divide(oriented - low, spread, out=np.ones_like(values), where=spread > 0)
        return scaled
    if normalise == "vector":
        length = np.sqrt((values**2).sum(axis=0))
        shares = np.divide(values, length, out=np.zeros_like(values), where=length > 0)
        vectors: Array = np.where(less, 1 - shares, shares)
        return vectors
    if normalise == "sum":
        if not (values > 0).all():
            raise ProblemError(Problem("criteria_sum_positive"))
        parts = np.where(less, 1 / values, values)
        whole: Array = parts / parts.sum(axis=0)
        return whole
    raise ProblemError(Problem("criteria_unknown_scale", {"scale": str(normalise)}))


def checked(matrix: ArrayLike, weights: ArrayLike, directions: ArrayLike) -> tuple[Array, Array, Array]:
    """Numbers that make sense, weights divided by their sum; ProblemError says what does not."""
    values, given = np.asarray(matrix, dtype=float), np.asarray(weights, dtype=float)
    values, signs = oriented(values, directions)
    if given.shape != values.shape[1:] or not np.isfinite(given).all() or (given < 0).any():
        raise ProblemError(Problem("criteria_bad_weights", {"n": values.shape[1]}))
    if not given.sum() > 0:
        raise ProblemError(Problem("criteria_no_weight"))
    return values, given / given.sum(), signs


def oriented(matrix: ArrayLike, directions: ArrayLike) -> tuple[Array, Array]:
    """The matrix and the directions, checked."""
    values, signs = np.asarray(matrix, dtype=float), np.asarray(directions, dtype=float)
    if values.ndim != 2 or 0 in values.shape:
        raise ProblemError(Problem("criteria_nothing"))
    if signs.shape != values.shape[1:] or not np.isin(signs, (-1, 1)).all():
        raise ProblemError(Problem("siting_bad_directions"))
    if not np.isfinite(values).all():
        raise ProblemError(Problem("criteria_missing_number", {"n": int((~np.isfinite(values)).any(axis=1).sum())}))
    return values, signs
