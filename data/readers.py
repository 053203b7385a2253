"""From a file to its sheets of raw cells, by the file's extension. Nothing in a file is ever executed."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from data.delimited import read_delimited
from data.workbook import read_workbook
from words.problem import Problem, ProblemError

MAX_FILE_BYTES = 50_000_000


class Sheet(NamedTuple):
    """One sheet as written: `rows[0]` is the row that the user's program numbers 1."""

    name: str
    rows: Sequence[Sequence[object]]
    problems: tuple[Problem, ...] = ()


# One line per kind of file: extension -> function(path) -> (name, rows, problems) of each sheet.
READERS: dict[str, Callable[[Path], list[tuple[str, Sequence[Sequence[object]], tuple[Problem, ...]]]]] = {
    ".xlsx": read_workbook,
    ".csv": read_delimited,
}


def read(path: Path) -> list[Sheet]:
    """The sheets of a file. Raises ProblemError with one clear reason when it cannot be read at all."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(READERS)
        raise ProblemError(Problem("file_kind_unknown", {"name": path.name, "known": known}))
    try:
        size = path.stat().st_size
    except OSError as error:
        raise ProblemError(Problem("file_missing", {"name": path.name})) from error
    if size == 0:
        raise ProblemError(Problem("file_empty", {"name": path.name}))
    if size > MAX_FILE_BYTES:
        raise ProblemError(Problem("file_too_big", {"name": path.name, "most": MAX_FILE_BYTES // 1_000_000}))
    try:
        return [Sheet(*sheet) for sheet in reader(path)]
    except OSError as error:
        raise ProblemError(Problem("file_missing", {"name": path.name})) from error
