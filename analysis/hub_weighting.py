"""Seats chosen by weighted criteria: a second list beside the exact ranking, and how sure its order is.

A criterion is brought to 0..1 (worst..best) over all places, never over those shown or permitted. A pair of seats has
on each criterion the mean of its two seats; a pair of governorates stands for its best pair of seats under each draw.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.criteria import Array, promethee_ii, topsis
from analysis.hubs import place_pair
from analysis.ranking import ranked
from analysis.robustness import (
    Acceptability,
    Indices,
    best_of_groups,
    leads,
    smaa_of_groups,
    weight_range,
)

CLEAR_WEIGHTS, CLEAR_FIGURES = 0.5, 0.9  # first in fewer draws than this is too close to call
METHODS = ("weighted_sum", "topsis", "promethee_ii")


@dataclass(frozen=True)
class Field:
    """What is compared.

    pairs: seat_a, seat_b, governorate_a, governorate_b, place_a, place_b, one row per permitted pair whose two seats
    have every criterion. matrix[pairs, criteria] from 0 to 1, more is better. group[pairs]: the pair of governorates.
    left_out: seats without a value for some criterion, and so in no pair.
    """

    pairs: pd.DataFrame
    matrix: Array
    group: Indices
    left_out: tuple[str, ...]


def scaled(values: pd.DataFrame, directions: Mapping[str, int]) -> pd.DataFrame:
    """Each column from 0 (worst) to 1 (best) over all places that have it; 1 where all are equal; NaN stays.

    Every column must be known of some place."""
    turned = values.to_numpy(dtype=float) * [directions[str(code)] for code in values]
    low, spread = np.nanmin(turned, axis=0), np.nanmax(turned, axis=0) - np.nanmin(turned, axis=0)
    alike = np.where(np.isnan(turned), np.nan, 1.0)
    return pd.DataFrame(
        np.divide(turned - low, spread, out=alike, where=spread > 0), index=values.index, columns=values.columns
    )


def field(pairs: pd.DataFrame, values: pd.DataFrame) -> Field:
    """The permitted pairs on the scaled criteria; pairs with a seat that lacks one are left out."""
    known = values.notna().all(axis=1)
    pairs = pairs[known.reindex(pairs["seat_a"]).to_numpy() & known.reindex(pairs["seat_b"]).to_numpy()]
    pairs = pairs.reset_index(drop=True)
    matrix = (values.loc[pairs["seat_a"]].to_numpy() + values.loc[pairs["seat_b"]].to_numpy()) / 2
    group = np.asarray(pairs.groupby(["governorate_a", "governorate_b"]).ngroup(), dtype=np.intp)
    return Field(pairs, matrix, group, tuple(str(code) for code in values.index[~known]))


def ordered(compared: Field, weights: Array) -> pd.DataFrame:
    """The pairs best first -> columns of `pairs`, score (0 to 100), rank from 1, row (in the field), same_town."""
    score = 100 * compared.matrix @ weights
    order, rank = ranked(-score[:, None])
    rows = compared.pairs.iloc[order].assign(score=score[order], rank=rank + 1, row=order).reset_index(drop=True)
    return rows.assign(same_town=place_pair(rows).duplicated())


def by_governorate(order: pd.DataFrame, compared: Field) -> pd.DataFrame:
    """The pairs of governorates, each with its best pair of seats, ranked anew -> columns of `ordered`, and group."""
    best = order.assign(group=compared.group[order["row"]]).drop_duplicates("group").reset_index(drop=True)
    return best.assign(rank=ranked(-best[["score"]].to_numpy())[1] + 1)


def places_of(pairs: pd.DataFrame) -> Indices:
    """Which pairs of seats are the same two places, from 0: seats of one town are one."""
    return np.asarray(pd.factorize(place_pair(pairs))[0], dtype=np.intp)


def weightings(compared: Field, group: Indices, rows: NDArray[np.bool_] | None = None) -> Acceptability:
    """Among all possible weightings, by group (of the given rows of the field, numbered from 0)."""
    matrix = compared.matrix if rows is None else compared.matrix[rows]
    return smaa_of_groups(matrix, np.ones(matrix.shape[1]), group)


def first_shares(scores: pd.DataFrame, compared: Field, group: Indices, rows: NDArray[np.bool_] | None = None) -> Array:
    """Share of draws in which each group comes first; scores[draws, places], one column per place by its code."""
    chosen = compared.pairs if rows is None else compared.pairs[rows]
    a, b = (scores[chosen[side]].to_numpy() for side in ("seat_a", "seat_b"))
    share: Array = leads(best_of_groups((a + b) / 2, group)).mean(axis=0)
    return share


def drawn_scores(
    drawn: Mapping[str, Array], values: pd.DataFrame, directions: Mapping[str, int], weights: Mapping[str, float]
) -> pd.DataFrame:
    """Scores [draws, places] where some criteria are drawn[draws, places]; each draw is scaled over all places."""
    fixed = scaled(values, directions)
    total = np.zeros((len(next(iter(drawn.values()))), len(values)))
    for code, weight in weights.items():
        column: Array = fixed[code].to_numpy()[None]
        if code in drawn:
            turned = drawn[code] * directions[code]
            low, high = np.nanmin(turned, axis=1, keepdims=True), np.nanmax(turned, axis=1, keepdims=True)
            column = np.divide(turned - low, high - low, out=np.ones_like(turned), where=high > low)
        total = total + weight * column
    return pd.DataFrame(total, columns=values.index)


def ranges(compared: Field, weights: Array, ours: NDArray[np.bool_]) -> Array:
    """[criteria, (low, high)] between which one of `ours` stays first; NaN where none of them is."""
    return weight_range(compared.matrix, np.ones(compared.matrix.shape[1]), weights, ours)


def methods(compared: Field, weights: Array) -> pd.DataFrame:
    """What each method puts first -> method, row (in the field), rank_of_first (of the weighted sum's), agreement.

    agreement: Spearman's rank correlation with the weighted sum over all pairs, from -1 to 1.
    """
    directions = np.ones(compared.matrix.shape[1])
    scores = {
        "weighted_sum": compared.matrix @ weights,
        "topsis": topsis(compared.matrix, weights, directions),
        "promethee_ii": promethee_ii(compared.matrix, weights, directions),
    }
    ours, found = int(scores["weighted_sum"].argmax()), []
    for method, score in scores.items():
        order, rank = ranked(-score[:, None])
        place = np.empty(len(score), dtype=int)
        place[order] = rank + 1
        agreement = rank_correlation(pd.Series(score), pd.Series(scores["weighted_sum"]))
        # Of those that tie for the first place, ours if it is one of them.
        row = ours if place[ours] == 1 else int(order[0])
        found.append({"method": method, "row": row, "rank_of_first": int(place[ours]), "agreement": agreement})
    return pd.DataFrame(found)


def rank_correlation(one: pd.Series, other: pd.Series) -> float:
    """Spearman's, over the places that have both; NaN where one of them is constant."""
    both = one.notna() & other.notna()
    ranks = one[both].rank(), other[both].rank()
    return float(ranks[0].corr(ranks[1])) if min(r.nunique() for r in ranks) > 1 else float("nan")


def too_close(first_in_weightings: float, first_in_figures: float) -> bool:
    """Whether either says so: first in fewer than half of the weightings, or in fewer than 9 draws of 10."""
    return bool(first_in_weightings < CLEAR_WEIGHTS or first_in_figures < CLEAR_FIGURES)
