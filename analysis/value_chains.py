"""Value chains: who holds which stage where, how specialised a territory is, which chains go together."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

ESS, THIN, INFORMAL, NOT_ENTITLED, DEPENDENCE = "ess", "thin", "informal", "not_entitled", "dependence"
NONE, NOT_SURVEYED, NOT_APPLICABLE = "none", "not_surveyed", "not_applicable"
STATES = (ESS, THIN, INFORMAL, NOT_ENTITLED, DEPENDENCE, NONE, NOT_SURVEYED, NOT_APPLICABLE)
HELD = (ESS, THIN, INFORMAL)
COUNTS = ["ess", "not_entitled", "informal", "conventional", "likely", "inactive"]
FEWEST_UNITS, INDICATIVE_UNDER = 10, 30  # territories with any enterprise


def location_quotient(counts: pd.DataFrame) -> pd.DataFrame:
    """(x_ij / x_i.) / (x_.j / x_..): territories[i] x chains[j] of counts -> same shape; NaN where a margin is zero.

    Above 1, the chain weighs more in the territory than in all of them together (Isserman, Journal of the American
    Institute of Planners 43(1), 1977). A territory without any count has no profile: NaN, not zero.
    """
    values = counts.to_numpy(dtype=float)
    total, rows, columns = values.sum(), values.sum(axis=1, keepdims=True), values.sum(axis=0, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        quotient = (values / rows) / (columns / total)
    quotient[~np.isfinite(quotient)] = np.nan
    return pd.DataFrame(quotient, index=counts.index, columns=counts.columns)


def stage_matrix(counts: pd.DataFrame, rows: pd.DataFrame, pairs: pd.DataFrame, survey: pd.DataFrame) -> pd.DataFrame:
    """The state of every stage -> one row per expected unit x chain and stage: unit, chain, stage, state, counts.

    `counts`: unit, chain, stage and COUNTS; `rows`: unit, chain, one row where the chain is expected; `pairs`: chain,
    stage, one row per stage that the chain has; `survey`: unit, chain, surveyed, delegations (how many of how many).
    What is recorded counts whatever the survey says; *none* needs every delegation of the unit surveyed.
    """
    stages = pd.DataFrame({"stage": pairs["stage"].unique()})
    known = counts.groupby(["unit", "chain", "stage"], as_index=False)[COUNTS].sum()
    cells = rows.merge(stages, how="cross").merge(known, how="left", on=["unit", "chain", "stage"])
    cells = cells.merge(pairs[["chain", "stage"]].assign(applicable=True), how="left", on=["chain", "stage"])
    cells = cells.merge(survey, how="left", on=["unit", "chain"])
    filled = [*COUNTS, "surveyed", "delegations"]
    cells[filled] = cells[filled].fillna(0).astype(int)
    cells["applicable"] = cells["applicable"].eq(True)
    return cells.assign(state=_states(cells))


def _states(cells: pd.DataFrame) -> npt.NDArray[np.str_]:
    """One informal group is never *thin*: the class would tell that it is one."""
    complete = (cells["surveyed"] >= cells["delegations"]) & (cells["delegations"] > 0)
    conditions = [
        (cells["ess"] > 1) | ((cells["ess"] == 1) & (cells["informal"] > 0)),
        cells["ess"] == 1,
        cells["informal"] > 0,
        cells["not_entitled"] > 0,
        cells["conventional"] > 0,
        ~cells["applicable"],
        complete,
    ]
    names = [ESS, THIN, INFORMAL, NOT_ENTITLED, DEPENDENCE, NOT_APPLICABLE, NONE]
    return np.select(conditions, names, NOT_SURVEYED)


@dataclass(frozen=True)
class Relatedness:
    """`proximity`[chain, chain] and `density`[territory, chain], both 0 to 1, NaN where undefined.

    `units`: territories with any count; under INDICATIVE_UNDER the result is only indicative, under FEWEST_UNITS
    nothing is computed and both frames are NaN. `with_self`: whether a chain counts as related to itself.
    """

    proximity: pd.DataFrame
    density: pd.DataFrame
    units: int
    with_self: bool

    @property
    def enough(self) -> bool:
        """Whether there are units enough to compute anything."""
        return self.units >= FEWEST_UNITS

    @property
    def indicative(self) -> bool:
        """Whether there are too few units for more than an indication."""
        return self.units < INDICATIVE_UNDER


def relatedness(counts: pd.DataFrame, with_self: bool = False) -> Relatedness:
    """How often chains are specialities of the same territories, and how close each chain is to what a territory does.

    counts[territory, chain]. Speciality: location quotient of 1 or more. proximity = min(P(i|j), P(j|i)); density of a
    chain in a territory = share of its proximities that go to the territory's specialities (Hidalgo, Klinger,
    Barabási and Hausmann, Science 317, 2007). `with_self` keeps a chain's proximity to itself (1) in both sums.
    """
    quotient = location_quotient(counts)
    present = (quotient >= 1 - 1e-9).to_numpy().astype(float)
    units = int((counts.to_numpy().sum(axis=1) > 0).sum())
    names = counts.columns
    blank = np.full((len(names), len(names)), np.nan)
    if units < FEWEST_UNITS:
        empty = pd.DataFrame(np.nan, index=counts.index, columns=names)
        return Relatedness(pd.DataFrame(blank, names, names), empty, units, with_self)
    together, often = present.T @ present, present.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        proximity = together / np.maximum(often[:, None], often[None, :])
        weights = np.nan_to_num(proximity)
        if not with_self:
            np.fill_diagonal(weights, 0)
        density = present @ weights / weights.sum(axis=0)
    density[:, often == 0] = np.nan
    proximity[often == 0, :] = proximity[:, often == 0] = np.nan
    density[~np.isfinite(density)] = np.nan
    density[counts.to_numpy().sum(axis=1) == 0, :] = np.nan
    return Relatedness(
        pd.DataFrame(proximity, names, names), pd.DataFrame(density, counts.index, names), units, with_self
    )
