"""Does the exact ranking hold when need varies within its standard error? The same order, drawn again many times."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.criteria import Array
from analysis.hubs import Ranking, place_pair, service_cost
from analysis.ranking import TOLERANCE


@dataclass(frozen=True)
class Held:
    """Share of the draws in which the first governorates, and the first two places, come first again.

    by_governorate: governorate_a, governorate_b, share in which each pair of governorates is first, ties included.
    """

    governorates: float
    places: float
    by_governorate: pd.DataFrame


def held(ranking: Ranking, need: Array) -> Held:
    """The ranking's order (need served, mean distance, worst distance) under each draw of need[draws, places]."""
    pairs = ranking.pairs
    first = _first(ranking, np.nan_to_num(need))
    governorates = (pairs["governorate_a"] + "|" + pairs["governorate_b"]).to_numpy()
    shares = _shares(first, governorates)
    places = _shares(first, place_pair(pairs).to_numpy())
    at_first = pairs["rank"].to_numpy() == 1
    rows = pairs.assign(share=shares).drop_duplicates(["governorate_a", "governorate_b"])
    rows = rows[["governorate_a", "governorate_b", "share"]].sort_values("share", ascending=False, ignore_index=True)
    return Held(float(shares[at_first].max()), float(places[at_first].max()), rows)


def _first(ranking: Ranking, need: Array) -> np.ndarray:
    """[draws, pairs]: which pairs come first under each draw."""
    places, pairs = ranking.places, ranking.pairs
    cost = service_cost(places, ranking.distance_km.to_numpy(dtype=float), ranking.rules)
    a, b = (places.index.get_indexer(pd.Index(pairs[side])) for side in ("seat_a", "seat_b"))
    best = np.minimum(cost[:, a], cost[:, b])
    served = np.isfinite(best)
    people = need @ served
    mean = np.divide(need @ np.where(served, best, 0.0), people, out=np.zeros_like(people), where=people > 0)
    worst = np.broadcast_to(pairs["worst_km"].fillna(0.0).to_numpy(dtype=float), people.shape)
    leads = np.ones(people.shape, dtype=bool)
    for key in (-people, mean, worst):
        least = np.where(leads, key, np.inf).min(axis=1, keepdims=True)
        leads &= key <= least + TOLERANCE * np.abs(least)
    return leads


def _shares(first: np.ndarray, group: np.ndarray) -> Array:
    """[pairs]: share of the draws in which some pair of the same group comes first."""
    codes, _ = pd.factorize(group)
    found = np.array([first[:, codes == code].any(axis=1).mean() for code in range(codes.max() + 1)])
    shares: Array = found[codes]
    return shares
