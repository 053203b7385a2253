"""The maths beside the reference libraries: medians and ratios in one table. `python -m tests.bench.maths`."""

import statistics
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analysis.access import binary, floating_catchment
from analysis.robustness import smaa
from analysis.siting import p_median

ROUNDS = 5


@dataclass(frozen=True)
class Line:
    """One measure: ours and, where there is one, the reference's; `same` says whether the answers agree."""

    name: str
    ours: float  # seconds, median
    theirs: float | None  # seconds, median
    same: bool | None

    @property
    def ratio(self) -> float | None:
        """How many times faster."""
        return None if self.theirs is None else self.theirs / self.ours


def median(run: Callable[[], Any], rounds: int = ROUNDS) -> tuple[float, Any]:
    """Seconds of the middle round, and the answer."""
    took, answer = [], None
    for _ in range(rounds):
        started = time.perf_counter()
        answer = run()
        took.append(time.perf_counter() - started)
    return statistics.median(took), answer


def _distances(places: int, sites: int, side_km: float = 200) -> Any:
    rng = np.random.default_rng(7)
    here, there = rng.random((places, 2)) * side_km, rng.random((sites, 2)) * side_km
    return np.hypot(here[:, None, 0] - there[:, 0], here[:, None, 1] - there[:, 1])


def catchment(places: int = 10_000, suppliers: int = 1_000) -> Line:
    """2SFCA within 30 km against `access`, which is given the long frames that it needs."""
    rng = np.random.default_rng(1)
    cost = _distances(places, suppliers)
    people, capacity = rng.integers(1, 5000, places).astype(float), rng.integers(1, 100, suppliers).astype(float)

    def theirs() -> Any:
        from access import Access

        place, supplier = np.indices(cost.shape)
        given = {
            "demand_df": pd.DataFrame({"id": np.arange(places), "people": people}),
            "supply_df": pd.DataFrame({"id": np.arange(suppliers), "capacity": capacity}),
            "cost_df": pd.DataFrame({"from": place.ravel(), "to": supplier.ravel(), "km": cost.ravel()}),
        }
        columns = {
            "demand_index": "id", "demand_value": "people", "supply_index": "id", "supply_value": "capacity",
            "cost_origin": "from", "cost_dest": "to", "cost_name": "km",
        }  # fmt: skip
        found = Access(**given, **columns).two_stage_fca(name="access", cost="km", max_cost=30)
        return found.iloc[:, 0].reindex(range(places)).fillna(0).to_numpy()

    ours, access = median(lambda: floating_catchment(people, capacity, cost, binary(30)))
    reference, expected = median(theirs)
    return Line(f"2SFCA {places} x {suppliers}", ours, reference, bool(np.allclose(access, expected)))


def pairs(places: int = 450) -> Line:
    """p-median over every pair of candidates, the five best with their ties."""
    cost = _distances(places, places)
    people = np.random.default_rng(2).integers(1, 5000, places).astype(float)
    took, _ = median(lambda: p_median(people, cost, 2, top=5))
    return Line(f"p-median p = 2, {places} x {places}, top 5", took, None, None)


def five_sites(places: int = 200) -> Line:
    """p-median with five sites against spopt with PuLP's own CBC, its model building included."""
    cost = _distances(places, places)
    people = np.random.default_rng(2).integers(1, 5000, places).astype(float)

    def theirs() -> float:
        import pulp
        from spopt.locate import PMedian

        model = PMedian.from_cost_matrix(cost, people, p_facilities=5)
        return float(model.solve(pulp.PULP_CBC_CMD(msg=False)).problem.objective.value())

    ours, choices = median(lambda: p_median(people, cost, 5))
    reference, objective = median(theirs)
    return Line(
        f"p-median p = 5, {places} x {places}", ours, reference, bool(np.isclose(choices[0].objective, objective))
    )


def weightings(alternatives: int = 47, criteria: int = 8, draws: int = 10_000) -> Line:
    """SMAA over uniform weights; no reference library does it."""
    matrix = np.random.default_rng(3).random((alternatives, criteria))
    took, _ = median(lambda: smaa(matrix, np.ones(criteria), draws=draws))
    return Line(f"SMAA {draws} draws, {alternatives} x {criteria}", took, None, None)


LINES: tuple[Callable[[], Line], ...] = (catchment, pairs, five_sites, weightings)


def bench() -> list[Line]:
    """Every line, in order."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return [measure() for measure in LINES]


def table(lines: list[Line]) -> str:
    """The lines as one table."""
    rows = [("", "ours s", "reference s", "times faster", "same answer")]
    for line in lines:
        theirs = "" if line.theirs is None else f"{line.theirs:.3f}"
        ratio = "" if line.ratio is None else f"{line.ratio:.1f}"
        same = "" if line.same is None else ("yes" if line.same else "NO")
        rows.append((line.name, f"{line.ours:.4f}", theirs, ratio, same))
    widths = [max(len(row[place]) for row in rows) for place in range(5)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)


if __name__ == "__main__":
    sys.stdout.write(table(bench()) + "\n")
