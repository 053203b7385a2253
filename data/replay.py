"""Which entries count, and their rows laid one upon the other: the part of the fold that is the user's."""

import os
from collections.abc import Callable, Iterable

import duckdb
import pyarrow as pa  # type: ignore[import-untyped]

from data import fold, log
from data.entry import Entry, undone
from words.problem import Problem, ProblemError

WITH_ROWS = ("load", "edit")
Content = dict[str, pa.Table]  # rows or keys, by table


def standing(listed: list[Entry], kinds: Iterable[str] = WITH_ROWS) -> list[Entry]:
    """The entries of these kinds that nothing takes back, oldest first."""
    gone = undone(listed)
    return [entry for entry in listed if entry.kind in kinds and entry.number not in gone]


def demonstration_on(listed: list[Entry]) -> bool:
    """Whether the demonstration is folded in: not refused by ESS_DEMO=0, not switched off, and no load that counts."""
    switches = [entry.settings["demonstration"] for entry in listed if entry.kind == "switch"]
    switched_on = not switches or bool(switches[-1])
    return os.environ.get("ESS_DEMO") != "0" and switched_on and not standing(listed, ("load",))


def expected(listed: list[Entry]) -> str:
    """What a snapshot of these entries says it is folded from."""
    return fold.fingerprint(demonstration_on(listed), listed)


def facts(listed: list[Entry]) -> str:
    """What the facts of a snapshot of these entries are; an erasure makes them other facts."""
    return fold.facts(demonstration_on(listed), standing(listed, (*WITH_ROWS, "erasure")))


def replay(
    connection: duckdb.DuckDBPyConnection,
    listed: list[Entry],
    left: Callable[[Content], Content] = lambda content: content,
    demonstration: bool = True,
) -> set[int]:
    """Fill an empty database with all there is, or `left` of it; returns the edits that found no record to change.

    `demonstration=False` leaves it out even where it is on.
    """
    fold.begin(connection, demonstration and demonstration_on(listed))
    idle = set()
    for entry in standing(listed):
        if fold.apply(connection, entry, left(log.tables(entry.number)), left(log.removed(entry.number))) is None:
            idle.add(entry.number)
    return idle


def taken_back(listed: list[Entry], number: int) -> Entry | None:
    """The undo that takes this entry back now, or None."""
    undos = [entry for entry in standing(listed, ("undo",)) if entry.undoes == number]
    return undos[-1] if undos else None


def to_undo(listed: list[Entry], number: int) -> Entry:
    """The load or edit of that number, if it still counts. Raises ProblemError('cannot_undo')."""
    for entry in standing(listed):
        if entry.number == number:
            return entry
    raise ProblemError(Problem("cannot_undo", {"entry": str(number)}))


def to_redo(listed: list[Entry], number: int) -> Entry:
    """The undo that takes the load or edit of that number back. Raises ProblemError('cannot_redo')."""
    undo = taken_back(listed, number)
    if undo is None:
        raise ProblemError(Problem("cannot_redo", {"entry": str(number)}))
    return undo
