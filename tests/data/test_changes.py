"""Two states side by side: hand-made loads, and what is counted but never listed."""

from pathlib import Path

import pandas as pd
import pytest

from data import changes, log, recording
from tests.data.log_worlds import enterprises, headcounts, load, without_facts


@pytest.fixture(autouse=True)
def world(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three loads: two enterprises; one changed and one new with a headcount; an informal group with its own."""
    without_facts(monkeypatch)
    load(enterprise=enterprises(a="un", b="deux"))
    load(enterprise=enterprises(a="un", b="second", c="trois"), headcount=headcounts(h="A:c"))
    load(
        "B", enterprise={"source_id": ["g"], "name": ["Groupe"], "kind": ["informal_group"]},
        headcount=headcounts(k="B:g"), project={"source_id": ["p"], "name": ["P"], "enterprise": ["B:g"]},
    )  # fmt: skip


def counted(found: changes.Changes) -> dict[str, tuple[int, int, int]]:
    return {row.table: (row.added, row.changed, row.removed) for row in found.counts.itertuples()}


def told(found: changes.Changes) -> list[tuple[str, str, str | None, str | None]]:
    return [
        (row.table, row.change, row.old and row.old.get("name"), row.new and row.new.get("name"))
        for row in found.records.itertuples()
    ]


def test_an_entry_tells_what_it_added_and_changed() -> None:
    found = changes.by_entry(2)
    assert counted(found) == {"enterprise": (1, 1, 0), "headcount": (1, 0, 0)}
    assert told(found) == [
        ("enterprise", "added", None, "trois"), ("enterprise", "changed", "deux", "second"),
        ("headcount", "added", None, None),
    ]  # fmt: skip
    old, new = found.records.loc[1, ["old", "new"]]
    assert changes.fields("enterprise", old, new) == ["name"]
    assert changes.fields("enterprise", None, new) == ["name", "kind", "publish", "evidence"]


def test_informal_groups_and_what_is_theirs_are_counted_not_listed() -> None:
    found = changes.by_entry(3)
    assert counted(found) == {"enterprise": (1, 0, 0), "project": (1, 0, 0), "headcount": (1, 0, 0)}
    assert (found.unlisted, len(found.records)) == (3, 0)


def test_an_undo_tells_what_it_took_back_and_two_states_are_compared() -> None:
    recording.undo(2, "")
    assert counted(changes.by_entry(4)) == {"enterprise": (0, 1, 1), "headcount": (0, 0, 1)}
    assert counted(changes.by_numbers(1, 4)) == counted(changes.by_entry(3))
    assert counted(changes.by_numbers(4, 1))["enterprise"] == (0, 0, 1)
    assert changes.by_numbers(2, 2).counts.empty


def test_only_so_many_are_listed_and_all_are_counted() -> None:
    found = changes.by_numbers(0, 2, most=2)
    assert counted(found)["enterprise"] == (3, 0, 0)
    assert len(found.records) == 2


def test_a_group_that_was_an_enterprise_is_not_listed_either() -> None:
    record = {"table": "enterprise", "source": "A", "source_id": "a"}
    row = pd.DataFrame({"source_id": ["a"], "name": ["un"], "kind": ["informal_group"]})
    recording.record_edit(record, {"enterprise": row}, {}, "")
    found = changes.by_entry(log.entries()[-1].number)
    assert (counted(found), found.unlisted, len(found.records)) == ({"enterprise": (0, 1, 0)}, 1, 0)
