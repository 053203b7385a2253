"""Snapshot files: the writer's lock, their numbers, the switch from one to the next, the old ones removed."""

import contextlib
import hashlib
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import duckdb

from data import disk, swap
from queries.store import READER, data_dir, store_dir, user_dir
from words.problem import Problem, ProblemError

LOCK_SECONDS = 60.0
KEPT = 3


@contextmanager
def writing(timeout: float = LOCK_SECONDS) -> Iterator[None]:
    """Hold the one writer's lock, across threads and processes. After `timeout` s ProblemError('writer_busy').

    The lock is the system's own and ends with its holder: a file left by a crash keeps nobody out. A disk that is full
    or cannot be written is a ProblemError too.
    """
    from filelock import FileLock, Timeout  # heavy: a reader never needs it

    try:
        data_dir().mkdir(parents=True, exist_ok=True)
        lock = FileLock(data_dir() / "writer.lock", timeout=timeout)
        lock.acquire()
    except Timeout:
        raise ProblemError(Problem("writer_busy", {"seconds": round(timeout)})) from None
    except OSError as error:
        raise ProblemError(disk.problem(error, str(data_dir()))) from error
    try:
        if not swap.pending():  # else the folder of the log is about to come
            user_dir().mkdir(exist_ok=True)
        store_dir().mkdir(exist_ok=True)
        yield
    except OSError as error:
        raise ProblemError(disk.problem(error, str(data_dir()))) from error
    except (duckdb.IOException, duckdb.FatalException) as error:
        raise ProblemError(disk.problem(error, str(data_dir()))) from error
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
    """A fresh place to build in."""
    return store_dir() / f"building-{os.getpid()}-{time.monotonic_ns()}.duckdb"


def reserve(built: Path, number: int) -> None:
    """Write the line that will name this finished file: once the log has its entry, nothing is left to write."""
    with _pointer().open("w", encoding="utf-8") as file:
        file.write(f"ess-{number}.duckdb {_sha256(built)}\n")
        file.flush()
        os.fsync(file.fileno())


def discard(built: Path) -> None:
    """Forget a file that is not to become a snapshot."""
    for path in (built, Path(f"{built}.wal"), _pointer()):
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def whole(path: Path) -> bool:
    """Whether the snapshot is, byte for byte, what `current` names; it is taken for whole where nothing says more."""
    name, _, fingerprint = _line().partition(" ")
    if name != path.name or not fingerprint:
        return True
    try:
        seen = path.stat()
        return _seen(path, seen.st_mtime_ns, seen.st_size) == fingerprint
    except OSError:
        return False


def named() -> str:
    """What `current` names, or nothing; the file may be gone."""
    found = re.match(r"ess-\d+\.duckdb", _line())
    return found[0] if found else ""


def last_entry(path: Path) -> int:
    """The number of the newest entry of the log that a readable snapshot knows."""
    with duckdb.connect(str(path), read_only=True, config={**READER}) as connection:
        row = connection.execute("select max(number) from entry").fetchone()
    return int(row[0]) if row and row[0] is not None else 0


def _line() -> str:
    try:
        return (store_dir() / "current").read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


@lru_cache(maxsize=8)
def _seen(path: Path, modified: int, size: int) -> str:
    return _sha256(path)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _pointer() -> Path:
    return store_dir() / f"current.{os.getpid()}"


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
    if not _pointer().exists() or not _pointer().read_text(encoding="utf-8").startswith(f"{path.name} "):
        reserve(built, number)
    built.replace(path)
    _replace(_pointer(), store_dir() / "current")
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
