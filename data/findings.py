"""What a load found, row by row: problems with their place, and which rows they keep out."""

from collections import Counter
from dataclasses import dataclass, field, replace

from data.values import text
from words.problem import ERROR, WARNING, Problem

MAX_SAID = 200  # of one kind in one column; the rest are counted
MAX_VALUE = 80


@dataclass
class Findings:
    """The problems of one sheet. `headings`: column -> as the user wrote it. `repairs`: codes accepted for repair."""

    sheet: str
    headings: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    refused: set[int] = field(default_factory=set)
    refused_whole: bool = False
    repairs: frozenset[str] = frozenset()
    repaired: Counter[str] = field(default_factory=Counter)
    _said: Counter[tuple[str, str | None, str]] = field(default_factory=Counter)

    def add(self, problem: Problem, row: int | None = None, column: str | None = None, value: object = None) -> None:
        """Say a problem at its place; an error keeps its row out, one without a row the whole sheet."""
        if problem.severity == ERROR:
            if row is None:
                self.refused_whole = True
            else:
                self.refused.add(row)
        heading = self.headings.get(column, column) if column else None
        kind = (problem.code, heading, problem.severity)
        self._said[kind] += 1
        if self._said[kind] <= MAX_SAID:
            shown = text(value)
            if shown and len(shown) > MAX_VALUE:
                shown = shown[: MAX_VALUE - 1] + "…"
            self.problems.append(replace(problem, sheet=self.sheet, row=row, column=heading, value=shown))

    def warn(
        self,
        code: str,
        row: int | None = None,
        column: str | None = None,
        value: object = None,
        **args: str | int | float,
    ) -> None:
        """Say something that lets the row in."""
        self.add(Problem(code, args, severity=WARNING), row, column, value)

    def repair(self, problem: Problem, row: int, column: str, value: object) -> bool:
        """Whether a problem's repair was accepted: said as done, else as the problem with what it proposes."""
        accepted = problem.code in self.repairs
        if accepted:
            self.repaired[problem.code] += 1
            code = "repaired" if problem.args["repaired"] else "repaired_left_out"
            problem = Problem(code, {**problem.args, "kind": problem.code}, severity=WARNING)
        self.add(problem, row, column, value)
        return accepted

    def all(self) -> list[Problem]:
        """The problems in the order of rows, errors and warnings that were too many summed up at the end."""
        placed = sorted(self.problems, key=lambda problem: problem.row or 0)
        for (code, heading, severity), n in self._said.items():
            if n > MAX_SAID:
                args: dict[str, str | int | float] = {"n": n - MAX_SAID, "kind": code}
                placed.append(Problem("more_of_the_same", args, self.sheet, None, heading, None, severity))
        return placed
