"""One territory told: sums of its delegations, and which stages of its value chains someone holds."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

# States of a stage, the first that holds is said.
ESS, NOT_ENTITLED, INFORMAL, CONVENTIONAL, NONE, NOT_SURVEYED = (
    "ess",
    "not_entitled",
    "informal",
    "conventional",
    "none",
    "not_surveyed",
)
ACTORS = (ESS, NOT_ENTITLED, INFORMAL, CONVENTIONAL)
SURVEYED = "surveyed"


@dataclass(frozen=True)
class People:
    """People of some delegations: population, need and its standard error, delegations without a figure of need.

    `share` is need over the population of the delegations that have a figure, `share_error` its standard error;
    `density` is people per km2, NaN where an outline cannot be relied on.
    """

    population: float
    need: float
    need_error: float
    share: float
    share_error: float
    density: float
    no_figure: tuple[str, ...]


def people(rows: pd.DataFrame) -> People:
    """Sum of delegations (code, population, need, need_error, area_km2, outline_reliable), errors in quadrature.

    The errors are taken as independent, which small-area errors are only roughly: the ± is likely too small. The
    outline of a whole governorate can be relied on even where one of its delegations' cannot.
    """
    known = rows[rows["need"].notna()]
    need, error = float(known["need"].sum()), float(np.sqrt((known["need_error"] ** 2).sum(skipna=False)))
    counted, everyone = float(known["population"].sum()), float(rows["population"].sum(skipna=False))
    sure = len(rows) > 1 or bool(rows["outline_reliable"].all())
    missing = tuple(str(code) for code in rows.loc[rows["need"].isna(), "code"])
    if known.empty or counted <= 0:
        need = error = share = share_error = float("nan")
    else:
        share, share_error = need / counted, error / counted
    density = everyone / float(rows["area_km2"].sum()) if sure else float("nan")
    return People(everyone, need, error, share, share_error, density, missing)


def stage_states(
    actors: pd.DataFrame, stages: pd.DataFrame, survey: pd.DataFrame, delegations: Collection[str]
) -> pd.DataFrame:
    """Each chain and applicable stage in these delegations -> chain, stage, rank, state, ess.

    actors: delegation, chain, stage and counts ess, not_entitled, informal, conventional. stages: chain, stage, rank.
    survey: delegation, chain, status. *none* is said only where all of the delegations are surveyed for the chain.
    """
    here = actors[actors["delegation"].isin(delegations)]
    counts = here.groupby(["chain", "stage"])[list(ACTORS)].sum()
    rows = stages.merge(counts.reset_index(), on=["chain", "stage"], how="left").fillna(dict.fromkeys(ACTORS, 0))
    seen = survey[survey["delegation"].isin(delegations)]
    complete = (seen["status"] == SURVEYED).groupby(seen["chain"]).all()
    known = rows["chain"].map(complete).eq(True)
    held = [rows[actor] > 0 for actor in ACTORS]
    state = np.select([*held, known], [*ACTORS, NONE], NOT_SURVEYED)
    return rows.assign(state=state, ess=rows["ess"].astype(int))[["chain", "stage", "rank", "state", "ess"]]
