"""Building the store: fold the facts and the log into the next snapshot, then let `current` name it.

Every writer (page or command line) comes through here and holds the one lock. A load is tried on a copy first: a check
that fails leaves log and snapshot as they were. A crash leaves at most an entry that the next `ensure()` folds.
"""

import datetime as dt
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]

from data import erasure, fold, incidents, log, mend, removal, replay, snapshots, tables
from data.log import Counts, Entry
from queries.store import current_snapshot
from words.problem import Problem, ProblemError
from words.translate import DEFAULT_LANGUAGE, sentence

PARSER_VERSION = 1
KEEPS_READERS = frozenset({"log_damaged", "disk_full", "disk_read_only", "disk_failed"})
Fill = Callable[[duckdb.DuckDBPyConnection], tuple[list[Entry], set[int]]]  # puts content in: entries to record, idle


def demonstration_on() -> bool:
    """Whether the demonstration is folded in: not refused by ESS_DEMO=0, not switched off, and no load of one's own."""
    return replay.demonstration_on(log.entries())


def build() -> Path:
    """Fold everything anew into the next snapshot and switch to it. Raises ProblemError if a check fails."""
    with snapshots.writing():
        mend.mend()
        _finish_erasure()
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
        _finish_erasure()
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
    _finish_erasure()
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
    return snapshots.switch(*_filled(listed, all_of(listed)))


def all_of(listed: list[Entry]) -> Fill:
    """Fill an empty database with all there is."""
    return lambda connection: (listed, replay.replay(connection, listed))


def _filled(listed: list[Entry], fill: Fill, base: Path | None = None, same_facts: bool = False) -> tuple[Path, int]:
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
            fold.record(connection, recorded, log.undone(recorded), idle)
            if not same_facts:
                fold.verified(connection)
            on = replay.demonstration_on(listed)
            fold.sign(connection, number, on, replay.expected(listed), replay.facts(listed))
            connection.execute("checkpoint")
    except BaseException:
        snapshots.discard(path)
        raise


def record_load(
    given: dict[str, pd.DataFrame],
    *,
    source: str,
    file_name: str,
    sha256: str,
    who: str,
    mapping: dict[str, object],
    dry_run: bool = False,
    full: Sequence[str] = (),
) -> Entry:
    """Take cleaned rows into the log and the store; rows with a known (source, source_id) replace it if they differ.

    Frames have the schema's columns; `source_id` is required, `id`, `source`, `recorded_on`, `entry` are filled in.
    `full`: tables given whole, whose other rows of the same source go. Returns the entry with its counts per table;
    number 0 says that nothing was appended, because nothing changed or because it is a dry run. Raises ProblemError
    (duplicate_key, check_*, writer_busy) and then changes nothing.
    """
    with snapshots.writing():
        _ensure()
        entry = replace(
            _plain("load", who), source=source, file_name=file_name, sha256=sha256, column_mapping=dict(mapping),
            full=list(full),
        )  # fmt: skip
        content = tables.complete(given, source, entry.number, entry.recorded_at.date())
        tables.refuse_doubles(content)
        return _take(entry, content, {}, log.entries(), dry_run)


def record_edit(
    record: dict[str, str], given: dict[str, pd.DataFrame], removed: dict[str, pa.Table], who: str
) -> Entry:
    """Change one record (table, source, source_id), or take it out, as a load of one row would; see `data/edit.py`."""
    with snapshots.writing():
        _ensure()
        entry = replace(_plain("edit", who), source=record["source"], record=record)
        content = tables.complete(given, record["source"], entry.number, entry.recorded_at.date())
        tables.refuse_doubles(content)
        entry = replace(entry, sha256=tables.digest({**content, **{f"-{t}": keys for t, keys in removed.items()}}))
        return _take(entry, content, removed, log.entries(), dry_run=False)


def _take(
    entry: Entry, content: dict[str, pa.Table], removed: dict[str, pa.Table], listed: list[Entry], dry_run: bool
) -> Entry:
    """Try the rows on a copy, append them to the log, then make the copy current."""
    demonstration = replay.demonstration_on(listed)
    counts: dict[str, Counts] = {}

    def fill(connection: duckdb.DuckDBPyConnection) -> tuple[list[Entry], set[int]]:
        if demonstration:  # the first load of one's own: the demonstration goes
            fold.begin(connection, demonstration=False)
        idle = fold.idle(connection)
        met = fold.apply(connection, entry, content, removed)
        if met is None:
            raise ProblemError(Problem("record_gone"))
        counts.update(met)
        return [*listed, replace(entry, counts=counts)], idle

    built, number = _filled([*listed, entry], fill, None if demonstration else current_snapshot())
    entry = replace(entry, counts=counts)
    if dry_run or not any(entry.total(what) for what in ("added", "changed", "removed")):
        snapshots.discard(built)
        return replace(entry, number=0)
    return _taken(entry, content, removed, built, number)


def _taken(entry: Entry, rows: dict[str, pa.Table], removed: dict[str, pa.Table], built: Path, number: int) -> Entry:
    """Append the entry, then let its snapshot be current. Once it is in the log it is accepted, whatever follows."""
    try:
        log.append(entry, rows, removed)
    except BaseException:
        snapshots.discard(built)
        raise
    try:
        snapshots.switch(built, number)
    except OSError as error:  # the next start folds it
        incidents.note("switch_failed", name=f"{entry.number:06d}", reason=error.strerror or type(error).__name__)
    return entry


def undo_last(who: str) -> Entry:
    """Take the last load or edit that still counts out of the store, by one more entry. Raises 'nothing_to_undo'."""
    with snapshots.writing():
        _ensure()
        listed = log.entries()
        if not (counting := replay.standing(listed)):
            raise ProblemError(Problem("nothing_to_undo"))
        return _turn(listed, _plain("undo", who, undoes=counting[-1].number))


def undo(number: int, who: str) -> Entry:
    """Take a load or edit out of the store, by one more entry.

    Raises ProblemError: cannot_undo; entries_need where later entries name its records, naming them.
    """
    with snapshots.writing():
        _ensure()
        listed = log.entries()
        return _turn(listed, _plain("undo", who, undoes=replay.to_undo(listed, number).number))


def redo(number: int, who: str) -> Entry:
    """Take the undo of a load or edit back, by one more entry. Raises ProblemError: cannot_redo, entries_need."""
    with snapshots.writing():
        _ensure()
        listed = log.entries()
        return _turn(listed, _plain("redo", who, undoes=replay.to_redo(listed, number).number))


def _turn(listed: list[Entry], entry: Entry) -> Entry:
    """Append an undo or a redo if what is left holds together."""
    whole = [*listed, entry]

    def fill(connection: duckdb.DuckDBPyConnection) -> tuple[list[Entry], set[int]]:
        idle = replay.replay(connection, whole)
        if needing := removal.orphans(connection):
            raise ProblemError(Problem("entries_need", {"entries": ", ".join(map(str, needing))}))
        return whole, idle

    return _append_and_fold(entry, *_filled(whole, fill))


def erase(table: str, source: str, source_id: str, who: str) -> Entry:
    """Take a record and all that belongs to it out of every entry, snapshot and backup, by one more entry.

    From the moment the intent is written, a crash is made good by the next start. Raises ProblemError: record_unknown,
    and the check that what is left would fail; nothing is erased then.
    """
    with snapshots.writing():
        _ensure()
        listed = log.entries()
        plan = erasure.planned(table, source, source_id, listed)
        entry = replace(_plain("erasure", who, settings={"table": table}), counts=plan.counts)
        whole = [*erasure.blanked(listed, plan), entry]

        def fill(connection: duckdb.DuckDBPyConnection) -> tuple[list[Entry], set[int]]:
            return whole, replay.replay(connection, whole, plan.left)

        built, number = _filled(whole, fill)
        erasure.intend(entry, plan)
        erasure.carry_out()
        snapshots.switch(built, number)
        _finish_erasure()
        return entry


def _finish_erasure() -> None:
    """Bring an erasure that was begun to its end: the log, the store, and every older copy."""
    if not erasure.pending():
        return
    erasure.carry_out()
    path, listed = current_snapshot(), log.entries()
    if path is None or snapshots.content(path) != replay.expected(listed):
        path = _fold_anew(listed)
    erasure.forget_copies(path)


def switch_demonstration(on: bool, who: str) -> Entry:
    """Switch the demonstration on or off. Raises ProblemError where a load of one's own or ESS_DEMO=0 keeps it off."""
    with snapshots.writing():
        _ensure()
        listed = log.entries()
        if on and replay.standing(listed, ("load",)):
            raise ProblemError(Problem("demonstration_has_loads"))
        if on and os.environ.get("ESS_DEMO") == "0":
            raise ProblemError(Problem("demonstration_refused"))
        entry = _plain("switch", who, settings={"demonstration": on})
        return _append_and_fold(entry, *_filled([*listed, entry], all_of([*listed, entry])))


def _plain(kind: log.Kind, who: str, undoes: int | None = None, settings: dict[str, object] | None = None) -> Entry:
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    return Entry(
        number=log.next_number(), kind=kind, who=who, recorded_at=now, parser_version=PARSER_VERSION,
        schema_version=tables.SCHEMA_VERSION, undoes=undoes, settings=settings or {},
    )  # fmt: skip


def record_scenario(settings: dict[str, object], who: str, permitted: Callable[[list[Entry]], str]) -> Entry:
    """Record a scenario, or that it is removed. The facts stay: the snapshot is copied and neither folded nor checked.

    `permitted` is asked under the lock, with the entries there are: it returns the name to keep or raises ProblemError.
    """
    with snapshots.writing():
        _ensure()
        listed = log.entries()
        entry = replace(_plain("scenario", who, settings=settings), source=permitted(listed))
        whole = [*listed, entry]
        built = _filled(whole, lambda copied: (whole, fold.idle(copied)), current_snapshot(), same_facts=True)
        return _append_and_fold(entry, *built)


def _append_and_fold(entry: Entry, built: Path, number: int) -> Entry:
    return _taken(entry, {}, {}, built, number)


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
