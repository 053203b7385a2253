"""What each list of the hub choice comes to, as a scenario keeps it and a brief tells it: from frames. No Streamlit."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.hub_figures import figures
from analysis.hub_sites import Seats
from analysis.hub_weighting import too_close
from data.scenario_results import Exact, Sites, Weighted


def exact(pair: pd.Series, served: pd.DataFrame) -> Exact:
    """A pair of the ranking; `served` by delegation, as for all three."""
    return Exact(seats=(str(pair["seat_a"]), str(pair["seat_b"])), rank=int(pair["rank"]), **figures(served))


def weighted(group: pd.Series, seats: pd.Series, weights: Mapping[str, int], served: pd.DataFrame) -> Weighted:
    """The first pair of governorates and the first seats inside it (rows with score, weightings and figures)."""
    return Weighted(
        seats=(str(seats["seat_a"]), str(seats["seat_b"])),
        weights=dict(weights),
        score=float(seats["score"]),
        **_sure(group),
        **{f"seat_{name}": value for name, value in _sure(seats).items()},
        **figures(served),
    )


def _sure(row: pd.Series) -> dict[str, Any]:
    known = not pd.isna(row["figures"])
    share, drawn = float(row["weightings"]), float(row["figures"]) if known else None
    return {"weightings": share, "figures": drawn, "close": too_close(share, 1.0 if drawn is None else drawn)}


def sites(found: Seats, apart: bool, served: pd.DataFrame) -> Sites:
    """The best seats for a number of hubs."""
    told = figures(served)
    objective = told["need_served"] * (told["mean_km"] or 0.0)
    return Sites(
        seats=found.seats,
        sites=len(found.seats),
        apart=apart,
        objective=objective,
        gap=max(float(found.gap), 0.0),
        ties=found.ties,
        **told,
    )


def served_from_sites(found: Seats, where: pd.DataFrame) -> pd.DataFrame:
    """By delegation: governorate, need, need_error, seat and distance_km, for a choice of any number of seats."""
    people = where[~where["added"]] if "added" in where else where
    return found.served_by.reindex(people.index).join(people[["governorate", "need", "need_error"]])
