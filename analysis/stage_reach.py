"""Stages within reach: who holds the next stage, how far the nearest is, and where the value leaves.

A stage is judged from each delegation within the range of its chain and stage, never by an administrative line. An
actor of the delegation itself is always within range. Held: by an ESS enterprise entitled to it or by an informal
group or individual holder; a conventional actor, or a form that may not trade, does not hold it.
"""

from collections import Counter
from collections.abc import Hashable
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.chain_ranges import ORDERED
from analysis.reach import SURVEYED
from words.problem import Problem, ProblemError

HERE, NEAR, MISSING, UNKNOWN = "here", "near", "missing", "unknown"
LEAVES, STAYS = "leaves", "stays"
KINDS = ("ess", "informal", "not_entitled", "conventional")
ROWS = [
    "code", "chain", "stage", "rank", "max_km", "reach", "here", "in_fact", "ess_near", "not_entitled_near",
    "conventional_near", "unsurveyed", "nearest", "nearest_km",
]  # fmt: skip
SUMMED = [
    "chain", "present", LEAVES, STAYS, UNKNOWN, "after", "stage", "at", "max_km", "conventional", "not_entitled",
    "nearest", "nearest_km",
]  # fmt: skip
Floats = npt.NDArray[np.float64]


def stages_in_reach(
    distance_km: pd.DataFrame, counts: pd.DataFrame, survey: pd.DataFrame, ranges: pd.DataFrame
) -> pd.DataFrame:
    """Every delegation x chain x ordered stage -> ROWS, in the order of chain, delegation, stage.

    distance_km[from, to] by code; `counts`: delegation, chain, stage and KINDS, located only; `survey`: delegation,
    chain, status; `ranges`: chain, stage, rank, max_km. `reach`: held here, near (within range), missing (nobody within
    range and all of it surveyed for the chain) or unknown. `nearest` is the nearest delegation that holds the stage at
    any distance, missing where nobody does. `in_fact`: exercised here, by whatever ESS form.
    `unsurveyed`: delegations in range not surveyed.
    """
    codes = distance_km.index
    if not codes.equals(distance_km.columns):
        raise ProblemError(Problem("reach_bad_distances"))
    if ranges.empty:
        return pd.DataFrame(columns=ROWS)
    told = _from_everywhere(
        distance_km.to_numpy(dtype=float),
        _actors(counts, ranges, codes),
        _surveyed(survey, ranges, codes),
        ranges["max_km"].to_numpy(dtype=float),
    )
    row, place = (index.ravel() for index in np.indices(told["reach"].shape))
    order = np.lexsort(
        (ranges["rank"].to_numpy()[row], codes.argsort().argsort()[place], _ranked(ranges["chain"])[row])
    )
    row, place = row[order], place[order]
    names = codes.to_numpy(dtype=object)
    columns: dict[str, Any] = {name: ranges[name].to_numpy()[row] for name in ("chain", "stage", "rank", "max_km")}
    columns |= {name: values.ravel()[order] for name, values in told.items()}
    nearest = columns["nearest"]
    columns |= {"code": names[place], "nearest": np.where(nearest >= 0, names[nearest], None)}
    return pd.DataFrame(columns)[ROWS]


def _ranked(values: pd.Series | pd.Index) -> npt.NDArray[np.int_]:
    """The place of each value among the sorted different ones."""
    return np.unique(values.to_numpy(dtype=str), return_inverse=True)[1]


def _actors(counts: pd.DataFrame, ranges: pd.DataFrame, codes: pd.Index) -> Floats:
    """[range, delegation, KINDS]."""
    rows = pd.MultiIndex.from_frame(ranges[["chain", "stage"]]).get_indexer(
        pd.MultiIndex.from_frame(counts[["chain", "stage"]])
    )
    places = codes.get_indexer(pd.Index(counts["delegation"]))
    known = (rows >= 0) & (places >= 0)
    actors = np.zeros((len(ranges), len(codes), len(KINDS)))
    np.add.at(actors, (rows[known], places[known]), counts[list(KINDS)].to_numpy(dtype=float)[known])
    return actors


def _surveyed(survey: pd.DataFrame, ranges: pd.DataFrame, codes: pd.Index) -> npt.NDArray[np.bool_]:
    """[range, delegation]: whether the delegation is surveyed for the chain."""
    done = survey[survey["status"] == SURVEYED]
    chains = pd.Index(ranges["chain"].unique())
    rows, places = chains.get_indexer(pd.Index(done["chain"])), codes.get_indexer(pd.Index(done["delegation"]))
    known = (rows >= 0) & (places >= 0)
    by_chain: npt.NDArray[np.bool_] = np.zeros((len(chains), len(codes)), bool)
    by_chain[rows[known], places[known]] = True
    asked: npt.NDArray[np.bool_] = by_chain[chains.get_indexer(pd.Index(ranges["chain"]))]
    return asked


def _from_everywhere(
    km: Floats, actors: Floats, surveyed: npt.NDArray[np.bool_], max_km: Floats
) -> dict[str, npt.NDArray[Any]]:
    """Every range seen from every delegation -> columns of ROWS as [range, delegation]; nearest by place, -1: nowhere.

    `actors`[range, delegation, KINDS], `surveyed`[range, delegation], `max_km`[range].
    """
    held = actors[:, :, 0] + actors[:, :, 1]
    near = np.zeros((len(max_km), len(km), 5))  # ess, informal, not entitled, conventional, not surveyed
    seen = np.concatenate([actors, ~surveyed[:, :, None]], axis=2)
    for limit in np.unique(max_km):
        within = km <= limit
        np.fill_diagonal(within, True)
        near[max_km == limit] = within.astype(float) @ seen[max_km == limit]
    away = np.where(held[:, None, :] > 0, km, np.inf)
    nearest = away.argmin(axis=2)
    least = np.take_along_axis(away, nearest[:, :, None], axis=2)[:, :, 0]
    reached = np.isfinite(least)
    return {
        "reach": np.select(
            [held > 0, near[:, :, 0] + near[:, :, 1] > 0, near[:, :, 4] == 0], [HERE, NEAR, MISSING], UNKNOWN
        ),
        "here": held.astype(int),
        "in_fact": (held + actors[:, :, 2]).astype(int),
        "ess_near": near[:, :, 0].astype(int),
        "not_entitled_near": near[:, :, 2].astype(int),
        "conventional_near": near[:, :, 3].astype(int),
        "unsurveyed": near[:, :, 4].astype(int),
        "nearest": np.where(reached, nearest, -1),
        "nearest_km": np.where(reached, least, np.nan),
    }


def leaks(rows: pd.DataFrame) -> pd.DataFrame:
    """Where the value leaves -> one row per delegation x chain with a stage held or exercised there, by ROWS' columns.

    Following the product down from the first stage exercised in the delegation: the first stage that nobody of the ESS
    holds within its range. columns: code, chain, outcome (leaves, unknown, stays), after (the last stage reached), and
    of the stage that is missing or not known: stage, max_km, nearest, nearest_km, conventional_near, not_entitled_near,
    unsurveyed. A later hole is not told: the product has already left.
    """
    told = ["stage", "max_km", "nearest", "nearest_km", "conventional_near", "not_entitled_near", "unsurveyed"]
    rows = rows.reset_index(drop=True)
    starts = ~rows[["chain", "code"]].eq(rows[["chain", "code"]].shift()).all(axis=1)
    line = starts.cumsum().to_numpy() - 1
    at, stage = np.arange(len(rows)), rows["stage"].to_numpy(dtype=object)
    first = _first(rows["in_fact"].to_numpy() > 0, line)
    lacking = rows["reach"].isin([MISSING, UNKNOWN]).to_numpy()
    hole = _first(lacking & (at > first[line]), line)
    begun = first < len(rows)
    last = np.flatnonzero(np.append(starts.to_numpy()[1:], len(rows) > 0))[begun]
    hole = hole[begun]
    gone = hole < len(rows)
    found = rows.loc[starts, ["code", "chain"]][begun].reset_index(drop=True)
    reach = rows["reach"].to_numpy(dtype=object)[np.where(gone, hole, 0)] if len(found) else hole
    found["outcome"] = np.select([~gone, reach == MISSING], [STAYS, LEAVES], UNKNOWN)
    found["after"] = stage[np.where(gone, hole - 1, last)]
    return found.join(rows[told].reindex(np.where(gone, hole, -1)).reset_index(drop=True))


def _first(holds: npt.NDArray[np.bool_], line: npt.NDArray[np.int_]) -> npt.NDArray[np.int_]:
    """By line the first position where something holds; beyond the end where it never does."""
    first = np.full(line[-1] + 1 if len(line) else 0, len(holds))
    np.minimum.at(first, line[holds], np.flatnonzero(holds))
    return first


def missing_stages(rows: pd.DataFrame, expected: pd.DataFrame) -> pd.DataFrame:
    """For the gap list: one row per delegation x expected chain x stage that nobody of the ESS holds within range.

    `expected`: code, chain, basis (present, documented, to_confirm, unverified). columns: code, chain, stage, basis,
    max_km, nearest (delegation), nearest_km, conventional_near, not_entitled_near. Where the range is not wholly
    surveyed nothing is said missing.
    """
    kept = rows[rows["reach"] == MISSING].merge(expected[["code", "chain", "basis"]], on=["code", "chain"])
    columns = [
        "code", "chain", "stage", "basis", "max_km", "nearest", "nearest_km", "conventional_near", "not_entitled_near",
    ]  # fmt: skip
    return kept[columns].reset_index(drop=True)


def chain_leaks(found: pd.DataFrame) -> pd.DataFrame:
    """One row per chain: in how many delegations it is present, leaves, stays, is not known; the hole met most often.

    columns: chain, present, leaves, stays, unknown, after, stage (NaN where it leaves nowhere), at (delegations that
    lose it there), max_km, conventional (of those, how many have a conventional actor in range), not_entitled (a form
    not entitled), nearest_km (the shortest distance to one who holds it) and nearest.
    """
    of_chain: dict[str, list[dict[Hashable, Any]]] = {}
    for row in found.to_dict("records"):
        of_chain.setdefault(str(row["chain"]), []).append(row)
    rows = [_chain_leak(chain, part) for chain, part in sorted(of_chain.items())]
    return pd.DataFrame(rows, columns=SUMMED)


def _chain_leak(chain: str, part: list[dict[Hashable, Any]]) -> dict[str, Any]:
    """One chain summed up; of holes met equally often the one further up the chain, then the first code."""
    outcome = Counter(row["outcome"] for row in part)
    line: dict[str, Any] = {"chain": chain, "present": len(part)}
    line |= {name: outcome[name] for name in (LEAVES, STAYS, UNKNOWN)}
    gone = [row for row in part if row["outcome"] == LEAVES]
    if not gone:
        return line
    holes = Counter((row["stage"], row["after"]) for row in gone)
    stage, after = min(holes, key=lambda hole: (-holes[hole], ORDERED.index(hole[0]), ORDERED.index(hole[1])))
    there = [row for row in gone if (row["stage"], row["after"]) == (stage, after)]
    closest = min(there, key=lambda row: (row["nearest_km"] if row["nearest_km"] >= 0 else np.inf, row["code"]))
    return line | {
        "after": after,
        "stage": stage,
        "at": len(there),
        "max_km": closest["max_km"],
        "conventional": sum(row["conventional_near"] > 0 for row in there),
        "not_entitled": sum(row["not_entitled_near"] > 0 for row in there),
        "nearest": closest["nearest"],
        "nearest_km": closest["nearest_km"],
    }
