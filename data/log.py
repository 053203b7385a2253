"""The user's log: append-only, numbered folders that are the truth behind the store.

`user/000123-load/record.json` says who, when and from what; `rows/<table>.parquet` holds the cleaned rows. An entry
is written beside its place and renamed into it: it is there whole or not at all. Writers hold `snapshots.writing()`.
"""

import contextlib
import datetime as dt
import hashlib
import json
import os
import re
import shutil
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]

from queries.store import user_dir
from words.problem import Problem, ProblemError

Kind = Literal["load", "undo", "switch", "scenario"]
FOLDER = re.compile(r"(\d{6,})-(load|undo|switch|scenario)")


@dataclass(frozen=True)
class Counts:
    """Rows of one table in a load, against the store it met."""

    added: int = 0
    changed: int = 0
    same: int = 0


@dataclass(frozen=True)
class Entry:
    """One entry of the log. `number` 0 means that nothing was appended, because the load changed nothing."""

    number: int
    kind: Kind
    who: str
    recorded_at: dt.datetime
    source: str = ""
    file_name: str = ""
    sha256: str = ""
    parser_version: int = 1
    schema_version: int = 1
    column_mapping: dict[str, Any] = field(default_factory=dict)
    counts: dict[str, Counts] = field(default_factory=dict)
    undoes: int | None = None
    settings: dict[str, Any] = field(default_factory=dict)

    def total(self, what: Literal["added", "changed", "same"]) -> int:
        """Rows added, changed or same over all tables."""
        return sum(getattr(counts, what) for counts in self.counts.values())

    @property
    def folder(self) -> Path:
        """Where the entry lies."""
        return user_dir() / f"{self.number:06d}-{self.kind}"


def entries(home: Path | None = None) -> list[Entry]:
    """Every whole entry, oldest first. The newest is left out if it is broken (see `set_broken_aside`).

    `home` is the log's folder, the present one unless given. Raises ProblemError where an older one is broken: what
    follows it would mean something else.
    """
    folders = _folders(home)
    found: list[Entry] = []
    for folder in folders:
        entry = _read(folder)
        if entry is not None:
            found.append(entry)
        elif folder is not folders[-1]:
            raise ProblemError(Problem("log_damaged", {"entry": folder.name}))
    return found


def newest_is_broken() -> bool:
    """Whether the newest entry is not what was written, as after a crash of the disk."""
    folders = _folders()
    return bool(folders) and _read(folders[-1]) is None


def undone(listed: list[Entry]) -> set[int]:
    """The numbers that a later entry undoes."""
    return {entry.undoes for entry in listed if entry.undoes is not None}


def rows(number: int) -> dict[str, pd.DataFrame]:
    """The cleaned rows of an entry, by table; empty for an entry that is no load."""
    return {table: read.to_pandas() for table, read in tables(number).items()}


def tables(number: int) -> dict[str, pa.Table]:
    """The cleaned rows of an entry as Arrow tables."""
    folder = next((f for f in _folders() if _number(f) == number), None)
    files = sorted((folder / "rows").glob("*.parquet")) if folder else []
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    return {file.stem: pq.read_table(file) for file in files}


def next_number() -> int:
    """One more than any number ever used, those set aside included."""
    return max([0, *(_number(f) for f in _folders()), *(_number(f) for f in set_aside())]) + 1


def append(entry: Entry, cleaned: dict[str, pa.Table] | None = None) -> Entry:
    """Write the entry and its rows, durably, then rename them into place."""
    building = user_dir() / f".building-{entry.number:06d}-{os.getpid()}"
    shutil.rmtree(building, ignore_errors=True)
    try:
        _write(building, entry, cleaned or {})
        building.rename(entry.folder)
    except OSError:  # a full disk: nothing half done stays
        shutil.rmtree(building, ignore_errors=True)
        raise
    _sync(user_dir())
    return entry


def _write(building: Path, entry: Entry, cleaned: dict[str, pa.Table]) -> None:
    import pyarrow.parquet as pq

    (building / "rows").mkdir(parents=True)
    digests = {}
    for table, content in cleaned.items():
        path = building / "rows" / f"{table}.parquet"
        pq.write_table(content, path, compression="zstd")
        digests[table] = _digest(path)
        _sync(path)
    record = asdict(entry) | {"recorded_at": entry.recorded_at.isoformat(), "rows": digests}
    path = building / "record.json"
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True, default=str), encoding="utf-8")
    for made in (path, building / "rows", building):
        _sync(made)


def set_broken_aside() -> list[Path]:
    """Move a broken newest entry and unfinished writings out of the log; returns what was moved. Writers only."""
    moved = []
    for left in user_dir().glob(".building-*"):
        shutil.rmtree(left, ignore_errors=True)
    folders = _folders()
    while folders and _read(folders[-1]) is None:
        home = user_dir() / "aside"
        home.mkdir(exist_ok=True)
        target = home / folders[-1].name
        folders.pop().rename(target)
        moved.append(target)
    return moved


def set_aside() -> list[Path]:
    """The entries that were found broken and moved out of the log."""
    return _folders(user_dir() / "aside")


def count(home: Path) -> int:
    """How many entries lie in a log's folder, whole or not."""
    return len(_folders(home))


def _folders(home: Path | None = None) -> list[Path]:
    home = home or user_dir()
    found = [f for f in home.iterdir() if f.is_dir() and FOLDER.fullmatch(f.name)] if home.is_dir() else []
    return sorted(found, key=_number)


def _number(folder: Path) -> int:
    return int(folder.name.split("-")[0])


def _read(folder: Path) -> Entry | None:
    """The entry in a folder, or None if its record or rows are not what was written."""
    try:
        record = json.loads((folder / "record.json").read_text(encoding="utf-8"))
        for table, digest in record.pop("rows").items():
            if _digest(folder / "rows" / f"{table}.parquet") != digest:
                return None
        record["recorded_at"] = dt.datetime.fromisoformat(record["recorded_at"])
        record["counts"] = {table: Counts(**counts) for table, counts in record["counts"].items()}
        entry = Entry(**record)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return entry if entry.number == _number(folder) and folder.name.endswith(entry.kind) else None


def _digest(path: Path) -> str:
    seen = path.stat()
    return _hashed(path, seen.st_mtime_ns, seen.st_size)


@lru_cache(maxsize=4096)
def _hashed(path: Path, modified: int, size: int) -> str:
    """A file that was not touched since has the fingerprint it had."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync(path: Path) -> None:
    folder = path.is_dir()  # cannot be synced on Windows; a file that cannot be is not written
    with contextlib.suppress(OSError) if folder else contextlib.nullcontext():
        handle = os.open(path, os.O_RDONLY if folder else os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
