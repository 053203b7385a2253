"""Snapshot files: the writer's lock, their numbers, the switch from one to the next, the old ones removed."""

import contextlib
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import duckdb

from queries.store import READER, data_dir, store_dir
from words.problem import Problem, ProblemError

LOCK_SECONDS = 60.0
KEPT = 3


@contextmanager
def writing(timeout: float = LOCK_SECONDS) -> Iterator[None]:
    """Hold the one writer's lock, across threads and processes. After `timeout` s ProblemError('writer_busy')."""
    from filelock import FileLock, Timeout  # heavy: a reader never needs it

    for folder in (data_dir(), store_dir(), data_dir() / "user"):
        folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(data_dir() / "writer.lock", timeout=timeout)
    try:
        lock.acquire()
    except Timeout:
        raise ProblemError(Problem("writer_busy", {"seconds": round(timeout)})) from None
    try:
        yield
    finally:
        lock.release()


def numbered() -> dict[int, Path]:
    """Snapshot number -> file, oldest first."""
    named = ((re.fullmatch(r"ess-(\d+)\.duckdb", path.name), path) for path in store_dir().glob("ess-*.duckdb"))
    return dict(sorted((int(match[1]), path) for match, path in named if match))


def next_number() -> int:
    """One more than any snapshot there is."""
    return max(numbered(), default=0) + 1


def building() -> Path:
    """A fresh place to build in; what a crash left there is removed."""
    for left in store_dir().glob("building-*"):
        with contextlib.suppress(OSError):
            left.unlink()
    return store_dir() / f"building-{os.getpid()}-{time.monotonic_ns()}.duckdb"


def content(path: Path | None) -> str | None:
    """What the snapshot says it was folded from; None if there is none or it cannot be read."""
    if path is None:
        return None
    try:
        seen = path.stat()
    except OSError:
        return None
    return _content(path, seen.st_mtime_ns, seen.st_size) if seen.st_size else None


@lru_cache(maxsize=8)
def _content(path: Path, modified: int, size: int) -> str | None:
    """A file that was not touched says what it said before."""
    try:  # the reader's own configuration: one process may not open a file in two ways
        with duckdb.connect(str(path), read_only=True, config={**READER}) as connection:
            row = connection.execute("select content from snapshot").fetchone()
    except duckdb.Error:
        return None
    return str(row[0]) if row else None


def switch(built: Path, number: int) -> Path:
    """Give the finished file its number, let `current` name it, remove old files that nobody holds."""
    path = store_dir() / f"ess-{number}.duckdb"
    built.replace(path)
    pointer = store_dir() / f"current.{os.getpid()}"
    with pointer.open("w", encoding="utf-8") as file:
        file.write(path.name + "\n")
        file.flush()
        os.fsync(file.fileno())
    _replace(pointer, store_dir() / "current")
    for old in list(numbered().values())[:-KEPT]:
        with contextlib.suppress(OSError):  # open elsewhere, on Windows: the next switch tries again
            if old != path:
                old.unlink()
    return path


def _replace(new: Path, old: Path, patience: float = 2.0) -> None:
    """os.replace, waiting out a reader that holds the old file for an instant (Windows)."""
    end = time.monotonic() + patience
    while True:
        try:
            new.replace(old)
            return
        except PermissionError:
            if time.monotonic() > end:
                raise
            time.sleep(0.02)
