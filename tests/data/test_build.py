"""The store as the fold of facts and log: loads, undo, switches, what a crash or a broken file leaves."""

import contextlib
import errno
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import killed
import numpy as np
import pandas as pd
import pytest

from data import build, incidents, log, recording, snapshots
from data.entry import Counts, Entry, undone
from queries.store import Store, current_snapshot, store_dir, user_dir
from tests.data.log_worlds import ask, content
from words.problem import ProblemError


def load(frames: dict[str, pd.DataFrame], source: str = "enquête", dry_run: bool = False) -> Entry:
    return recording.record_load(
        frames, source=source, file_name="f.xlsx", sha256="0" * 64, who="test", mapping={}, dry_run=dry_run
    )


def test_the_first_snapshot_is_built_once(home: Path) -> None:
    first = build.ensure()
    assert first == home / "store" / "ess-1.duckdb"
    assert build.ensure() == first
    assert ask("select demonstration, number from snapshot") == [(False, 1)]


def test_need_by_governorate_equals_the_published_figures(home: Path) -> None:
    build.ensure()
    need = """
        select d.governorate, round(sum(p.value * r.value / 100))::integer
        from delegation d
        join figure p on p.territory = d.code and p.indicator = 'population' and p.is_default
        join figure r on r.territory = d.code and r.indicator = 'poverty_rate' and r.is_default
        group by all order by all
    """
    assert ask(need) == [("22", 85650), ("33", 103180), ("42", 149472), ("43", 109965)]


def test_a_load_adds_and_the_same_load_again_changes_nothing(home: Path, enterprises: pd.DataFrame) -> None:
    first = load({"enterprise": enterprises})
    assert (first.number, first.counts) == (1, {"enterprise": Counts(added=3)})
    before, path = content(), current_snapshot()
    again = load({"enterprise": enterprises})
    assert (again.number, again.counts) == (0, {"enterprise": Counts(same=3)})
    assert (content(), current_snapshot(), len(log.entries())) == (before, path, 1)
    assert ask("select id, name from enterprise where id = 'enquête:b'") == [("enquête:b", "<script>alert(1)</script>")]


def test_a_changed_row_updates_an_absent_row_stays(home: Path, enterprises: pd.DataFrame) -> None:
    load({"enterprise": enterprises})
    changed = enterprises.iloc[:2].assign(name=["Coopérative A", "Nouveau nom"])
    entry = load({"enterprise": changed})
    assert entry.counts == {"enterprise": Counts(changed=1, same=1)}
    assert ask("select source_id, entry from enterprise where entry > 0 order by all") == [("a", 1), ("b", 2), ("c", 1)]
    assert ask("select name from enterprise where source_id = 'b'") == [("Nouveau nom",)]
    assert len(log.rows(2)["enterprise"]) == 2, "rows that stay as they are count too, should the first load be undone"


def test_a_dry_run_counts_and_leaves_everything(home: Path, enterprises: pd.DataFrame) -> None:
    path = build.ensure()
    entry = load({"enterprise": enterprises}, dry_run=True)
    assert (entry.number, entry.counts) == (0, {"enterprise": Counts(added=3)})
    assert (log.entries(), current_snapshot()) == ([], path)
    assert sorted(p.name for p in (home / "store").iterdir()) == ["current", "ess-1.duckdb"]


def test_folding_anew_gives_identical_content(home: Path, enterprises: pd.DataFrame) -> None:
    load({"enterprise": enterprises})
    load({"enterprise": enterprises.iloc[:1].assign(status="closed")})
    activity = pd.DataFrame({"source_id": ["x"], "enterprise": ["enquête:a"], "chain": ["OLIV"], "stage": ["TRA"]})
    load({"activity": activity}, source="autre")
    before = content()
    for file in (home / "store").iterdir():
        file.unlink()
    build.ensure()
    assert content() == before


def test_undo_is_exact(home: Path, enterprises: pd.DataFrame) -> None:
    load({"enterprise": enterprises})
    before = ask("select * from enterprise order by all")
    load({"enterprise": enterprises.assign(status="closed")})
    undo = recording.undo_last("test")
    assert (undo.kind, undo.undoes, undo.number) == ("undo", 2, 3)
    assert ask("select * from enterprise order by all") == before
    assert ask("select number, undone from entry where number > 0 order by all") == [(1, False), (2, True), (3, False)]
    assert recording.undo_last("test").undoes == 1
    assert ask("select count(*) from enterprise where entry > 0") == [(0,)]
    with pytest.raises(ProblemError, match="nothing_to_undo"):
        recording.undo_last("test")


def test_the_demonstration_goes_with_the_first_load_and_returns_with_its_undo(
    home: Path, enterprises: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ESS_DEMO")
    build.ensure()
    assert ask("select count(*) > 100 from enterprise where entry = -1") == [(True,)]
    before = content()
    load({"enterprise": enterprises})
    assert not build.demonstration_on()
    assert ask("select count(*) filter (where entry = -1), count(*) filter (where entry = 1) from enterprise") == [
        (0, 3)
    ]
    with pytest.raises(ProblemError, match="demonstration_has_loads"):
        recording.switch_demonstration(True, "test")
    recording.undo_last("test")
    assert build.demonstration_on()
    assert {t: c for t, c in content().items() if t != "entry"} == {t: c for t, c in before.items() if t != "entry"}


def test_the_demonstration_is_switched_off_and_on(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ESS_DEMO")
    build.ensure()
    recording.switch_demonstration(False, "test")
    assert ask("select count(*) from enterprise where entry = -1") == [(0,)]
    recording.switch_demonstration(True, "test")
    assert ask("select demonstration from snapshot") == [(True,)]
    monkeypatch.setenv("ESS_DEMO", "0")
    with pytest.raises(ProblemError, match="demonstration_refused"):
        recording.switch_demonstration(True, "test")
    build.ensure()
    assert ask("select demonstration from snapshot") == [(False,)]


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("delegation", "2251", "check_points_far_outside"),
        ("governorate", "42", "check_territory_codes"),
        ("delegation", "9999", "check_territory_codes"),
        ("founded", 12, "check_impossible_numbers"),
        ("precision", None, "check_points_without_precision"),
    ],
)
def test_a_load_that_fails_a_check_changes_nothing(
    home: Path, enterprises: pd.DataFrame, column: str, value: object, code: str
) -> None:
    path = build.ensure()
    bad = enterprises.astype({column: object})
    bad.loc[0, column] = value
    with pytest.raises(ProblemError) as error:
        load({"enterprise": bad})
    assert error.value.problem.code == code
    assert "enquête:a" in str(error.value.problem.args["ids"])
    assert (current_snapshot(), log.entries()) == (path, [])
    assert not list((home / "store").glob("building-*"))


def test_an_orphan_and_a_doubled_key_are_refused(home: Path, enterprises: pd.DataFrame) -> None:
    orphan = pd.DataFrame({"source_id": ["x"], "enterprise": ["nobody"], "chain": ["OLIV"], "stage": ["TRA"]})
    with pytest.raises(ProblemError, match="check_missing_parents"):
        load({"activity": orphan})
    with pytest.raises(ProblemError, match="duplicate_key"):
        load({"enterprise": enterprises.assign(source_id="same")})


def test_findings_are_reported_not_refused(home: Path, enterprises: pd.DataFrame) -> None:
    selling = pd.DataFrame({"source_id": ["x"], "enterprise": ["enquête:b"], "chain": ["FBAR"], "stage": ["COM"]})
    near = enterprises.assign(delegation=["2254", "3361", None], governorate=["22", "33", None])
    near.loc[1, ["lon", "lat", "precision"]] = [11.04361, 35.39444, "locality"]  # Salakta
    load({"enterprise": near, "activity": selling})
    assert ask("select check_name, n, ids from finding order by all") == [
        ("form_not_entitled", 1, ["enquête:b"]),
        ("points_near_border", 1, ["enquête:b"]),
    ]


@pytest.mark.parametrize(
    "damage", ["no store", "empty pointer", "nonsense pointer", "zero bytes", "garbage", "missing file"]
)
def test_a_damaged_store_is_rebuilt_from_the_log(home: Path, enterprises: pd.DataFrame, damage: str) -> None:
    load({"enterprise": enterprises})
    before, path, pointer = content(), current_snapshot(), home / "store" / "current"
    assert path is not None
    if damage == "no store":
        for file in (home / "store").iterdir():
            file.unlink()
    elif "pointer" in damage:
        pointer.write_bytes(b"" if damage == "empty pointer" else b"\xff../../etc/passwd\n")
    elif damage == "missing file":
        path.unlink()
    else:
        path.write_bytes(b"" if damage == "zero bytes" else os.urandom(5000))
    build.ensure()
    assert content() == before


def test_another_schema_or_other_facts_are_folded_anew(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = build.ensure()
    monkeypatch.setattr("data.tables.SCHEMA_VERSION", 2)
    second = build.ensure()
    assert second != first
    monkeypatch.setattr("data.reference.digest", lambda: "other")
    assert build.ensure() != second


def test_a_truncated_newest_entry_is_set_aside_and_its_number_not_used_again(
    home: Path, enterprises: pd.DataFrame
) -> None:
    load({"enterprise": enterprises.iloc[:1]})
    entry = load({"enterprise": enterprises.iloc[1:]})
    rows = entry.folder / "rows" / "enterprise.parquet"
    rows.write_bytes(rows.read_bytes()[:100])
    build.ensure()
    assert [path.name for path in log.set_aside()] == ["000002-load"]
    assert ask("select source_id from enterprise where entry > 0") == [("a",)]
    assert load({"enterprise": enterprises}).number == 3


def test_an_entry_that_was_not_yet_folded_is_folded_by_ensure(
    home: Path, enterprises: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    build.ensure()

    def crash(built: Path, number: int) -> Path:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(snapshots, "switch", crash)
        with pytest.raises(KeyboardInterrupt):
            load({"enterprise": enterprises})
    build.ensure()
    assert ask("select count(*) from enterprise where entry = 1") == [(3,)]


def test_a_reader_keeps_its_snapshot_while_a_load_switches(home: Path, enterprises: pd.DataFrame) -> None:
    store = Store(build.ensure())
    load({"enterprise": enterprises})
    for day in range(1, 5):
        load({"enterprise": enterprises.assign(founded=2000 + day)})
    assert store._connection.execute("select count(*) from enterprise").fetchone() == (2,)
    assert len(snapshots.numbered()) == snapshots.KEPT
    store.close()


def test_two_writers_take_turns(home: Path, enterprises: pd.DataFrame) -> None:
    build.ensure()
    done: list[int] = []

    def write(source: str) -> None:
        done.append(load({"enterprise": enterprises}, source=source).number)

    threads = [threading.Thread(target=write, args=(f"s{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == [1, 2, 3, 4]
    assert ask("select count(*) from enterprise where entry > 0") == [(12,)]


# Each action a writer does, and the moments (seconds after the last one it finished) at which it is killed.
ACTIONS = (("load",), ("load", "undo"), ("load", "switch"), ("load", "build"), ("load", "backup"))
HUNDRED = tuple(float(moment) for moment in np.random.default_rng(2026).uniform(0.0, 0.9, 100))
TEN = (0.0, 0.02, 0.05, 0.09, 0.14, 0.2, 0.27, 0.34, 0.42, 0.5)


@pytest.mark.parametrize(
    "moments", [pytest.param(TEN, id="ten"), pytest.param(HUNDRED, id="hundred", marks=pytest.mark.soak)]
)
def test_a_killed_writer_loses_nothing_it_acknowledged(ready: Path, moments: tuple[float, ...]) -> None:
    acknowledged = 0
    for turn, moment in enumerate(moments):
        actions = ACTIONS[turn % len(ACTIONS)]
        process, line = killed.start(ready, actions)
        for _ in actions:  # ready, and up to the last of its actions, which is then cut
            acknowledged = max(acknowledged, line.recv()[1])
        time.sleep(moment)
        process.kill()
        process.join()
        with contextlib.suppress(EOFError):
            while True:
                acknowledged = max(acknowledged, line.recv()[1])
        _whole_again(acknowledged)


def _whole_again(acknowledged: int) -> None:
    """After the next start the store is the fold of the log, with all that was acknowledged; nothing lies about."""
    seen = len(incidents.recent())
    left = [*(store_dir().glob("building-*")), *(user_dir().glob(".building-*"))]
    behind = current_snapshot() and snapshots.last_entry(current_snapshot()) < max(
        [0, *(e.number for e in log.entries())]
    )
    build.ensure()
    if left or behind:
        assert len(incidents.recent()) > min(seen, 19)
    assert not [path for path in store_dir().iterdir() if path.name.startswith(("building-", "current."))]
    assert not list(user_dir().glob(".building-*"))
    listed = log.entries()
    assert [entry.number for entry in listed] == list(range(1, len(listed) + 1))
    assert len(listed) >= acknowledged
    gone = undone(listed)
    counted = sum(e.total("added") for e in listed if e.number not in gone)
    assert ask("select count(*) from enterprise where entry > 0") == [(counted,)]


def test_two_processes_write_and_both_are_accepted(ready: Path) -> None:
    writers = [killed.start(ready, ("load",), 1) for _ in range(2)]
    done = []
    for _process, line in writers:
        assert line.recv() == ("ready", 0)
    for _process, line in writers:
        done.append(line.recv()[1])
    for process, _line in writers:
        process.join()
    assert sorted(done) == [1, 2] == [entry.number for entry in log.entries()]
    assert ask("select count(*) from enterprise where entry > 0") == [(100,)]


@pytest.fixture
def small_disk(ready: Path, tmp_path: Path) -> Iterator[Path]:
    """The store on a disk of its own with 24 MB, little of it free; where none can be mounted the test is skipped."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("a disk of one's own can only be mounted by root, on Linux")
    try:
        shutil.copytree(ready, disk / "ess")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("ESS_DATA", str(disk / "ess"))
            yield disk
    finally:
        subprocess.run(["umount", "-l", disk], check=True)


def test_a_full_disk_refuses_the_load_and_keeps_the_readers(small_disk: Path, enterprises: pd.DataFrame) -> None:
    path, before = build.ensure(), content()
    for write in (
        lambda: load({"enterprise": enterprises}),
        lambda: recording.switch_demonstration(False, "t"),
        build.build,
    ):
        with pytest.raises(ProblemError) as refused:
            write()
        assert refused.value.problem.code == "disk_full"
    assert (build.ensure(), content(), log.entries()) == (path, before, [])
    assert sorted(p.name for p in store_dir().iterdir()) == ["current", path.name]
    assert Store(path).ask("snapshot")["number"].tolist() == [1]
    subprocess.run(["mount", "-o", "remount,size=200m", small_disk], check=True)
    assert load({"enterprise": enterprises}).number == 1


def test_a_disk_that_fills_after_the_entry_keeps_it(
    ready: Path, enterprises: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(built: Path, number: int) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(snapshots, "switch", full)
        assert load({"enterprise": enterprises}).number == 1
    assert codes() == ["switch_failed"]
    build.ensure()
    assert ask("select count(*) from enterprise where entry = 1") == [(3,)]
    assert codes()[0] == "entry_folded_late"


def test_a_read_only_disk_refuses_the_load_and_keeps_the_readers(small_disk: Path, enterprises: pd.DataFrame) -> None:
    path = build.ensure()
    (store_dir() / "building-1-1.duckdb").write_text("half", encoding="utf-8")
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with pytest.raises(ProblemError) as refused:
        load({"enterprise": enterprises})
    assert refused.value.problem.code == "disk_read_only"
    assert build.ensure() == path
    subprocess.run(["mount", "-o", "remount,rw,size=200m", small_disk], check=True)
    assert load({"enterprise": enterprises}).number == 1


def test_readers_stay_where_the_log_is_damaged(ready: Path, enterprises: pd.DataFrame) -> None:
    first = load({"enterprise": enterprises.iloc[:1]})
    load({"enterprise": enterprises})
    path = current_snapshot()
    (first.folder / "record.json").write_text("{", encoding="utf-8")
    assert build.ensure() == path
    assert codes()[0] == "kept_log_damaged"
    with pytest.raises(ProblemError, match="log_damaged"):
        load({"enterprise": enterprises}, source="x")


def test_a_lock_left_by_a_crash_keeps_nobody_out(ready: Path, enterprises: pd.DataFrame) -> None:
    (ready / "writer.lock").write_text("4242", encoding="utf-8")
    assert load({"enterprise": enterprises}).number == 1


def codes() -> list[str]:
    return [one.code for one in incidents.recent()]


@pytest.mark.parametrize(
    ("damage", "said"),
    [("empty pointer", "pointer_lost"), ("missing file", "pointer_lost"), ("overwritten", "snapshot_rebuilt"),
     ("cut", "snapshot_rebuilt"), ("half built", "build_unfinished"), ("half written", "entry_unfinished"),
     ("newest entry", "entry_set_aside")],
)  # fmt: skip
def test_the_next_start_says_what_it_found(ready: Path, enterprises: pd.DataFrame, damage: str, said: str) -> None:
    entry = load({"enterprise": enterprises})
    before, path = content(), current_snapshot()
    assert path is not None
    if damage == "empty pointer":
        (store_dir() / "current").write_bytes(b"")
    elif damage == "missing file":
        path.unlink()
    elif damage == "overwritten":
        with path.open("r+b") as file:
            file.seek(path.stat().st_size // 2)
            file.write(os.urandom(500))
    elif damage == "cut":
        os.truncate(path, path.stat().st_size // 2)
    elif damage == "half built":
        (store_dir() / "building-7-7.duckdb").write_bytes(b"half")
    elif damage == "half written":
        (user_dir() / ".building-000002-7").mkdir()
    else:
        os.truncate(entry.folder / "rows" / "enterprise.parquet", 50)
    assert codes() == []
    build.ensure()
    assert codes() == [said]
    assert damage == "newest entry" or content() == before
    build.ensure()
    assert codes() == [said]


def test_the_command_says_what_it_built_and_what_is_wrong(
    home: Path, enterprises: pd.DataFrame, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build.main() == 0
    assert "delegation 45" in capsys.readouterr().out
    first = load({"enterprise": enterprises.iloc[:1]})
    load({"enterprise": enterprises})
    (first.folder / "record.json").write_text("{", encoding="utf-8")
    assert build.main() == 1
    assert "000001-load" in capsys.readouterr().err
