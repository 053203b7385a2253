"""What a seat is chosen by: six criteria of every delegation, and how much is known of it, beside.

Missing stays missing: a value that would rest on what was not surveyed is NaN. Distances are a frame
distance_km[from, to] in km by code, as travelled; a place lies within the reach of a seat up to it, limit included.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis import reach as reaching
from analysis.criteria import Array
from analysis.gaps import FUNCTIONS, NOT_SURVEYED
from analysis.masking import masked
from geo.added import home

NEED, WITHIN, DENSITY, BASE, STAGES, ANCHORING = "need", "within", "density", "base", "stages", "anchoring"
CRITERIA = (NEED, WITHIN, DENSITY, BASE, STAGES, ANCHORING)
# Need and distance are real even where enterprises and services are invented.
REAL = (NEED, WITHIN)
REINFORCE, CREATE = "reinforce", "create"
# A hub reinforces what is there, or makes what is not: the service base pulls one way or the other.
DIRECTIONS = {
    REINFORCE: dict.fromkeys(CRITERIA, 1),
    CREATE: dict.fromkeys(CRITERIA, 1) | {BASE: -1},
}
PRESETS = {
    REINFORCE: {NEED: 20, WITHIN: 20, DENSITY: 20, BASE: 20, STAGES: 10, ANCHORING: 10},
    CREATE: {NEED: 25, WITHIN: 25, DENSITY: 10, BASE: 20, STAGES: 10, ANCHORING: 10},
}
HIDDEN_GROUPS = 2.5  # what a count of groups that may not be told weighs: the middle of 1 to 4
SECTORS = ("public", "private", "civil society")
LINKED = 4  # one above the three functions


@dataclass(frozen=True)
class Evidence:
    """What the criteria rest on.

    places: by code, governorate, need, population. distance_km: from each of these to every seat, a delegation or a
    place inside one (`geo.added`). enterprises: delegation, governorate, ess,
    groups, holders. bodies: delegation, sector. expected: governorate, chain, stage. actors: delegation, chain, stage.
    surveys: by code, a status (surveyed, partly, not) for enterprises, links and each hub function. classes: by code,
    the class of reach of each function. triplet: by code.
    """

    places: pd.DataFrame
    distance_km: pd.DataFrame
    enterprises: pd.DataFrame
    bodies: pd.DataFrame
    expected: pd.DataFrame
    actors: pd.DataFrame
    surveys: pd.DataFrame
    classes: pd.DataFrame
    triplet: pd.Series


def criteria(evidence: Evidence, reach_km: float) -> pd.DataFrame:
    """The six criteria by seat. Of a seat inside a delegation, need, density and base are its delegation's.

    need       people in need of the delegation itself
    within     people in need within the reach, in any governorate; NaN where a figure is missing there
    density    ESS enterprises and informal groups per 10,000 inhabitants, where enterprises were surveyed
    base       hub functions in reach, 0 to 3; 4 where all three are there and linked (connected triplet)
    stages     stages of the governorate's chains without an ESS actor within the reach
    anchoring  public, private, civil society: how many of the three have a body within the reach
    """
    places, near = evidence.places, evidence.distance_km.to_numpy() <= reach_km
    need, at = places["need"].to_numpy(dtype=float), homes(evidence)
    return pd.DataFrame(
        {
            NEED: need[at],
            WITHIN: _within(need, near),
            DENSITY: density(evidence)[at],
            BASE: _base(evidence)[at],
            STAGES: _stages(evidence, near),
            ANCHORING: _anchoring(evidence, near),
        },
        index=evidence.distance_km.columns,
    )


def homes(evidence: Evidence) -> np.ndarray:
    """The row of the delegation that each seat lies in."""
    found = [home(str(code)) for code in evidence.distance_km.columns]
    return np.asarray(evidence.places.index.get_indexer(pd.Index(found)))


def _within(need: Array, near: np.ndarray) -> Array:
    known = ~(near & np.isnan(need)[:, None]).any(axis=0)
    people: Array = np.where(known, near.T @ np.nan_to_num(need), np.nan)
    return people


def need_draws(need: Array, error: Array, draws: int, seed: int) -> Array:
    """[draws, places]: need drawn around the figure with its standard error, never below 0; without one, the figure.

    Normal and independent: the small-area errors are so only roughly.
    """
    drawn = np.random.default_rng(seed).standard_normal((draws, len(need)))
    around: Array = np.maximum(need + drawn * np.nan_to_num(error), 0.0)
    return around


def density(evidence: Evidence) -> Array:
    """Per 10,000 inhabitants; a count of groups that may not be told weighs 2.5, so that no score gives it away."""
    rows = evidence.enterprises.set_index("delegation").reindex(evidence.places.index)
    hidden = hidden_groups(evidence).reindex(rows.index)
    counted = rows["ess"] + rows["groups"].astype(float).mask(hidden, HIDDEN_GROUPS)
    surveyed = evidence.surveys["enterprises"].reindex(rows.index).eq(reaching.SURVEYED)
    per_10000 = (10_000 * counted / evidence.places["population"]).where(surveyed)
    return np.asarray(per_10000, dtype=float)


def hidden_groups(evidence: Evidence) -> pd.Series:
    """Whether a count of groups may not be told, by code: it is small, or it would tell that of the holders."""
    by_governorate = evidence.enterprises.groupby("governorate")
    hidden = [by_governorate[kind].transform(masked).isna() for kind in ("groups", "holders")]
    some = (evidence.enterprises["groups"] > 0).to_numpy()  # none is none: a zero may always be told
    return pd.Series((hidden[0] | hidden[1]).to_numpy() & some, index=pd.Index(evidence.enterprises["delegation"]))


def _base(evidence: Evidence) -> Array:
    classes = evidence.classes.reindex(evidence.places.index)
    triplet = evidence.triplet.reindex(evidence.places.index)
    count = classes.isin(["single", "several"]).sum(axis=1).astype(float)
    unknown = (classes == NOT_SURVEYED).any(axis=1) | triplet.eq(reaching.NOT_SURVEYED)
    return np.asarray(count.mask(triplet.eq(reaching.CONNECTED), LINKED).mask(unknown), dtype=float)


def _stages(evidence: Evidence, near: np.ndarray) -> Array:
    """Known where every delegation within reach was surveyed for its enterprises."""
    codes, governorates = evidence.places.index, evidence.places["governorate"].to_numpy()
    pairs = pd.MultiIndex.from_frame(pd.concat([evidence.expected, evidence.actors])[["chain", "stage"]]).unique()
    held = np.zeros((len(codes), len(pairs)), dtype=bool)
    at = codes.get_indexer(pd.Index(evidence.actors["delegation"]))
    column = pairs.get_indexer(pd.MultiIndex.from_frame(evidence.actors[["chain", "stage"]]))
    held[at[at >= 0], column[at >= 0]] = True
    wanted = np.zeros_like(held)
    column = pairs.get_indexer(pd.MultiIndex.from_frame(evidence.expected[["chain", "stage"]]))
    for governorate in set(governorates):
        mine = column[(evidence.expected["governorate"] == governorate).to_numpy()]
        wanted[np.ix_(governorates == governorate, mine)] = True
    open_stages = (wanted[homes(evidence)] & ~(near.T @ held.astype(int) > 0)).sum(axis=1)
    return np.where(_surveyed(evidence, "enterprises", near), open_stages, np.nan)


def _surveyed(evidence: Evidence, topic: str, near: np.ndarray) -> np.ndarray:
    """[seats]: whether its own delegation and every one within its reach were surveyed."""
    known = evidence.surveys[topic].reindex(evidence.places.index).eq(reaching.SURVEYED).to_numpy()
    concerned = near.copy()
    concerned[homes(evidence), np.arange(near.shape[1])] = True
    return np.asarray(~(concerned & ~known[:, None]).any(axis=0))


def _anchoring(evidence: Evidence, near: np.ndarray) -> Array:
    """Presence stands on what is recorded, absence on complete surveys of services within reach."""
    codes, bodies = evidence.places.index, evidence.bodies
    present = [codes.isin(bodies.loc[bodies["sector"] == sector, "delegation"]) for sector in SECTORS]
    count = (near.T @ np.column_stack(present).astype(int) > 0).sum(axis=1)
    surveyed = np.ones(near.shape[1], dtype=bool)
    for function in FUNCTIONS:
        surveyed &= _surveyed(evidence, function, near)
    return np.where(surveyed | (count == len(SECTORS)), count, np.nan)


def confidence(evidence: Evidence, error: pd.Series) -> pd.DataFrame:
    """Beside the score, never in it -> by seat: surveyed (of the five surveys), need_error_share (percent of need)."""
    surveyed = (evidence.surveys.reindex(evidence.places.index) == reaching.SURVEYED).sum(axis=1)
    share = 100 * error / evidence.places["need"].where(evidence.places["need"] > 0)
    told = pd.DataFrame({"surveyed": surveyed, "need_error_share": share}, index=evidence.places.index)
    return told.iloc[homes(evidence)].set_axis(evidence.distance_km.columns)
