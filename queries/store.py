"""The one door to the store: a snapshot opened read-only, asked with the .sql files of this folder."""

import os
import queue
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from queries.filters import Filters
from words.problem import Problem, ProblemError

HERE = Path(__file__).parent
ROOT = HERE.parent
# A reader must never touch a file or the network through SQL, whatever text reaches it.
READER: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "lock_configuration": "true",
    "threads": "2",
}


def data_dir() -> Path:
    """Where `store/` and `user/` live: ESS_DATA, else the project's own data folder."""
    return Path(os.environ.get("ESS_DATA") or ROOT / "data")


def store_dir() -> Path:
    """The folder of snapshots and of the one-line file `current`."""
    return data_dir() / "store"


def user_dir() -> Path:
    """The folder of the user's log."""
    return data_dir() / "user"


def current_snapshot() -> Path | None:
    """The snapshot that `current` names, or None where there is none to open."""
    try:
        name = (store_dir() / "current").read_text(encoding="utf-8").partition(" ")[0].strip()
    except (OSError, UnicodeDecodeError):
        return None
    path = store_dir() / name
    return path if re.fullmatch(r"ess-\d+\.duckdb", name) and path.is_file() else None


@cache
def text(name: str) -> str:
    """The SQL of one question."""
    return (HERE / f"{name}.sql").read_text(encoding="utf-8")


@cache
def parameters(name: str) -> frozenset[str]:
    """The `$names` a question asks for."""
    return frozenset(duckdb.extract_statements(text(name))[0].named_parameters)


class Store:
    """One opened snapshot. Safe for many threads: each question has a cursor of its own while it runs."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._connection = duckdb.connect(str(path), read_only=True, config=READER)
        except duckdb.Error as error:
            raise ProblemError(Problem("snapshot_unreadable", {"name": path.name})) from error
        self._idle: queue.LifoQueue[duckdb.DuckDBPyConnection] = queue.LifoQueue()

    @property
    def number(self) -> int:
        """The snapshot's number."""
        return int(self.path.stem.removeprefix("ess-"))

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        try:
            cursor = self._idle.get_nowait()
        except queue.Empty:
            cursor = self._connection.cursor()
            cursor.execute(text("macros"))  # temporary macros belong to a cursor
        yield cursor
        self._idle.put(cursor)  # after an error the cursor is left to the collector

    def ask(self, name: str, filters: Filters | None = None, **values: Any) -> pd.DataFrame:
        """The answer to `queries/<name>.sql`. A value the question does not name is left out."""
        given = values | {"filters": (filters or Filters()).as_struct()}
        wanted = {key: given[key] for key in parameters(name)}
        with self._cursor() as cursor:
            return cursor.execute(text(name), wanted or None).df()

    def close(self) -> None:
        """Close the snapshot; questions under way end first with an error of their own."""
        self._connection.close()
