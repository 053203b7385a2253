"""Undo of any entry, redo, edits, removals and full lists: small worlds by hand, and any sequence of them."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import build, log, recording, removal, replay
from data.entry import Entry
from tests.data.log_worlds import ask, content, enterprises, from_scratch, headcounts, load, without_facts
from words.problem import ProblemError

NAMES = "select source_id, name, entry from enterprise order by all"
STATES = "select number, kind, undone, idle from entry where number > 0 order by all"


@pytest.fixture(autouse=True)
def small(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_facts(monkeypatch)


def edit(source_id: str, name: str, source: str = "A") -> Entry:
    record = {"table": "enterprise", "source": source, "source_id": source_id}
    row = pd.DataFrame({"source_id": [source_id], "name": [name], "kind": ["ess"]})
    return recording.record_edit(record, {"enterprise": row}, {}, "test")


def take_out(source_id: str, source: str = "A", table: str = "enterprise") -> Entry:
    record = {"table": table, "source": source, "source_id": source_id}
    return recording.record_edit(record, {}, removal.keys(**record), "test")


def test_an_older_load_is_undone_and_the_newer_one_stays_whole() -> None:
    load(enterprise=enterprises(a="un", b="deux"))
    load(enterprise=enterprises(a="un", b="second"))  # a is the same, b changes
    recording.undo(1, "test")
    assert ask(NAMES) == [("a", "un", 2), ("b", "second", 2)], "the second file says a too"
    recording.redo(1, "test")
    assert ask(NAMES) == [("a", "un", 1), ("b", "second", 2)]
    recording.undo(2, "test")
    assert ask(NAMES) == [("a", "un", 1), ("b", "deux", 1)]
    assert [(e.kind, e.undoes) for e in log.entries()[2:]] == [("undo", 1), ("redo", 3), ("undo", 2)]
    assert ask(STATES) == [
        (1, "load", False, False), (2, "load", True, False), (3, "undo", True, False), (4, "redo", False, False),
        (5, "undo", False, False),
    ]  # fmt: skip


def test_what_cannot_be_undone_or_redone_is_refused() -> None:
    load(enterprise=enterprises(a="un"))
    for number in (0, 2, 99):
        with pytest.raises(ProblemError, match="cannot_undo"):
            recording.undo(number, "test")
    with pytest.raises(ProblemError, match="cannot_redo"):
        recording.redo(1, "test")
    recording.undo(1, "test")
    with pytest.raises(ProblemError, match="cannot_undo"):
        recording.undo(1, "test")
    recording.redo(1, "test")
    recording.undo(1, "test")  # and again
    recording.redo(1, "test")
    assert ask(NAMES) == [("a", "un", 1)]


def test_an_undo_that_would_leave_orphans_names_the_entries_in_the_way() -> None:
    load(enterprise=enterprises(a="un"))
    load("B", headcount=headcounts(h="A:a"))
    load("C", headcount=headcounts(h="A:a"))
    before, listed = content(), log.entries()
    with pytest.raises(ProblemError, match="entries_need") as refused:
        recording.undo(1, "test")
    assert refused.value.problem.args["entries"] == "2, 3"
    assert (content(), log.entries()) == (before, listed)
    recording.undo(3, "test")
    recording.undo(2, "test")
    recording.undo(1, "test")
    with pytest.raises(ProblemError, match="entries_need") as refused:
        recording.redo(3, "test")
    assert refused.value.problem.args["entries"] == "3"


def test_an_edit_waits_while_its_record_is_away() -> None:
    load(enterprise=enterprises(a="un", b="deux"))
    edit("a", "corrigé")
    assert ask(NAMES) == [("a", "corrigé", 2), ("b", "deux", 1)]
    recording.undo(1, "test")
    assert ask(NAMES) == []
    assert ask("select number from entry where idle") == [(2,)]
    load("B", enterprise=enterprises(z="autre"))
    assert ask("select number from entry where idle") == [(2,)], "kept where a snapshot is copied"
    recording.redo(1, "test")
    assert ask(NAMES) == [("a", "corrigé", 2), ("b", "deux", 1), ("z", "autre", 4)]
    with pytest.raises(ProblemError, match="record_gone"):
        edit("nobody", "x")


def test_a_reload_after_an_edit_is_an_update_by_the_file() -> None:
    load(enterprise=enterprises(a="un"))
    edit("a", "corrigé")
    load(enterprise=enterprises(a="un"))
    assert ask(NAMES) == [("a", "un", 3)]


def test_a_removal_takes_what_belongs_to_the_record_and_frees_what_mentions_it() -> None:
    load(
        enterprise=enterprises(a="un", b="deux"), headcount=headcounts(h="A:a", i="A:b"),
        project={"source_id": ["p"], "name": ["P"], "enterprise": ["A:a"]},
    )  # fmt: skip
    entry = take_out("a")
    assert (entry.total("removed"), entry.total("changed")) == (2, 1)
    assert ask(NAMES) == [("b", "deux", 1)]
    assert ask("select source_id from headcount") == [("i",)]
    assert ask("select source_id, enterprise from project") == [("p", None)]
    recording.undo(entry.number, "test")
    assert ask("select source_id, enterprise from project") == [("p", "A:a")]
    assert ask("select count(*) from headcount") == [(2,)]


def test_an_organisation_goes_with_its_services_and_what_hangs_on_them() -> None:
    load(
        organisation={"source_id": ["o", "branch"], "name": ["O", "B"], "part_of": [None, "A:o"]},
        event={"source_id": ["e"], "title": ["E"], "kind": ["fair"]},
        event_organisation={"source_id": ["eo"], "event": ["A:e"], "organisation": ["A:o"]},
        link={
            "source_id": ["l"], "from_table": ["organisation"], "from_id": ["A:branch"], "to_table": ["organisation"],
            "to_id": ["A:o"], "kind": ["refers_to"],
        },
    )  # fmt: skip
    take_out("o", table="organisation")
    assert ask("select source_id, part_of from organisation") == [("branch", None)]
    assert ask("select count(*) from event_organisation") == ask("select count(*) from link") == [(0,)]
    assert ask("select count(*) from event") == [(1,)]


def test_a_full_list_takes_out_what_it_does_not_name_of_its_own_source() -> None:
    load(enterprise=enterprises(a="un", b="deux"), headcount=headcounts(h="A:b"))
    load("B", enterprise=enterprises(c="trois"))
    entry = load(enterprise=enterprises(a="un"), full=("enterprise",))
    assert {table: (c.same, c.removed) for table, c in entry.counts.items()} == {
        "enterprise": (1, 1), "headcount": (0, 1),
    }  # fmt: skip
    assert ask(NAMES) == [("a", "un", 1), ("c", "trois", 2)]
    recording.undo(1, "test")
    assert ask(NAMES) == [("a", "un", 3), ("c", "trois", 2)]
    recording.redo(1, "test")
    assert ask("select count(*) from headcount") == [(0,)], "the full list is full again of what comes back"
    assert load(enterprise=enterprises(a="un"), full=("enterprise",)).number == 0


def test_a_dry_run_of_a_full_list_counts_and_leaves_all() -> None:
    load(enterprise=enterprises(a="un", b="deux"))
    assert load(enterprise=enterprises(a="un"), full=("enterprise",), dry_run=True).total("removed") == 1
    assert len(ask(NAMES)) == 2


IDS = st.sampled_from("abc")
SOURCES = st.sampled_from("AB")
WORDS = st.sampled_from(["un", "deux", None])
LOADED = st.dictionaries(IDS, WORDS, min_size=1)
STEP = st.one_of(
    st.tuples(st.just("load"), SOURCES, LOADED, st.booleans(), st.lists(st.tuples(SOURCES, IDS), max_size=1)),
    st.tuples(st.just("edit"), SOURCES, IDS, WORDS),
    st.tuples(st.just("remove"), SOURCES, IDS),
    st.tuples(st.sampled_from(["undo", "redo"]), st.integers(1, 6)),
)


def do(step: tuple[object, ...]) -> None:
    """One step; one that is refused changes nothing."""
    kind, *given_values = step
    values: list[object] = given_values
    if kind == "load":
        source, names, full, parents = values
        frames = {"enterprise": enterprises(**names)}  # type: ignore[arg-type]
        if parents:
            frames["headcount"] = headcounts(h=":".join(parents[0]))  # type: ignore[index]
        load(str(source), full=("enterprise", "headcount") if full else (), **frames)
    elif kind == "edit":
        edit(str(values[1]), values[2], str(values[0]))  # type: ignore[arg-type]
    elif kind == "remove":
        take_out(str(values[1]), str(values[0]))
    elif kind == "undo":
        recording.undo(int(values[0]), "")  # type: ignore[call-overload]
    else:
        recording.redo(int(values[0]), "")  # type: ignore[call-overload]


@settings(max_examples=5, deadline=None)
@given(st.lists(STEP, min_size=3, max_size=7))
def test_any_sequence_leaves_what_folding_anew_gives(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[object, ...]]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ESS_DATA", str(tmp_path_factory.mktemp("any")))
        build.ensure()
        for step in steps:
            numbers = [entry.number for entry in log.entries()]
            before = content()
            try:
                do(step)
            except ProblemError as refused:
                assert refused.problem.code in {
                    "record_gone", "cannot_undo", "cannot_redo", "entries_need", "check_missing_parents",
                }  # fmt: skip
                assert ([entry.number for entry in log.entries()], content()) == (numbers, before)
                continue
            assert content() == from_scratch()
        counting = {entry.number for entry in replay.standing(log.entries())}
        assert counting == {n for (n,) in ask("select number from entry where kind in ('load', 'edit') and not undone")}
