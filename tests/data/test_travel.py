"""Ways from delegation to delegation: codes, what is wrong, what is missing, uneven tables, undone again."""

from pathlib import Path

import duckdb
import pytest

from data import load, recording
from queries.store import READER, Store, current_snapshot


def loaded(tmp_path: Path, rows: str, **options: object) -> load.Outcome:
    path = tmp_path / "trajets.csv"
    path.write_text(f"De;Vers;Minutes;km\n{rows}", encoding="utf-8")
    return load.load(path, **options)  # type: ignore[arg-type]


def stored() -> list[tuple[object, ...]]:
    path = current_snapshot()
    assert path is not None
    with duckdb.connect(str(path), read_only=True, config=READER) as connection:
        return connection.execute(
            "select from_delegation, to_delegation, minutes, km from travel order by all"
        ).fetchall()


def said(outcome: load.Outcome) -> set[tuple[int | None, str]]:
    return {(problem.row, problem.code) for problem in outcome.problems}


def test_a_table_is_kept_as_given_and_undone_again(ready: Path, tmp_path: Path) -> None:
    outcome = loaded(tmp_path, "4259;4261;35;28,5\nTN4261;Thala;50;28,5\n")
    assert outcome.accepted
    assert stored() == [("4259", "4261", 35.0, 28.5), ("4261", "4259", 50.0, 28.5)]
    uneven = next(problem for problem in outcome.problems if problem.code == "travel_uneven")
    assert (uneven.column, uneven.args["n"], uneven.args["most"]) == ("Minutes", 1, 15.0)
    missing = [problem.args["n"] for problem in outcome.problems if problem.code == "travel_missing"]
    assert missing == [45 * 44 - 2] * 2
    store = Store(current_snapshot() or Path())
    assert len(store.ask("travel")) == 2
    store.close()
    recording.undo_last("bureau")
    assert stored() == []


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("9999;4261;35;", "unknown_delegation_code"),
        ("33;4261;35;", "unknown_delegation_code"),
        ("Kasserine;4261;35;", "ambiguous_delegation"),
        ("Nulle Part;4261;35;", "unknown_delegation"),
        ("4259;4261;-3;", "negative"),
        ("4259;4261;NaN;", "not_a_number"),
        ("4259;4261;;", "travel_no_value"),
        ("4259;;3;", "cell_missing"),
    ],
)
def test_a_bad_row_keeps_the_file_out(row: str, code: str, ready: Path, tmp_path: Path) -> None:
    outcome = loaded(tmp_path, f"4259;4260;20;\n{row}\n")
    assert not outcome.accepted
    assert (3, code) in said(outcome)
    assert stored() == []


def test_the_same_way_twice_is_said(ready: Path, tmp_path: Path) -> None:
    outcome = loaded(tmp_path, "4259;4260;20;\n4259;4260;25;\n")
    assert not outcome.accepted
    assert (3, "possible_duplicate") in said(outcome)
