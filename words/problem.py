"""A fault as a code with its facts; it becomes a sentence at the edge, in the reader's language."""

from dataclasses import dataclass, field

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True)
class Problem:
    """One fault. `code` is the translation key `problem.<code>`; `args` fill its placeholders.

    `sheet`, `row` (1-based, as the user's program numbers it) and `column` say where, when there is a where.
    """

    code: str
    args: dict[str, str | int | float] = field(default_factory=dict, hash=False)
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None
    severity: str = ERROR


class ProblemError(Exception):
    """An operation refused for one stated reason."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem
