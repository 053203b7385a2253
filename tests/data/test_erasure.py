"""Erasure: nothing of the record is left on the disk, whatever happens on the way."""

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

from data import build, erasure, log, recording, removal, snapshots
from data.entry import Entry
from queries.store import READER, current_snapshot
from tests.data.log_worlds import ask, content, enterprises, from_scratch, headcounts, load, without_facts
from words.problem import ProblemError

SECRET, KEY = "Halima-de-Thala", "id-de-halima"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Entries that speak of the record: loads, an edit, a removal undone, another source's rows, a load undone."""
    home = tmp_path_factory.mktemp("written")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ESS_DATA", str(home))
        patch.setenv("ESS_DEMO", "0")
        without_facts(patch)
        load(enterprise=enterprises(**{KEY: SECRET, "b": "deux"}), headcount=headcounts(h=f"A:{KEY}", i="A:b"))
        record = {"table": "enterprise", "source": "A", "source_id": KEY}
        edited = pd.DataFrame({"source_id": [KEY], "name": [SECRET + " bis"], "kind": ["ess"]})
        recording.record_edit(record, {"enterprise": edited}, {}, "test")
        link = {"from_table": ["enterprise"], "from_id": ["A:b"], "to_table": ["enterprise"], "to_id": [f"A:{KEY}"]}
        project = {"source_id": ["p"], "name": ["P"], "enterprise": [f"A:{KEY}"]}
        load("B", link={"source_id": ["l"], **link, "kind": ["buys_from"]}, project=project)
        recording.record_edit(record, {}, removal.keys(**record), "test")
        recording.undo(4, "test")
        load(enterprise=enterprises(**{KEY: SECRET + " ter", "c": "trois"}))
        recording.undo(6, "test")
    (home / "backups").mkdir()
    (home / "backups" / "copy.zip").write_text(SECRET, encoding="utf-8")
    (home / "store" / "past").mkdir()
    (home / "store" / "past" / "old").write_text(SECRET, encoding="utf-8")
    aside = home / "user" / "aside" / "000009-load"
    aside.mkdir(parents=True)
    (aside / "record.json").write_text(SECRET, encoding="utf-8")
    return home


@pytest.fixture
def world(written: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it to erase from."""
    without_facts(monkeypatch)
    shutil.copytree(written, home, dirs_exist_ok=True)
    return home


def said_on_disk(home: Path) -> str:
    """Everything readable under the folder: bytes as they are, and what Parquet and DuckDB compress."""
    told = []
    for path in (one for one in home.rglob("*") if one.is_file()):
        told.append(str(path) + path.read_bytes().decode("utf-8", "replace"))
        if path.suffix == ".parquet":
            told.append(str(pq.read_table(path).to_pylist()))
        if path.suffix == ".duckdb":
            with duckdb.connect(str(path), read_only=True, config=READER) as store:
                for (table,) in store.execute("select table_name from duckdb_tables()").fetchall():
                    told.append(str(store.execute(f"select * from {table}").to_arrow_table().to_pylist()))
    return " ".join(told)


def erase() -> Entry:
    return recording.erase("enterprise", "A", KEY, "bureau")


def test_the_plan_tells_what_goes(world: Path) -> None:
    plan = erasure.planned("enterprise", "A", KEY, log.entries())
    assert {table: c.removed for table, c in plan.counts.items()} == {"enterprise": 1, "headcount": 1, "link": 1}
    assert plan.ids == {"enterprise": [f"A:{KEY}"]}
    with pytest.raises(ProblemError, match="record_unknown"):
        erasure.planned("enterprise", "A", "nobody", log.entries())
    with pytest.raises(ProblemError, match="record_unknown"):
        erasure.planned("no table", "A", KEY, log.entries())


def test_nothing_of_it_is_left_and_the_rest_is(world: Path) -> None:
    assert said_on_disk(world).count(SECRET) > 5
    numbers = [entry.number for entry in log.entries()]
    entry = erase()
    left = said_on_disk(world)
    assert SECRET not in left
    assert KEY not in left
    assert [one.number for one in log.entries()] == [*numbers, entry.number]
    assert (log.entries()[-1].kind, log.entries()[-1].who, entry.number) == ("erasure", "bureau", 10)
    assert ask("select source_id, name from enterprise order by all") == [("b", "deux")]
    assert ask("select source_id from headcount") == [("i",)]
    assert ask("select source_id, enterprise from project") == [("p", None)]
    assert content() == from_scratch()
    assert len(snapshots.numbered()) == 1
    assert list((world / "backups").iterdir()) == []
    recording.redo(6, "test")
    assert ask("select source_id from enterprise order by all") == [("b",), ("c",)]
    with pytest.raises(ProblemError, match="record_unknown"):
        erase()
    with pytest.raises(ProblemError, match="cannot_undo"):
        recording.undo(entry.number, "test")


class Killed(BaseException):
    """The process ends here."""


def _at(place: str, call: int) -> Callable[[pytest.MonkeyPatch], None]:
    """Die at the nth call of a function, before or after it did its work."""
    module = {"intend": erasure, "rewrite": log, "append": log, "switch": snapshots, "forget_copies": erasure,
              "_delete": erasure, "_write_record": log}  # fmt: skip
    name, when = place.split()

    def patch(patch: pytest.MonkeyPatch) -> None:
        real, calls = getattr(module[name], name), [0]

        def dying(*args: object) -> object:
            calls[0] += 1
            if calls[0] == call and when == "before":
                raise Killed
            done = real(*args)
            if calls[0] == call:
                raise Killed
            return done

        patch.setattr(module[name], name, dying)

    return patch


@pytest.mark.parametrize(
    ("place", "call", "begun"),
    [
        ("intend before", 1, False), ("intend after", 1, True), ("rewrite before", 1, True), ("rewrite after", 2, True),
        ("_write_record before", 2, True), ("_write_record after", 3, True), ("append before", 1, True),
        ("append after", 1, True), ("switch before", 1, True), ("switch after", 1, True),
        ("forget_copies before", 1, True), ("_delete after", 1, True),
    ],
)  # fmt: skip
def test_killed_anywhere_it_is_not_begun_or_done_by_the_next_start(
    world: Path, place: str, call: int, begun: bool
) -> None:
    before, numbers = content(), [entry.number for entry in log.entries()]
    with pytest.MonkeyPatch.context() as patch:
        _at(place, call)(patch)
        with pytest.raises(Killed):
            erase()
    assert erasure.pending() == begun
    build.ensure()
    assert not erasure.pending()
    assert (SECRET in said_on_disk(world)) == (not begun)
    assert content() == from_scratch()
    assert [e.number for e in log.entries()] == ([*numbers, 10] if begun else numbers)
    if not begun:
        assert content() == before
    assert current_snapshot() is not None


def test_a_service_that_moved_to_another_body_stays(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_facts(monkeypatch)
    monkeypatch.setattr("data.reference.frames", _one_service_type)
    bodies = {"source_id": ["o", "p"], "name": ["O", "P"]}
    service = {"source_id": ["s"], "organisation": ["A:o"], "service_type": ["FOR"]}
    load(organisation=bodies, service=service)
    load(service=service | {"organisation": ["A:p"]})
    recording.erase("organisation", "A", "o", "")
    assert ask("select source_id, organisation from service") == [("s", "A:p")]
    assert content() == from_scratch()
    recording.undo(2, "")
    assert ask("select count(*) from service") == [(0,)], "what it said while it was the other body's is gone"


def _one_service_type() -> dict[str, pd.DataFrame]:
    told = {"code": ["FOR"], "fr": ["formation"], "function": ["formation"], "audience": ["all"]}
    return {"service_type": pd.DataFrame(told)}
