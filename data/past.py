"""The store as it was: the log's first entries folded into a snapshot beside the present one, which stays as it is.

Such files lie in `store/past/`, the last few asked for; they are copies, and an erasure deletes them like any other.
"""

import contextlib
import datetime as dt
import os
from pathlib import Path

from data import build, log, replay, snapshots
from data.entry import Entry
from queries.store import store_dir

KEPT = 4


def until(listed: list[Entry], number: int) -> list[Entry]:
    """The entries up to this one, itself included; none for 0."""
    return [entry for entry in listed if entry.number <= number]


def last_on(listed: list[Entry], day: dt.date) -> int:
    """The last entry recorded by the end of that day on this machine's clock; 0 where there is none."""
    return max((entry.number for entry in listed if entry.recorded_at.astimezone().date() <= day), default=0)


def at(number: int) -> Path:
    """A snapshot of the store as that entry left it, made unless it is there; opened read-only by whoever asks.

    Made under the writer's lock, so that nothing that is being erased comes back. Raises ProblemError: writer_busy, or
    the check that today's rules would fail.
    """
    build.ensure()
    home = store_dir() / "past"
    path = home / f"ess-{number}.duckdb"
    listed = until(log.entries(), number)
    if path.exists() and snapshots.content(path) == replay.expected(listed):
        return path
    with snapshots.writing():
        home.mkdir(exist_ok=True)
        listed = until(log.entries(), number)
        building = home / f"building-{os.getpid()}"
        build.fill_in(building, number, listed, build.all_of(listed))
        building.replace(path)
        _forget_older(home)
    return path


def _forget_older(home: Path) -> None:
    """Only the last few are kept, and nothing that a crash left."""
    files = sorted(home.glob("ess-*.duckdb"), key=lambda path: path.stat().st_mtime)
    for path in [*files[:-KEPT], *home.glob("building-*")]:
        with contextlib.suppress(OSError):  # open elsewhere, on Windows
            path.unlink()
