"""Every way to reach everyone with so many sites, built place by place instead of looked for."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from analysis.siting_rules import Search


def covers(search: Search, picks: int) -> Iterator[list[int]]:
    """Every set of at most `picks` rows that serves all reachable places, once each.

    One of the rows that serve the hardest place must be in the set: try each, without those tried before it.
    """
    serves = np.isfinite(search.rows)

    def deeper(open_places: NDArray[np.bool_], allowed: NDArray[np.bool_], left: int) -> Iterator[list[int]]:
        if not open_places.any():
            yield []
            return
        able = serves & allowed[:, None] & open_places
        if left == 0 or able.sum(axis=1).max(initial=0) * left < open_places.sum():
            return
        hardest = int(np.where(open_places, able.sum(axis=0), len(able) + 1).argmin())
        allowed = allowed.copy()
        for row in np.flatnonzero(able[:, hardest]):
            beside = allowed & (search.follows != search.follows[row])
            for others in deeper(open_places & ~serves[row], beside, left - 1):
                yield [int(row), *others]
            allowed[row] = False

    return deeper(search.reachable & np.isinf(search.base), np.ones(len(serves), dtype=bool), picks)
