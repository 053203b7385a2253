"""Recording what is done: every writer (page or command line) comes through here, holds the one lock, adds one entry.

A load is tried on a copy of the store first: a check that fails leaves log and snapshot as they were.
"""

import datetime as dt
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]

from data import build, erasure, fold, incidents, log, removal, replay, snapshots, tables
from data.entry import Counts, Entry, Kind
from queries.store import current_snapshot
from words.problem import Problem, ProblemError

PARSER_VERSION = 1


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
        build.fold_held()
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
        build.fold_held()
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

    built, number = build.filled([*listed, entry], fill, None if demonstration else current_snapshot())
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
        build.fold_held()
        listed = log.entries()
        if not (counting := replay.standing(listed)):
            raise ProblemError(Problem("nothing_to_undo"))
        return _turn(listed, _plain("undo", who, undoes=counting[-1].number))


def undo(number: int, who: str) -> Entry:
    """Take a load or edit out of the store, by one more entry.

    Raises ProblemError: cannot_undo; entries_need where later entries name its records, naming them.
    """
    with snapshots.writing():
        build.fold_held()
        listed = log.entries()
        return _turn(listed, _plain("undo", who, undoes=replay.to_undo(listed, number).number))


def redo(number: int, who: str) -> Entry:
    """Take the undo of a load or edit back, by one more entry. Raises ProblemError: cannot_redo, entries_need."""
    with snapshots.writing():
        build.fold_held()
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

    return _append_and_fold(entry, *build.filled(whole, fill))


def erase(table: str, source: str, source_id: str, who: str) -> Entry:
    """Take a record and all that belongs to it out of every entry, snapshot and backup, by one more entry.

    From the moment the intent is written, a crash is made good by the next start. Raises ProblemError: record_unknown,
    and the check that what is left would fail; nothing is erased then.
    """
    with snapshots.writing():
        build.fold_held()
        listed = log.entries()
        plan = erasure.planned(table, source, source_id, listed)
        entry = replace(_plain("erasure", who, settings={"table": table}), counts=plan.counts)
        whole = [*erasure.blanked(listed, plan), entry]

        def fill(connection: duckdb.DuckDBPyConnection) -> tuple[list[Entry], set[int]]:
            return whole, replay.replay(connection, whole, plan.left)

        built, number = build.filled(whole, fill)
        erasure.intend(entry, plan)
        erasure.carry_out()
        snapshots.switch(built, number)
        build.finish_erasure()
        return entry


def switch_demonstration(on: bool, who: str) -> Entry:
    """Switch the demonstration on or off. Raises ProblemError where a load of one's own or ESS_DEMO=0 keeps it off."""
    with snapshots.writing():
        build.fold_held()
        listed = log.entries()
        if on and replay.standing(listed, ("load",)):
            raise ProblemError(Problem("demonstration_has_loads"))
        if on and os.environ.get("ESS_DEMO") == "0":
            raise ProblemError(Problem("demonstration_refused"))
        entry = _plain("switch", who, settings={"demonstration": on})
        return _append_and_fold(entry, *build.filled([*listed, entry], build.all_of([*listed, entry])))


def _plain(kind: Kind, who: str, undoes: int | None = None, settings: dict[str, object] | None = None) -> Entry:
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
        build.fold_held()
        listed = log.entries()
        entry = replace(_plain("scenario", who, settings=settings), source=permitted(listed))
        whole = [*listed, entry]
        built = build.filled(whole, lambda copied: (whole, fold.idle(copied)), current_snapshot(), same_facts=True)
        return _append_and_fold(entry, *built)


def _append_and_fold(entry: Entry, built: Path, number: int) -> Entry:
    return _taken(entry, {}, {}, built, number)
