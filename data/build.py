"""Building the store: fold the facts and the log into the next snapshot, then let `current` name it.

Every writer (page or command line) comes through here and holds the one lock. A load is tried on a copy first: a check
that fails leaves log and snapshot as they were. A crash leaves at most an entry that the next `ensure()` folds.
"""

import datetime as dt
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]

from data import fold, incidents, log, mend, snapshots, tables
from data.log import Counts, Entry
from queries.store import current_snapshot
from words.problem import Problem, ProblemError
from words.translate import DEFAULT_LANGUAGE, sentence

PARSER_VERSION = 1
KEEPS_READERS = frozenset({"log_damaged", "disk_full", "disk_read_only", "disk_failed"})
Fill = Callable[[duckdb.DuckDBPyConnection], list[Entry]]  # puts content in, returns the entries to record


def demonstration_on() -> bool:
    """Whether the demonstration is folded in: not refused by ESS_DEMO=0, not switched off, and no load of one's own."""
    return _demonstration(log.entries())


def _demonstration(listed: list[Entry]) -> bool:
    switches = [entry.settings["demonstration"] for entry in listed if entry.kind == "switch"]
    return os.environ.get("ESS_DEMO") != "0" and (not switches or bool(switches[-1])) and not _loads(listed)


def _loads(listed: list[Entry]) -> list[Entry]:
    gone = log.undone(listed)
    return [entry for entry in listed if entry.kind == "load" and entry.number not in gone]


def _expected(listed: list[Entry]) -> str:
    return fold.fingerprint(_demonstration(listed), listed)


def build() -> Path:
    """Fold everything anew into the next snapshot and switch to it. Raises ProblemError if a check fails."""
    with snapshots.writing():
        mend.mend()
        return _fold_anew(log.entries())


def ensure() -> Path:
    """The current snapshot, built if it is absent, unreadable or not the fold of today's facts and log.

    Readers are kept where nothing can be written: a disk that is full or closed, or a log with a damaged entry, leaves
    them the snapshot there is, and is noted.
    """
    path, fits = current_snapshot(), False
    try:
        fits = _is_fold(path, log.entries())
        if path is not None and fits and not mend.needed():
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
        return log.entries()
    except ProblemError:
        if not damaged_too:
            raise
        return []


def fold_held() -> Path:
    """`ensure` for those who hold the lock: what cannot be folded is refused, nobody is kept waiting."""
    return _ensure()


def _is_fold(path: Path | None, listed: list[Entry]) -> bool:
    return path is not None and snapshots.content(path) == _expected(listed) and snapshots.whole(path)


def _readable(path: Path) -> bool:
    return snapshots.content(path) is not None and snapshots.whole(path)


def _ensure() -> Path:
    mend.mend()
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
    return snapshots.switch(*_filled(listed, _replay(listed)))


def _replay(listed: list[Entry]) -> Fill:
    """Fill an empty database with all there is."""

    def fill(connection: duckdb.DuckDBPyConnection) -> list[Entry]:
        fold.begin(connection, _demonstration(listed))
        for entry in _loads(listed):
            fold.apply(connection, entry, log.tables(entry.number))
        return listed

    return fill


def _filled(listed: list[Entry], fill: Fill, base: Path | None = None, same_facts: bool = False) -> tuple[Path, int]:
    """A new, checked file and its number. `base` is the snapshot to start from, if not from nothing."""
    path, number = snapshots.building(), snapshots.next_number()
    try:
        if base is not None:
            shutil.copyfile(base, path)
        with duckdb.connect(str(path), config=fold.ENGINE) as connection:
            recorded = fill(connection)
            fold.record(connection, recorded, log.undone(recorded))
            if not same_facts:
                fold.verified(connection)
            on = _demonstration(listed)
            fold.sign(connection, number, on, _expected(listed), fold.facts(on, _loads(listed)))
            connection.execute("checkpoint")
        snapshots.reserve(path, number)
    except BaseException:
        snapshots.discard(path)
        raise
    return path, number


def record_load(
    given: dict[str, pd.DataFrame],
    *,
    source: str,
    file_name: str,
    sha256: str,
    who: str,
    mapping: dict[str, object],
    dry_run: bool = False,
) -> Entry:
    """Take cleaned rows into the log and the store; rows with a known (source, source_id) replace it if they differ.

    Frames have the schema's columns; `source_id` is required, `id`, `source`, `recorded_on`, `entry` are filled in.
    Returns the entry with its counts per table; number 0 says that nothing was appended, because nothing changed or
    because it is a dry run. Raises ProblemError (duplicate_key, check_*, writer_busy) and then changes nothing.
    """
    with snapshots.writing():
        _ensure()
        listed = log.entries()
        now = dt.datetime.now(dt.UTC).replace(microsecond=0)
        entry = Entry(
            number=log.next_number(), kind="load", who=who, recorded_at=now, source=source, file_name=file_name,
            sha256=sha256, parser_version=PARSER_VERSION, schema_version=tables.SCHEMA_VERSION,
            column_mapping=dict(mapping),
        )  # fmt: skip
        content = tables.complete(given, source, entry.number, now.date())
        tables.refuse_doubles(content)
        return _take(entry, content, listed, dry_run)


def _take(entry: Entry, content: dict[str, pa.Table], listed: list[Entry], dry_run: bool) -> Entry:
    """Try the load on a copy, append it to the log, then make the copy current."""
    demonstration = _demonstration(listed)
    changed: dict[str, pa.Table] = {}
    counts: dict[str, Counts] = {}

    def fill(connection: duckdb.DuckDBPyConnection) -> list[Entry]:
        if demonstration:  # the first load of one's own: the demonstration goes
            fold.begin(connection, demonstration=False)
        for table, rows in content.items():
            changed[table], counts[table] = fold.compare(connection, table, rows)
        counted = replace(entry, counts=counts)
        fold.apply(connection, counted, changed)
        return [*listed, counted]

    built, number = _filled([*listed, entry], fill, None if demonstration else current_snapshot())
    entry = replace(entry, counts=counts)
    if dry_run or not (entry.total("added") or entry.total("changed")):
        snapshots.discard(built)
        return replace(entry, number=0)
    return _taken(entry, {table: rows for table, rows in changed.items() if rows.num_rows}, built, number)


def _taken(entry: Entry, rows: dict[str, pa.Table], built: Path, number: int) -> Entry:
    """Append the entry, then let its snapshot be current. Once it is in the log it is accepted, whatever follows."""
    try:
        log.append(entry, rows)
    except BaseException:
        snapshots.discard(built)
        raise
    try:
        snapshots.switch(built, number)
    except OSError as error:  # the next start folds it
        incidents.note("switch_failed", name=f"{entry.number:06d}", reason=error.strerror or type(error).__name__)
    return entry


def undo_last(who: str) -> Entry:
    """Take the last load that still counts out of the store, by one more entry. Raises 'nothing_to_undo'."""
    with snapshots.writing():
        _ensure()
        listed = log.entries()
        loads = _loads(listed)
        if not loads:
            raise ProblemError(Problem("nothing_to_undo"))
        return _append_and_fold(listed, _plain("undo", who, undoes=loads[-1].number))


def switch_demonstration(on: bool, who: str) -> Entry:
    """Switch the demonstration on or off. Raises ProblemError where a load of one's own or ESS_DEMO=0 keeps it off."""
    with snapshots.writing():
        _ensure()
        listed = log.entries()
        if on and _loads(listed):
            raise ProblemError(Problem("demonstration_has_loads"))
        if on and os.environ.get("ESS_DEMO") == "0":
            raise ProblemError(Problem("demonstration_refused"))
        return _append_and_fold(listed, _plain("switch", who, settings={"demonstration": on}))


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
        return _append_and_fold(listed, entry, same_facts=True)


def _append_and_fold(listed: list[Entry], entry: Entry, same_facts: bool = False) -> Entry:
    whole = [*listed, entry]
    base = current_snapshot() if same_facts else None
    built, number = _filled(whole, (lambda _: whole) if same_facts else _replay(whole), base, same_facts)
    return _taken(entry, {}, built, number)


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
    demonstration = "on" if _demonstration(listed) else "off"
    said = f"{path.name}: {', '.join(parts)}; demonstration {demonstration}; {len(listed)} entries"
    sys.stdout.write(said + (f"; set aside: {', '.join(p.name for p in aside)}" if aside else "") + "\n")
    return 0


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    row = connection.execute(f"select count(*) from {table}").fetchone()
    return int(row[0]) if row else 0


if __name__ == "__main__":
    raise SystemExit(main())
