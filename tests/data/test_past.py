"""The store as it was: past snapshots beside the present one, few, and gone with an erasure."""

import datetime as dt
import os
from pathlib import Path

import duckdb
import pytest

from data import past, recording
from data.entry import Entry
from queries.store import READER, current_snapshot
from tests.data.log_worlds import content, enterprises, load, without_facts


def names(path: Path) -> list[str]:
    with duckdb.connect(str(path), read_only=True, config=READER) as store:
        return [name for (name,) in store.execute("select name from enterprise order by all").fetchall()]


def test_each_state_is_as_its_entry_left_it(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_facts(monkeypatch)
    load(enterprise=enterprises(a="un"))
    load(enterprise=enterprises(a="autre", b="deux"))
    recording.undo(1, "")
    before, present = content(), current_snapshot()
    assert [names(past.at(number)) for number in range(4)] == [[], ["un"], ["autre", "deux"], ["autre", "deux"]]
    assert (content(), current_snapshot()) == (before, present)
    made = past.at(2).stat().st_mtime_ns
    assert past.at(2).stat().st_mtime_ns == made, "made once"
    load("B", enterprise=enterprises(c="trois"))
    for place, number in enumerate((0, 1, 2, 3)):
        os.utime(past.at(number), (place, place))
    past.at(4)
    assert sorted(path.name for path in (home / "store" / "past").iterdir()) == [
        f"ess-{n}.duckdb" for n in (1, 2, 3, 4)
    ]
    recording.erase("enterprise", "A", "a", "")
    assert not list((home / "store" / "past").iterdir())
    assert names(past.at(2)) == ["deux"]


def test_the_last_entry_of_a_day() -> None:
    def entry(number: int, day: int) -> Entry:
        return Entry(number, "load", "", dt.datetime(2026, 3, day, 12, tzinfo=dt.UTC))

    listed = [entry(1, 1), entry(2, 1), entry(3, 5)]
    days = (dt.date(2026, 2, 28), dt.date(2026, 3, 1), dt.date(2026, 3, 4), dt.date(2027, 1, 1))
    assert [past.last_on(listed, day) for day in days] == [0, 2, 2, 3]
