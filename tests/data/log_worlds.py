"""A small store for tests of the log: the schema without the shipped facts, and few checks, so that a fold is quick."""

from pathlib import Path

import duckdb
import pandas as pd
import pytest

from data import build, fold, log, recording, reference, snapshots, verify
from data.entry import Entry
from queries.store import READER, current_snapshot

CHECKS = ("duplicate_keys", "missing_parents", "impossible_numbers")


def without_facts(patch: pytest.MonkeyPatch) -> None:
    """No reference facts, and only the checks that such a store can pass."""
    few = tuple(check for check in verify.checks() if check.name in CHECKS)
    patch.setattr(verify, "checks", lambda: few)
    patch.setattr(reference, "frames", dict)
    patch.setattr(reference, "digest", lambda: "none")


def load(
    source: str = "A", full: tuple[str, ...] = (), dry_run: bool = False, **frames: dict[str, list[object]]
) -> Entry:
    """A load of these columns by table; the file's digest is that of its rows."""
    given = {table: pd.DataFrame(columns, dtype=object) for table, columns in frames.items()}
    return recording.record_load(
        given, source=source, file_name=f"{source}.xlsx", sha256=str(hash(str(frames))), who="test", mapping={},
        full=full, dry_run=dry_run,
    )  # fmt: skip


def enterprises(**names: str) -> dict[str, list[object]]:
    """Columns of enterprises: identifier -> name."""
    return {"source_id": [*names], "name": [*names.values()], "kind": ["ess"] * len(names)}


def headcounts(**parents: str) -> dict[str, list[object]]:
    """Columns of headcounts: identifier -> the enterprise's id."""
    n = len(parents)
    return {
        "source_id": [*parents], "parent_table": ["enterprise"] * n, "parent": [*parents.values()],
        "measure": ["members"] * n, "n": [7] * n,
    }  # fmt: skip


def ask(sql: str) -> list[tuple[object, ...]]:
    """Rows of the present snapshot."""
    path = current_snapshot()
    assert path is not None
    with duckdb.connect(str(path), read_only=True, config=READER) as connection:
        return connection.execute(sql).fetchall()


def content() -> dict[str, tuple[int, int]]:
    """The present snapshot's fingerprint by table."""
    path = current_snapshot()
    assert path is not None
    return fold.content_fingerprint(path)


def from_scratch() -> dict[str, tuple[int, int]]:
    """The fingerprint of the whole log folded anew, beside the present snapshot."""
    listed = log.entries()
    path: Path = snapshots.building()
    build.fill_in(path, 1, listed, build.all_of(listed))
    found = fold.content_fingerprint(path)
    path.unlink()
    return found
