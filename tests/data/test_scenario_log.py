"""Scenarios in the log: nothing else moves, nothing is deleted, a crash leaves one whole or none."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from data import build, fold, log, recording, scenario_log, scenarios, snapshots
from queries.store import READER, current_snapshot
from tests.data.scenario_worlds import scenario
from words.problem import ProblemError

pytestmark = pytest.mark.usefixtures("ready")


def content() -> dict[str, tuple[int, int]]:
    path = current_snapshot()
    assert path is not None
    return fold.content_fingerprint(path)


def ask(sql: str) -> list[tuple[object, ...]]:
    path = current_snapshot()
    assert path is not None
    with duckdb.connect(str(path), read_only=True, config=READER) as connection:
        return connection.execute(sql).fetchall()


def names() -> list[str]:
    return [one.name for _, one in scenarios.standing(log.entries()).values()]


def load(enterprises: pd.DataFrame, sha256: str = "0" * 64) -> None:
    recording.record_load(
        {"enterprise": enterprises}, source="s", file_name="f", sha256=sha256, who="", mapping={}, dry_run=False
    )


def test_folding_anew_gives_the_same_content(ready: Path, enterprises: pd.DataFrame) -> None:
    first = scenario_log.save(scenario("A"), "Amel")
    load(enterprises)
    scenario_log.save(scenario("<b>B</b>"), "")
    scenario_log.save(scenario("A bis"), "Nour", replaces=first)
    scenario_log.remove(first, "Nour")
    scenario_log.save(scenario("C"), "")
    before = content()
    for file in (ready / "store").iterdir():
        file.unlink()
    build.ensure()
    assert content() == before
    assert names() == ["<b>B</b>", "C"]


def test_a_scenario_changes_no_fact_and_folds_nothing_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    build.ensure()
    before, [(facts,)] = content(), ask("select facts from snapshot")

    def never(*args: object) -> None:
        raise AssertionError("a scenario adds to the snapshot there is")

    monkeypatch.setattr(fold, "begin", never)
    monkeypatch.setattr("data.verify.run", never)
    scenario_log.save(scenario(), "")
    after = content()
    assert {table for table in after if after[table] != before[table]} == {"entry", "scenario"}
    assert ask("select facts from snapshot") == [(facts,)]
    path = current_snapshot()
    assert build.ensure() == path, "the copy is the fold of today's log"


def test_facts_are_told_apart_by_loads_and_demonstration_alone(enterprises: pd.DataFrame) -> None:
    build.ensure()
    seen = []
    for act in (
        lambda: None,
        lambda: load(enterprises),
        lambda: scenario_log.save(scenario(), ""),
        lambda: load(enterprises.assign(status="closed"), "1" * 64),
        lambda: recording.undo_last(""),
        lambda: recording.undo_last(""),
    ):
        act()
        seen.append(ask("select facts from snapshot")[0][0])
    nothing, one, same, two, undone, all_undone = seen
    assert one == same == undone
    assert nothing == all_undone
    assert len({nothing, one, two}) == 3


def test_a_scenario_leaves_the_demonstration_on_and_undo_to_the_loads(
    enterprises: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ESS_DEMO")
    build.ensure()
    scenario_log.save(scenario("A"), "")
    assert build.demonstration_on()
    assert ask("select demonstration from snapshot") == [(True,)]
    with pytest.raises(ProblemError, match="nothing_to_undo"):
        recording.undo_last("")
    load(enterprises)
    scenario_log.save(scenario("B"), "")
    assert recording.undo_last("").undoes == 2, "the load, not the scenario after it"
    assert ask("select name from scenario order by id") == [("A",), ("B",)]


def test_a_name_is_taken_once_whatever_its_case() -> None:
    first = scenario_log.save(scenario("Plan A"), "")
    with pytest.raises(ProblemError, match="scenario_name_taken"):
        scenario_log.save(scenario(" plan  a"), "")
    second = scenario_log.save(scenario("Plan B"), "")
    with pytest.raises(ProblemError, match="scenario_name_taken"):
        scenario_log.save(scenario("Plan A"), "", replaces=second)
    scenario_log.save(scenario("PLAN A"), "", replaces=first)
    scenario_log.remove(first, "")
    scenario_log.save(scenario("Plan A"), "")
    assert names() == ["Plan B", "Plan A"]


def test_what_was_removed_meanwhile_is_neither_replaced_nor_removed_again() -> None:
    first = scenario_log.save(scenario(), "")
    scenario_log.remove(first, "")
    for act in (lambda: scenario_log.remove(first, ""), lambda: scenario_log.save(scenario(), "", replaces=first)):
        with pytest.raises(ProblemError, match="scenario_gone"):
            act()
    assert len(log.entries()) == 2


def test_two_writers_of_one_name_take_turns_and_one_wins() -> None:
    build.ensure()
    done: list[object] = []

    def write() -> None:
        try:
            done.append(scenario_log.save(scenario("A"), ""))
        except ProblemError as refused:
            done.append(refused.problem.code)

    threads = [threading.Thread(target=write) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done, key=str) == [1, "scenario_name_taken", "scenario_name_taken"]


def test_an_entry_that_was_not_yet_folded_is_folded_by_ensure(monkeypatch: pytest.MonkeyPatch) -> None:
    build.ensure()

    def crash(built: Path, number: int) -> Path:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(snapshots, "switch", crash)
        with pytest.raises(KeyboardInterrupt):
            scenario_log.save(scenario("A"), "")
    build.ensure()
    assert ask("select name from scenario") == [("A",)]


@pytest.mark.parametrize("damage", ["gone", "cut", "renumbered"])
def test_a_broken_newest_scenario_is_set_aside(damage: str) -> None:
    scenario_log.save(scenario("A"), "")
    scenario_log.save(scenario("B"), "")
    entry = log.entries()[-1]
    record = entry.folder / "record.json"
    if damage == "gone":
        record.unlink()
    elif damage == "cut":
        record.write_text(record.read_text(encoding="utf-8")[:300], encoding="utf-8")
    else:
        entry.folder.rename(entry.folder.with_name("000009-scenario"))
    build.ensure()
    assert names() == ["A"]
    assert ask("select name from scenario") == [("A",)]
    assert [path.name[-8:] for path in log.set_aside()] == ["scenario"]
    assert scenario_log.save(scenario("B"), "") in (3, 10), "a number is never used twice"


def test_a_scenario_that_was_tampered_with_is_named_not_guessed() -> None:
    scenario_log.save(scenario("A"), "")
    record = log.entries()[0].folder / "record.json"
    record.write_text(record.read_text(encoding="utf-8").replace('"4253"', '"9999"'), encoding="utf-8")
    with pytest.raises(ProblemError, match="log_damaged"):
        build.build()
    with pytest.raises(ProblemError, match="log_damaged"):
        scenario_log.save(scenario("B"), "")


KILLED = """
from data import scenario_log
from tests.data.scenario_worlds import scenario
n = 0
while True:
    n += 1
    print(scenario_log.save(scenario(f"S{n} " + __import__("sys").argv[1]), ""), flush=True)
"""


def test_a_killed_writer_loses_nothing_it_acknowledged() -> None:
    build.ensure()
    root = Path(build.__file__).parent.parent
    for many in (2, 3):
        with subprocess.Popen(
            [sys.executable, "-c", KILLED, str(many)], cwd=root, stdout=subprocess.PIPE, text=True, env={**os.environ}
        ) as writer:
            assert writer.stdout is not None
            acknowledged = [int(writer.stdout.readline()) for _ in range(many)]
            writer.send_signal(signal.SIGKILL)
            acknowledged += map(int, writer.stdout.read().split())
        build.ensure()
        whole = log.entries()
        assert {entry.number for entry in whole} >= set(acknowledged)
        assert ask("select count(*) from scenario") == [(len(whole),)]
