"""The same siting questions by mixed-integer programming, for sizes that cannot be enumerated.

HiGHS solves one choice at a time; each one found is forbidden and the next is asked for, until the next is worse than
the last rank. Every choice is measured again exactly, so the solver's tolerances order nothing. The time is bounded:
what is left open then is said in `gap` and `complete`.
"""

import time

import highspy
import numpy as np

from analysis.ranking import ranked
from analysis.siting_covers import covers
from analysis.siting_rules import CENTER, COVER, Array, Choice, Choices, Indices, Kind, Search, within
from analysis.siting_scan import listed

SECONDS = 60.0
# Ties are found one solve at a time.
MOST_FOUND = 100
MOST_COVERS = 10_000
# How far off the solver may be where it stops looking for ties (its own tolerances are about 1e-7).
SLACK = 1e-6


def best(search: Search, kind: Kind, p: int, top: int) -> Choices:
    """The `top` choices of p sites and all ties with the last. The rules must be possible."""
    task = _Task(search, p - len(search.fixed))
    ask = {COVER: task.cover, CENTER: task.center}.get(kind, task.median)
    keys = np.empty((0, 2))
    while len(task.found) < top + MOST_FOUND:
        rows = ask()
        if rows is None:
            break
        unserved, objective = search.measure(kind, rows[None])
        key = np.array([0.0, -objective[0]] if kind == COVER else [unserved[0], objective[0]])
        if len(keys) >= top and _worse(key, keys[ranked(keys)[0][top - 1]]):
            return task.told(listed(search, kind, np.array(task.found), top))
        task.found.append(rows)
        keys = np.vstack([keys, key])
    else:
        task.complete = False
    if not task.found:
        return Choices(reason="siting_no_time", method="highs")
    return task.told(listed(search, kind, np.array(task.found), top))


def least_sites(search: Search) -> Choices:
    """Every smallest set of sites that reaches all reachable demand; costs are 0 within the limit and inf beyond.

    HiGHS finds how few suffice; with that many, all sets are then built place by place.
    """
    task = _Task(search, None)
    fewest = task.fewest()
    if fewest is None:
        return Choices(reason="siting_not_all_reachable" if task.complete else "siting_no_time", method="highs")
    found: list[list[int]] = []
    for rows in covers(search, len(fewest)):
        found.append(rows)
        if len(found) > MOST_COVERS or time.monotonic() > task.deadline:
            task.complete = False
            break
    choices = listed(search, COVER, np.array(found or [fewest.tolist()], dtype=np.intp), 1)
    size = float(len(fewest) + len(search.fixed))
    return task.told(Choices([Choice(choice.sites, size, choice.unserved) for choice in choices]))


def _worse(key: Array, last: Array) -> bool:
    slack = SLACK * np.abs(last)
    return bool(key[0] > last[0] + slack[0] or (key[0] >= last[0] - slack[0] and key[1] > last[1] + slack[1]))


class _Task:
    """One search: what has been found (and is forbidden from then on), the time left, the gap left open."""

    def __init__(self, search: Search, picks: int | None) -> None:
        self.search, self.picks = search, picks
        self.found: list[Indices] = []
        self.deadline = time.monotonic() + SECONDS
        self.gap, self.complete = 0.0, True
        self.radius = 0.0

    def told(self, choices: Choices) -> Choices:
        """The choices with what the solver knows about them."""
        choices.method, choices.gap, choices.complete = "highs", self.gap, self.complete
        return choices

    def cover(self, limit: float = np.inf) -> Indices | None:
        """The rows that leave the least demand beyond the limit. Columns: rows y, unserved z."""
        search = within(self.search, limit)
        assert isinstance(search, Search)
        program = self._program(search, np.zeros(0))
        _reach(program, search)
        return self._solve(program)

    def fewest(self) -> Indices | None:
        """The fewest rows that leave no reachable demand unserved."""
        search = self.search
        program = self._program(search, np.zeros(0))
        _reach(program, search)
        rows = len(search.rows)
        program.cost[:] = 0.0
        program.cost[:rows] = 1.0
        program.upper[rows:] = np.where(search.reachable, 0.0, 1.0)
        return self._solve(program)

    def center(self) -> Indices | None:
        """The rows of least worst cost among those that leave the least unserved, by halving the list of radii."""
        widest = self.cover()
        if widest is None:
            return None
        unserved, worst = (float(value[0]) for value in self.search.measure(CENTER, widest[None]))
        # A choice forbids itself only, so the least radius never shrinks while everyone is served.
        radii = np.unique(np.append(self.search.rows, self.search.base))
        radii = radii[(radii >= (self.radius if unserved == 0 else 0.0)) & (radii <= worst)]
        answer, low, high = widest, 0, len(radii) - 1
        middle = 0
        while low <= high:
            rows = self.cover(float(radii[middle]))
            if rows is None:
                return None
            left, here = (float(value[0]) for value in self.search.measure(CENTER, rows[None]))
            if left <= unserved * (1 + SLACK) and here <= radii[middle]:
                answer, high = rows, middle - 1
            else:
                low = middle + 1
            middle = (low + high) // 2
        if len(radii) and unserved == 0:
            self.radius = float(radii[min(low, len(radii) - 1)])
        return answer

    def median(self) -> Indices | None:
        """The rows of least weighted cost among those that leave the least unserved. Columns: y, z, then x."""
        search = self.search
        site, place = np.nonzero(search.rows < search.base)
        weights = search.demand / search.demand.max()
        spread = max(1.0, float(search.rows[np.isfinite(search.rows)].max(initial=0.0)))
        based = np.flatnonzero(np.isfinite(search.base))
        served = np.append(place, based)
        cost = np.append(search.rows[site, place], search.base[based]) * weights[served] / spread
        program = self._program(search, cost)
        first = len(search.rows) + len(search.demand)
        columns = first + np.arange(len(served))
        by_place = np.argsort(served, kind="stable")
        for at, mine in enumerate(
            np.split(columns[by_place], np.cumsum(np.bincount(served, minlength=len(weights))))[:-1]
        ):
            program.add(np.append(mine, len(search.rows) + at), 1.0, 1.0, 1.0)
        for link, row in zip(columns[: len(site)], site, strict=True):
            program.add(np.array([link, row]), np.array([1.0, -1.0]), -np.inf, 0.0)
        program.cost[len(search.rows) : first] = 0.0
        if np.isfinite(search.rows).all():
            program.upper[len(search.rows) : first] = 0.0
        else:
            widest = self.cover()
            if widest is None:
                return None
            least = float(search.measure(COVER, widest[None])[0][0]) / float(search.demand.max())
            program.add(len(search.rows) + np.arange(len(weights)), weights, -np.inf, least * (1 + 1e-9))
        return self._solve(program)

    def _program(self, search: Search, cost: Array) -> "_Program":
        """The columns and the rules: how many, one of a group, none of the found again."""
        rows, places = len(search.rows), len(search.demand)
        weights = search.demand / search.demand.max()
        program = _Program(np.concatenate([np.zeros(rows), weights, cost]), rows)
        program.upper[rows : rows + places] = np.where(np.isfinite(search.base), 0.0, 1.0)
        every = np.arange(rows)
        if self.picks is not None:
            program.add(every, 1.0, self.picks, self.picks)
        for last in np.unique(search.follows):
            program.add(np.flatnonzero(search.follows == last), 1.0, -np.inf, 1.0)
        for one_of in search.required:
            program.add(one_of, 1.0, 1.0, np.inf)
        for found in self.found:
            program.add(found, 1.0, -np.inf, len(found) - 1.0)
        return program

    def _solve(self, program: "_Program") -> Indices | None:
        left = self.deadline - time.monotonic()
        solver = program.solver()
        solver.setOptionValue("time_limit", max(left, 0.0))
        if left > 0:
            solver.run()
        status = solver.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        if status != highspy.HighsModelStatus.kOptimal:
            self.complete = False
            if left > 0:
                self.gap = max(self.gap, float(solver.getInfo().mip_gap))
            return None
        values = np.array(solver.getSolution().col_value[: program.integers])
        return np.flatnonzero(values > 0.5)


def _reach(program: "_Program", search: Search) -> None:
    rows = len(search.rows)
    for place in np.flatnonzero(np.isinf(search.base)):
        able = np.flatnonzero(np.isfinite(search.rows[:, place]))
        program.add(np.append(able, rows + place), 1.0, 1.0, np.inf)


class _Program:
    """A mixed-integer program being written: minimise cost over columns from 0 to `upper`, the first ones whole."""

    def __init__(self, cost: Array, integers: int) -> None:
        self.cost, self.integers = cost, integers
        self.upper = np.ones(len(cost))
        self.rows: list[tuple[Indices, Array, float, float]] = []

    def add(self, columns: Indices, weights: Array | float, lower: float, upper: float) -> None:
        """One row: lower <= weights @ columns <= upper."""
        self.rows.append((columns, np.broadcast_to(weights, columns.shape), lower, upper))

    def solver(self) -> highspy.Highs:
        """HiGHS loaded with the program, asked for the proved optimum."""
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.cost), len(self.rows)
        model.col_cost_, model.col_lower_, model.col_upper_ = self.cost, np.zeros(len(self.cost)), self.upper
        model.row_lower_ = np.array([row[2] for row in self.rows])
        model.row_upper_ = np.array([row[3] for row in self.rows])
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.append(0, np.cumsum([len(row[0]) for row in self.rows])).astype(np.int32)
        model.a_matrix_.index_ = np.concatenate([row[0] for row in self.rows]).astype(np.int32)
        model.a_matrix_.value_ = np.concatenate([row[1] for row in self.rows])
        whole, real = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
        model.integrality_ = [whole] * self.integers + [real] * (len(self.cost) - self.integers)
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        solver.silent()
        solver.setOptionValue("mip_rel_gap", 0.0)
        solver.setOptionValue("mip_abs_gap", 0.0)
        solver.passModel(model)
        return solver
