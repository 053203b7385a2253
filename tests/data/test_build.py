"""The store as the fold of facts and log: loads, undo, switches, what a crash or a broken file leaves."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest

from data import build, fold, log, snapshots
from data.log import Counts, Entry
from queries.store import READER, Store, current_snapshot
from words.problem import ProblemError


def load(frames: dict[str, pd.DataFrame], source: str = "enquête", dry_run: bool = False) -> Entry:
    return build.record_load(
        frames, source=source, file_name="f.xlsx", sha256="0" * 64, who="test", mapping={}, dry_run=dry_run
    )


def ask(sql: str) -> list[tuple[object, ...]]:
    path = current_snapshot()
    assert path is not None
    with duckdb.connect(str(path), read_only=True, config=READER) as connection:
        return connection.execute(sql).fetchall()


def content() -> dict[str, tuple[int, int]]:
    path = current_snapshot()
    assert path is not None
    return fold.content_fingerprint(path)


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
    undo = build.undo_last("test")
    assert (undo.kind, undo.undoes, undo.number) == ("undo", 2, 3)
    assert ask("select * from enterprise order by all") == before
    assert ask("select number, undone from entry where number > 0 order by all") == [(1, False), (2, True), (3, False)]
    assert build.undo_last("test").undoes == 1
    assert ask("select count(*) from enterprise where entry > 0") == [(0,)]
    with pytest.raises(ProblemError, match="nothing_to_undo"):
        build.undo_last("test")


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
        build.switch_demonstration(True, "test")
    build.undo_last("test")
    assert build.demonstration_on()
    assert {t: c for t, c in content().items() if t != "entry"} == {t: c for t, c in before.items() if t != "entry"}


def test_the_demonstration_is_switched_off_and_on(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ESS_DEMO")
    build.ensure()
    build.switch_demonstration(False, "test")
    assert ask("select count(*) from enterprise where entry = -1") == [(0,)]
    build.switch_demonstration(True, "test")
    assert ask("select demonstration from snapshot") == [(True,)]
    monkeypatch.setenv("ESS_DEMO", "0")
    with pytest.raises(ProblemError, match="demonstration_refused"):
        build.switch_demonstration(True, "test")
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


KILLED = """
import sys
import pandas as pd
from data import build
n = 0
while True:
    n += 1
    ids = [f"{n}-{k}" for k in range(50)]
    rows = pd.DataFrame({"source_id": ids, "kind": "ess", "governorate": "22", "delegation": "2251"})
    done = build.record_load({"enterprise": rows}, source=sys.argv[1], file_name="", sha256="", who="t", mapping={})
    print(done.number, flush=True)
"""


HUNDRED = tuple(float(moment) for moment in np.random.default_rng(2026).uniform(0.0, 0.9, 100))


@pytest.mark.parametrize(
    "moments",
    [pytest.param((0.5, 0.61, 0.73), id="three"), pytest.param(HUNDRED, id="hundred", marks=pytest.mark.soak)],
)
def test_a_killed_writer_loses_nothing_it_acknowledged(home: Path, moments: tuple[float, ...]) -> None:
    build.ensure()
    root = Path(build.__file__).parent.parent
    acknowledged = 0
    for moment in moments:
        with subprocess.Popen(
            [sys.executable, "-c", KILLED, str(moment)], cwd=root, stdout=subprocess.PIPE, text=True
        ) as writer:
            assert writer.stdout is not None
            acknowledged = int(writer.stdout.readline())  # at least one load is in
            time.sleep(moment)
            writer.send_signal(signal.SIGKILL)
            acknowledged = max([acknowledged, *map(int, writer.stdout.read().split())])
        build.ensure()
        whole = log.entries()
        assert whole[-1].number >= acknowledged
        assert ask("select count(*) from enterprise where entry > 0") == [(sum(e.total("added") for e in whole),)]


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
