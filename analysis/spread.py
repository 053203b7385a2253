"""How unequally something is spread over delegations, per 1,000 people in need, within and between governorates."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.inequality import Theil, gini, share_of_least, theil
from words.problem import Problem, ProblemError

PER = 1_000


class Spread(NamedTuple):
    """Theil (between and within governorates) and Gini of rates, each delegation counting for its people in need.

    `least_half`: what the half of the people in need that has least holds, 0 to 0.5. `places` and `governorates`:
    how many are compared. `unknown`: left out because the count is not known; `no_figure`: because the need is not.
    `if_zero`: Theil if the unknown counts were all zero, None where there are none.
    """

    theil: Theil
    gini: float
    least_half: float
    places: int
    governorates: int
    unknown: tuple[str, ...]
    no_figure: tuple[str, ...]
    if_zero: Theil | None


def rates(counts: pd.Series, need: pd.Series) -> pd.Series:
    """Counts per 1,000 people in need, both by delegation code; NaN where either is missing or nobody is in need."""
    people = need.reindex(counts.index).astype(float)
    return (PER * counts.astype(float) / people.where(people > 0)).rename("rate")


def spread(counts: pd.Series, need: pd.Series, governorate: pd.Series) -> Spread:
    """counts (missing = not known), need and governorate, all by delegation code.

    Raises ProblemError where fewer than two delegations can be compared, or where nothing at all is counted.
    """
    people = need.reindex(counts.index).astype(float)
    measured, counted = (people > 0).to_numpy(), counts.notna().to_numpy()
    compared = counts.index[measured & counted]
    if len(compared) < 2:
        raise ProblemError(Problem("inequality_few_places", {"n": len(compared)}))
    rate, weight, group = rates(counts, need)[compared], people[compared], governorate[compared]
    unknown = tuple(str(code) for code in counts.index[measured & ~counted])
    return Spread(
        theil=theil(rate, group, weight),
        gini=gini(rate, weight),
        least_half=share_of_least(rate, weight),
        places=len(compared),
        governorates=int(group.nunique()),
        unknown=unknown,
        no_figure=tuple(str(code) for code in counts.index[~measured]),
        if_zero=_if_zero(counts, need, governorate, measured) if unknown else None,
    )


def _if_zero(counts: pd.Series, need: pd.Series, governorate: pd.Series, measured: np.ndarray) -> Theil:
    filled = counts.astype(float).fillna(0.0)
    codes = counts.index[measured]
    return theil(rates(filled, need)[codes], governorate[codes], need[codes])
