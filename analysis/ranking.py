"""Orders with ties: by several keys at once, equal within a relative tolerance."""

import numpy as np
from numpy.typing import NDArray

TOLERANCE = 1e-9


def ranked(keys: NDArray[np.float64]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Order the rows of keys[k, r], smallest first, the first column deciding before the second and so on.

    Returns (order[k], rank[k]): the rows best first, and the rank of each place in that order, from 0. Rows equal
    on every key, within the relative tolerance, share a rank (0, 0, 2) and stand in the order they came in.
    """
    count = len(keys)
    group = np.zeros(count, dtype=np.intp)
    order = np.arange(count)
    for column in keys.T:
        order = np.lexsort((np.arange(count), column, group))
        opens = np.zeros(count, dtype=bool)
        opens[1:] = (np.diff(group[order]) != 0) | apart(column[order][1:], column[order][:-1])
        group[order] = np.cumsum(opens)
    order = np.argsort(group, kind="stable")
    first = np.searchsorted(group[order], group[order], side="left")
    return order, first.astype(np.intp)


def apart(left: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether two numbers differ by more than the relative tolerance; equal infinities do not."""
    with np.errstate(invalid="ignore"):
        gap = np.abs(left - right)
        close = np.isfinite(gap) & (gap <= TOLERANCE * np.maximum(np.abs(left), np.abs(right)))
    return np.asarray((left != right) & ~close)
