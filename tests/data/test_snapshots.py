"""Snapshot files: one writer, a pointer that never names half a file, old files removed."""

from pathlib import Path

import pytest

from data import snapshots
from queries.store import current_snapshot
from words.problem import ProblemError


@pytest.fixture(autouse=True)
def folders(home: Path) -> None:
    with snapshots.writing():
        pass


def switched(text: str) -> Path:
    built = snapshots.building()
    built.write_text(text, encoding="utf-8")
    return snapshots.switch(built, snapshots.next_number())


def test_the_pointer_names_the_newest_and_few_are_kept(home: Path) -> None:
    paths = [switched(str(n)) for n in range(1, 6)]
    assert current_snapshot() == paths[-1]
    assert list(snapshots.numbered()) == [3, 4, 5]
    assert snapshots.next_number() == 6


def test_a_file_changed_by_one_byte_is_not_whole(home: Path) -> None:
    path = switched("as written")
    assert snapshots.whole(path)
    path.write_text("as writteN", encoding="utf-8")
    assert not snapshots.whole(path)
    (home / "store" / "current").write_text(path.name + "\n", encoding="utf-8")  # as older versions wrote it
    assert snapshots.whole(path)


def test_a_file_forgotten_leaves_nothing(home: Path) -> None:
    built = snapshots.building()
    built.write_text("x", encoding="utf-8")
    snapshots.reserve(built, 1)
    snapshots.discard(built)
    assert list((home / "store").iterdir()) == []


def test_a_second_writer_waits_and_then_says_so() -> None:
    with snapshots.writing(), pytest.raises(ProblemError, match="writer_busy"), snapshots.writing(timeout=0.05):
        pass


def test_a_file_that_is_no_snapshot_has_no_content(home: Path) -> None:
    assert snapshots.content(None) is None
    assert snapshots.content(switched("not a database")) is None
    assert snapshots.content(home / "store" / "ess-99.duckdb") is None
