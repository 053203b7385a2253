"""Stages within reach: who holds the next stage, how far the nearest is, and where the value leaves.

A stage is judged from each delegation within the range of its chain and stage, never by an administrative line. An
actor of the delegation itself is always within range. Held: by an ESS enterprise entitled to it or by an informal
group or individual holder; a conventional actor, or a form that may not trade, does not hold it.
"""

from collections import Counter
from collections.abc import Hashable
from itertools import groupby
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
    any distance. `in_fact`: exercised here, by whatever ESS form. `unsurveyed`: delegations in range not surveyed.
    """
    codes = distance_km.index
    if not codes.equals(distance_km.columns):
        raise ProblemError(Problem("reach_bad_distances"))
    km = distance_km.to_numpy(dtype=float)
    cells = counts.groupby(["chain", "stage", "delegation"])[list(KINDS)].sum()
    surveyed = survey.assign(known=survey["status"] == SURVEYED).pivot(
        index="delegation", columns="chain", values="known"
    )
    known = surveyed.reindex(index=codes).eq(True)
    parts = []
    held = {key: part.droplevel([0, 1]) for key, part in cells.groupby(level=["chain", "stage"])}
    nobody = pd.DataFrame(0, index=codes[:0], columns=list(KINDS))
    for row in ranges[["chain", "stage", "rank", "max_km"]].to_dict("records"):
        actors = held.get((row["chain"], row["stage"]), nobody).reindex(codes, fill_value=0).to_numpy(dtype=float)
        complete = known[row["chain"]].to_numpy() if row["chain"] in known else np.zeros(len(codes), bool)
        part = _from_everywhere(km, actors, complete, float(row["max_km"]), codes)
        for name in ("chain", "stage", "rank", "max_km"):
            part[name] = row[name]
        parts.append(part)
    if not parts:
        return pd.DataFrame(columns=ROWS)
    return pd.concat(parts, ignore_index=True)[ROWS].sort_values(["chain", "code", "rank"], ignore_index=True)


def _from_everywhere(
    km: Floats, actors: Floats, surveyed: npt.NDArray[np.bool_], max_km: float, codes: pd.Index
) -> pd.DataFrame:
    """One stage of one chain, seen from every delegation; `actors`[delegation, KINDS]."""
    near = km <= max_km
    np.fill_diagonal(near, True)
    held = actors[:, 0] + actors[:, 1]
    unsurveyed = (near & ~surveyed).sum(axis=1)
    reach = np.select([held > 0, near @ held > 0, unsurveyed == 0], [HERE, NEAR, MISSING], UNKNOWN)
    away = np.where(held > 0, km, np.inf)
    best = away.argmin(axis=1)
    least = away[np.arange(len(km)), best]
    reached = np.isfinite(least)
    return pd.DataFrame(
        {
            "code": codes,
            "reach": reach,
            "here": held.astype(int),
            "in_fact": (held + actors[:, 2]).astype(int),
            "ess_near": (near @ actors[:, 0]).astype(int),
            "not_entitled_near": (near @ actors[:, 2]).astype(int),
            "conventional_near": (near @ actors[:, 3]).astype(int),
            "unsurveyed": unsurveyed,
            "nearest": np.where(reached, codes.to_numpy(dtype=object)[best], None),
            "nearest_km": np.where(reached, least, np.nan),
        }
    )


def leaks(rows: pd.DataFrame) -> pd.DataFrame:
    """Where the value leaves -> one row per delegation x chain with a stage held or exercised there, by ROWS' columns.

    Following the product down from the first stage exercised in the delegation: the first stage that nobody of the ESS
    holds within its range. columns: code, chain, outcome (leaves, unknown, stays), after (the last stage reached), and
    of the stage that is missing or not known: stage, max_km, nearest, nearest_km, conventional_near, not_entitled_near,
    unsurveyed. A later hole is not told: the product has already left.
    """
    told = ("stage", "max_km", "nearest", "nearest_km", "conventional_near", "not_entitled_near", "unsurveyed")
    found = []
    for (chain, code), part in groupby(rows.to_dict("records"), key=lambda row: (row["chain"], row["code"])):
        stages = list(part)
        first = next((at for at, row in enumerate(stages) if row["in_fact"] > 0), None)
        if first is None:
            continue
        line: dict[str, object] = {"code": code, "chain": chain, "outcome": STAYS, "after": stages[-1]["stage"]}
        for at, row in enumerate(stages[first + 1 :], first + 1):
            if row["reach"] in (MISSING, UNKNOWN):
                outcome = LEAVES if row["reach"] == MISSING else UNKNOWN
                line |= {"outcome": outcome, "after": stages[at - 1]["stage"]} | {name: row[name] for name in told}
                break
        found.append(line)
    return pd.DataFrame(found, columns=["code", "chain", "outcome", "after", *told])


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
