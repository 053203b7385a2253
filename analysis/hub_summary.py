"""What a ranking of hub pairs says: by governorate, the next five, why this before that, and what it hangs on."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.hubs import Ranking, ordered, place_pair, rank_pairs, unreliable
from analysis.ranking import apart, ranked

MORE_NEED, NEARER_MEAN, NEARER_WORST, EQUAL, LAST = "more_need", "nearer_mean", "nearer_worst", "equal", "last"
_KEYS = ("need_served", "mean_km", "worst_km")


@dataclass(frozen=True)
class Change:
    """What differs between two rankings: the first rank, and the order of any pairs at all."""

    first: bool
    order: bool


def governorate_pairs(ranking: Ranking, within_km: float = 30.0) -> pd.DataFrame:
    """The pairs of governorates, each with its best pair of seats -> the columns of `pairs`, ranked anew, and

    ties                                how many pairs of seats share the first rank inside the pair of governorates
    total_need                          people in need of both governorates
    need_within, share_within           people in need within within_km of the two seats, in any governorate, and
                                        their share of all known need
    share_within_own                    the same inside both governorates, as a share of total_need
    rank_within                         rank by share_within, from 1
    """
    groups = ranking.pairs.groupby(["governorate_a", "governorate_b"], sort=False)
    ties = groups["rank"].transform(lambda rank: (rank == rank.min()).sum())
    best = ordered(ranking.pairs.assign(ties=ties).loc[groups.head(1).index])
    need = np.nan_to_num(ranking.places["need"].to_numpy(dtype=float))
    governorate = ranking.places["governorate"].to_numpy()
    near = ranking.distance_km.to_numpy(dtype=float) <= within_km
    seats = ranking.places.index.get_indexer(pd.Index(best[["seat_a", "seat_b"]].to_numpy().ravel())).reshape(-1, 2)
    own = best["governorate_a"].to_numpy()[:, None] == governorate
    own |= best["governorate_b"].to_numpy()[:, None] == governorate
    inside = near.T[seats].any(axis=1)
    total, within, within_own = own @ need, inside @ need, (inside & own) @ need
    order, rank = ranked(-within[:, None])
    placed = np.empty(len(best), dtype=int)
    placed[order] = rank + 1
    return best.assign(
        total_need=total,
        need_within=within,
        share_within=within / ranking.total_need,
        share_within_own=np.divide(within_own, total, out=np.full(len(total), np.nan), where=total > 0),
        rank_within=placed,
    )


def next_five(ranking: Ranking, count: int = 5) -> pd.DataFrame:
    """The next `count` pairs of places after the first rank, with all ties of the last; same-town pairs left out."""
    pairs = ranking.pairs
    first = pairs[pairs["rank"] == 1]
    after = pairs[~pairs["same_town"] & ~place_pair(pairs).isin(place_pair(first))]
    return after if len(after) <= count else after[after["rank"] <= after["rank"].iloc[count - 1]]


def reasons(pairs: pd.DataFrame) -> pd.DataFrame:
    """Why each pair stands before the next of this (ordered) selection -> why, value, next_value on its index.

    more_need: people served; nearer_mean, nearer_worst: km; equal: the same on all three; last: nothing follows.
    """
    values = pairs[list(_KEYS)].to_numpy(dtype=float)
    differs = apart(np.nan_to_num(values[:-1]), np.nan_to_num(values[1:]))
    deciding = differs.argmax(axis=1)
    rows = np.arange(len(deciding))
    why = np.where(differs.any(axis=1), np.array([MORE_NEED, NEARER_MEAN, NEARER_WORST])[deciding], EQUAL)
    known = [np.where(why == EQUAL, np.nan, side[rows, deciding]) for side in (values[:-1], values[1:])]
    return pd.DataFrame(
        {
            "why": [*why, LAST][: len(pairs)],
            "value": np.append(known[0], np.nan)[: len(pairs)],
            "next_value": np.append(known[1], np.nan)[: len(pairs)],
        },
        index=pairs.index,
    )


def compared(before: Ranking, after: Ranking) -> Change:
    """What a change of figures, distances or rules does to the ranking; seats of one town are one place."""
    sides = []
    for ranking in (before, after):
        pairs = ranking.pairs[~ranking.pairs["same_town"]]
        sides.append(pd.Series(pairs["rank"].rank(method="dense").to_numpy(), index=place_pair(pairs)).sort_index())
    first = [set(side.index[side == 1]) for side in sides]
    return Change(first[0] != first[1], not sides[0].equals(sides[1]))


def scaled(ranking: Ranking, factor: float) -> Ranking:
    """The same question with all distances multiplied, e.g. 1.8 / 1.3 for another circuity factor."""
    return rank_pairs(ranking.places, ranking.distance_km * factor, ranking.rules)


def without_unreliable(ranking: Ranking) -> Ranking:
    """The same question without the places whose outline cannot be relied on, neither as seats nor as need."""
    kept = ranking.places.index[~unreliable(ranking.places)]
    rules = replace(
        ranking.rules,
        fixed=tuple(code for code in ranking.rules.fixed if code in kept),
        excluded=tuple(code for code in ranking.rules.excluded if code in kept),
    )
    return rank_pairs(ranking.places.loc[kept], ranking.distance_km.loc[kept, kept], rules)
