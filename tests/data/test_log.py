"""The log: entries come back as they were written, whole or not at all."""

import datetime as dt
from pathlib import Path

import pyarrow as pa
import pytest

from data import log
from data.entry import Counts, Entry, Kind, undone
from words.problem import ProblemError


def written(number: int, kind: Kind = "load", undoes: int | None = None) -> Entry:
    entry = Entry(
        number=number, kind=kind, who="Amel", recorded_at=dt.datetime(2026, 3, 1, 9, tzinfo=dt.UTC), source="enquête",
        file_name="أ.xlsx", sha256="f" * 64, column_mapping={"Nom": "name"}, counts={"enterprise": Counts(1, 2, 3)},
        undoes=undoes,
    )  # fmt: skip
    rows = {"enterprise": pa.table({"id": ["a"], "name": ["الشابة"]})} if kind == "load" else None
    return log.append(entry, rows)


@pytest.fixture(autouse=True)
def folder(home: Path) -> None:
    (home / "user").mkdir()


def test_an_entry_comes_back_as_written() -> None:
    entry = written(1)
    assert log.entries() == [entry]
    assert entry.folder.name == "000001-load"
    assert log.rows(1)["enterprise"]["name"].tolist() == ["الشابة"]
    assert entry.total("changed") == 2


def test_numbers_go_on_and_an_undo_names_its_entry() -> None:
    assert log.next_number() == 1
    written(1)
    written(2, "undo", undoes=1)
    assert [entry.number for entry in log.entries()] == [1, 2]
    assert undone(log.entries()) == {1}
    assert log.rows(2) == {}
    assert log.next_number() == 3


@pytest.mark.parametrize("damage", ["record gone", "record cut", "rows gone", "rows cut", "rows changed", "renumbered"])
def test_a_broken_newest_entry_is_left_out_and_set_aside(damage: str) -> None:
    written(1)
    entry = written(2)
    record, rows = entry.folder / "record.json", entry.folder / "rows" / "enterprise.parquet"
    if damage == "record gone":
        record.unlink()
    elif damage == "record cut":
        record.write_text(record.read_text(encoding="utf-8")[:40], encoding="utf-8")
    elif damage == "rows gone":
        rows.unlink()
    elif damage == "rows cut":
        rows.write_bytes(rows.read_bytes()[:50])
    elif damage == "rows changed":
        rows.write_bytes(rows.read_bytes()[::-1])
    else:
        entry.folder.rename(entry.folder.with_name("000005-load"))
    assert [e.number for e in log.entries()] == [1]
    assert len(log.set_broken_aside()) == 1
    assert len(log.set_aside()) == 1
    assert log.next_number() in (3, 6)


def test_a_broken_older_entry_is_refused_not_skipped() -> None:
    entry = written(1)
    written(2)
    (entry.folder / "record.json").unlink()
    with pytest.raises(ProblemError, match="log_damaged"):
        log.entries()
    assert log.set_broken_aside() == []


def test_an_unfinished_writing_is_no_entry(home: Path) -> None:
    (home / "user" / ".building-000001-99").mkdir()
    assert log.entries() == []
    log.set_broken_aside()
    assert list((home / "user").iterdir()) == []
