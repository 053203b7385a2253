"""The user's log: append-only, numbered folders that are the truth behind the store.

`user/000123-load/record.json` says who, when and from what; `rows/<table>.parquet` holds the cleaned rows and
`rows/<table>.removed.parquet` the keys of those taken out. An entry is written beside its place and renamed into it: it
is there whole or not at all. Only an erasure writes rows anew, beside the old ones (`rewrite`). Writers hold
`snapshots.writing()`.
"""

import contextlib
import datetime as dt
import hashlib
import json
import os
import re
import shutil
from dataclasses import asdict, replace
from functools import lru_cache
from pathlib import Path

import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]

from data.entry import Counts, Entry
from queries.store import user_dir
from words.problem import Problem, ProblemError

FOLDER = re.compile(r"(\d{6,})-(load|edit|undo|redo|erasure|switch|scenario)")
ROWS = re.compile(r"rows(-\d+)?")
REMOVED = ".removed"


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


def rows(number: int) -> dict[str, pd.DataFrame]:
    """The cleaned rows of an entry, by table; empty for an entry that is no load."""
    return {table: read.to_pandas() for table, read in tables(number).items()}


def tables(number: int) -> dict[str, pa.Table]:
    """The cleaned rows of an entry as Arrow tables."""
    return {name: content for name, content in _content(number).items() if not name.endswith(REMOVED)}


def removed(number: int) -> dict[str, pa.Table]:
    """The keys (source, source_id) of the rows that an entry takes out, by table."""
    content = _content(number)
    return {name.removesuffix(REMOVED): keys for name, keys in content.items() if name.endswith(REMOVED)}


def _content(number: int) -> dict[str, pa.Table]:
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    folder = next((f for f in _folders() if _number(f) == number), None)
    entry = _read(folder) if folder else None
    files = sorted((folder / entry.rows_folder).glob("*.parquet")) if folder and entry else []
    return {file.stem: pq.read_table(file) for file in files}


def next_number() -> int:
    """One more than any number ever used, those set aside included."""
    return max([0, *(_number(f) for f in _folders()), *(_number(f) for f in set_aside())]) + 1


def append(
    entry: Entry, cleaned: dict[str, pa.Table] | None = None, taken_out: dict[str, pa.Table] | None = None
) -> Entry:
    """Write the entry, its rows and the keys it takes out, durably, then rename them into place."""
    building = user_dir() / f".building-{entry.number:06d}-{os.getpid()}"
    shutil.rmtree(building, ignore_errors=True)
    try:
        building.mkdir(parents=True)
        digests = _write_rows(building / entry.rows_folder, cleaned or {}, taken_out or {})
        _write_record(building / "record.json", entry, digests)
        synced(building)
        building.rename(entry.folder)
    except OSError:  # a full disk: nothing half done stays
        shutil.rmtree(building, ignore_errors=True)
        raise
    synced(user_dir())
    return entry


def rewrite(entry: Entry, cleaned: dict[str, pa.Table], taken_out: dict[str, pa.Table]) -> None:
    """Give an entry other rows: written beside the old ones, named at one stroke, the old ones deleted."""
    older = [path for path in entry.folder.iterdir() if path.is_dir()]
    numbers = [
        int(path.name.removeprefix("rows").removeprefix("-") or 0) for path in older if ROWS.fullmatch(path.name)
    ]
    renamed = replace(entry, rows_folder=f"rows-{max([0, *numbers]) + 1}")
    digests = _write_rows(entry.folder / renamed.rows_folder, cleaned, taken_out)
    written = entry.folder / ".record.json"
    _write_record(written, renamed, digests)
    written.replace(entry.folder / "record.json")
    synced(entry.folder)
    for path in older:
        shutil.rmtree(path)


def _write_rows(home: Path, cleaned: dict[str, pa.Table], taken_out: dict[str, pa.Table]) -> dict[str, str]:
    """File name -> digest of what was written."""
    import pyarrow.parquet as pq

    home.mkdir()
    digests = {}
    for name, content in {**cleaned, **{table + REMOVED: keys for table, keys in taken_out.items()}}.items():
        path = home / f"{name}.parquet"
        pq.write_table(content, path, compression="zstd")
        digests[name] = _digest(path)
        synced(path)
    synced(home)
    return digests


def _write_record(path: Path, entry: Entry, digests: dict[str, str]) -> None:
    record = asdict(entry) | {"recorded_at": entry.recorded_at.isoformat(), "rows": digests}
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True, default=str), encoding="utf-8")
    synced(path)


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
        home = folder / ROWS.fullmatch(record.get("rows_folder", "rows"))[0]  # type: ignore[index]
        for table, digest in record.pop("rows").items():
            if _digest(home / f"{table}.parquet") != digest:
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


def synced(path: Path) -> None:
    """Have a file or folder written to the disk itself."""
    folder = path.is_dir()  # cannot be synced on Windows; a file that cannot be is not written
    with contextlib.suppress(OSError) if folder else contextlib.nullcontext():
        handle = os.open(path, os.O_RDONLY if folder else os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
