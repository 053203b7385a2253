"""Building the store: fold the facts and the log into the next snapshot, then let `current` name it.

Additions to the log go through `data/recording.py`; a crash leaves at most an entry that the next `ensure()` folds.
"""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb

from data import erasure, fold, incidents, log, mend, replay, snapshots
from data.entry import Entry, undone
from queries.store import current_snapshot
from words.problem import ProblemError
from words.translate import DEFAULT_LANGUAGE, sentence

KEEPS_READERS = frozenset({"log_damaged", "disk_full", "disk_read_only", "disk_failed"})
Fill = Callable[[duckdb.DuckDBPyConnection], tuple[list[Entry], set[int]]]  # puts content in: entries to record, idle


def demonstration_on() -> bool:
    """Whether the demonstration is folded in: not refused by ESS_DEMO=0, not switched off, and no load of one's own."""
    return replay.demonstration_on(log.entries())


def build() -> Path:
    """Fold everything anew into the next snapshot and switch to it. Raises ProblemError if a check fails."""
    with snapshots.writing():
        mend.mend()
        finish_erasure()
        return _fold_anew(log.entries())


def ensure() -> Path:
    """The current snapshot, built if it is absent, unreadable or not the fold of today's facts and log.

    Readers are kept where nothing can be written: a disk that is full or closed, or a log with a damaged entry, leaves
    them the snapshot there is, and is noted.
    """
    path, fits = current_snapshot(), False
    try:
        fits = _is_fold(path, log.entries())
        if path is not None and fits and not mend.needed() and not erasure.pending():
            return path
        with snapshots.writing(0.0 if fits else snapshots.LOCK_SECONDS):
            return _ensure()
    except ProblemError as refused:
        code = refused.problem.code
        if path is not None and fits and code == "writer_busy":  # what lies about is a writer's at work
            return path
        if path is None or code not in KEEPS_READERS or not _readable(path):
            raise
        incidents.note(f"kept_{code}", **{name: str(value) for name, value in refused.problem.args.items()})
        return path


def mended(damaged_too: bool = False) -> list[Entry]:
    """The entries, once what a crash left is mended. `damaged_too`: of a log that is about to be replaced."""
    mend.mend()
    try:
        finish_erasure()
        return log.entries()
    except ProblemError:
        if not damaged_too:
            raise
        return []


def fold_held() -> Path:
    """`ensure` for those who hold the lock: what cannot be folded is refused, nobody is kept waiting."""
    return _ensure()


def _is_fold(path: Path | None, listed: list[Entry]) -> bool:
    return path is not None and snapshots.content(path) == replay.expected(listed) and snapshots.whole(path)


def _readable(path: Path) -> bool:
    return snapshots.content(path) is not None and snapshots.whole(path)


def _ensure() -> Path:
    mend.mend()
    finish_erasure()
    path, listed = current_snapshot(), log.entries()
    if _is_fold(path, listed):
        assert path is not None
        return path
    _note_why(path, listed)
    return _fold_anew(listed)


def _note_why(path: Path | None, listed: list[Entry]) -> None:
    """Say what was found where the store was not the fold of the log; another version of the code is no incident."""
    if path is None:
        if snapshots.named() or snapshots.numbered():
            incidents.note("pointer_lost", name=snapshots.named() or "–")
        return
    if not _readable(path):
        incidents.note("snapshot_rebuilt", name=path.name)
        return
    last = snapshots.last_entry(path)
    for entry in listed:
        if entry.number > last:
            incidents.note("entry_folded_late", name=f"{entry.number:06d}")


def _fold_anew(listed: list[Entry]) -> Path:
    return snapshots.switch(*filled(listed, all_of(listed)))


def all_of(listed: list[Entry]) -> Fill:
    """Fill an empty database with all there is."""
    return lambda connection: (listed, replay.replay(connection, listed))


def filled(listed: list[Entry], fill: Fill, base: Path | None = None, same_facts: bool = False) -> tuple[Path, int]:
    """A new, checked file and its number. `base` is the snapshot to start from, if not from nothing."""
    path, number = snapshots.building(), snapshots.next_number()
    fill_in(path, number, listed, fill, base, same_facts)
    try:
        snapshots.reserve(path, number)
    except BaseException:
        snapshots.discard(path)
        raise
    return path, number


def fill_in(
    path: Path, number: int, listed: list[Entry], fill: Fill, base: Path | None = None, same_facts: bool = False
) -> None:
    """Make the snapshot file `path` of these entries, or leave nothing there."""
    try:
        if base is not None:
            shutil.copyfile(base, path)
        with duckdb.connect(str(path), config=fold.ENGINE) as connection:
            recorded, idle = fill(connection)
            fold.record(connection, recorded, undone(recorded), idle)
            if not same_facts:
                fold.verified(connection)
            on = replay.demonstration_on(listed)
            fold.sign(connection, number, on, replay.expected(listed), replay.facts(listed))
            connection.execute("checkpoint")
    except BaseException:
        snapshots.discard(path)
        raise


def finish_erasure() -> None:
    """Bring an erasure that was begun to its end: the log, the store, and every older copy."""
    if not erasure.pending():
        return
    erasure.carry_out()
    path, listed = current_snapshot(), log.entries()
    if path is None or snapshots.content(path) != replay.expected(listed):
        path = _fold_anew(listed)
    erasure.forget_copies(path)


def main() -> int:
    """Build and say what was built; 1 with a sentence if something is wrong."""
    try:
        path = build()
    except ProblemError as error:
        sys.stderr.write(sentence(error.problem, DEFAULT_LANGUAGE) + "\n")
        return 1
    finally:
        incidents.tell(DEFAULT_LANGUAGE)
    listed = log.entries()
    aside = log.set_aside()
    with duckdb.connect(str(path), read_only=True) as connection:
        parts = [
            f"{t} {_count(connection, t)}" for t in ("delegation", "organisation", "enterprise", "service", "project")
        ]
    demonstration = "on" if replay.demonstration_on(listed) else "off"
    said = f"{path.name}: {', '.join(parts)}; demonstration {demonstration}; {len(listed)} entries"
    sys.stdout.write(said + (f"; set aside: {', '.join(p.name for p in aside)}" if aside else "") + "\n")
    return 0


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    row = connection.execute(f"select count(*) from {table}").fetchone()
    return int(row[0]) if row else 0


if __name__ == "__main__":
    raise SystemExit(main())
