"""Corrections: a row's own readers and checks, what it carries, what is refused."""

from pathlib import Path

import pytest
from workbooks import ENTERPRISES, write

from data import edit, load, log, recording
from tests.data.log_worlds import ask
from words.problem import ERROR, ProblemError

STATES = "select source_id, stage from activity where entry > 0 and enterprise = 'liste:E1' order by stage"


@pytest.fixture(autouse=True)
def loaded(ready: Path, tmp_path: Path) -> None:
    """A file of two enterprises, E1 in olive oil: production and processing."""
    load.load(write(tmp_path / "liste.xlsx", {"Entreprises": ENTERPRISES}))


def test_a_field_is_changed_and_the_rest_stays() -> None:
    before = ask("select * exclude (name, founded, entry) from enterprise where id = 'liste:E1'")
    outcome = edit.change("enterprise", "liste:E1", {"name": "SMSA Amal", "founded": "2019"}, "bureau")
    assert outcome.entry is not None
    assert (outcome.entry.kind, outcome.entry.who, outcome.entry.total("changed")) == ("edit", "bureau", 1)
    assert ask("select name, founded, entry from enterprise where id = 'liste:E1'") == [("SMSA Amal", 2019, 2)]
    assert ask("select * exclude (name, founded, entry) from enterprise where id = 'liste:E1'") == before
    assert [stage for _, stage in ask(STATES)] == ["PRO", "TRA"]
    same = edit.change("enterprise", "liste:E1", {}, "bureau")
    assert same.entry is not None
    assert (same.entry.number, len(log.entries())) == (0, 2)


def test_what_the_row_carries_follows_its_cell() -> None:
    outcome = edit.change("enterprise", "liste:E1", {"activities": "OLIV: PRO, COM"}, "")
    assert outcome.entry is not None
    assert (outcome.entry.total("added"), outcome.entry.total("removed")) == (1, 1)
    assert [stage for _, stage in ask(STATES)] == ["COM", "PRO"]
    recording.undo(2, "")
    assert [stage for _, stage in ask(STATES)] == ["PRO", "TRA"]


@pytest.mark.parametrize(
    ("given", "code"),
    [({"founded": "hier"}, "not_a_date"), ({"name": ""}, "cell_missing"), ({"legal_form": "XX"}, "unknown_choice"),
     ({"delegation_ins": "99"}, "unknown_delegation_code"), ({"lon": "8.5"}, "point_half")],
)  # fmt: skip
def test_an_error_keeps_the_correction_out(given: dict[str, str], code: str) -> None:
    outcome = edit.change("enterprise", "liste:E1", given, "")
    assert outcome.entry is None
    assert code in {problem.code for problem in outcome.problems if problem.severity == ERROR}
    assert len(log.entries()) == 1


def test_shipped_facts_and_absent_records_are_refused() -> None:
    shipped = str(ask("select id from organisation where entry = 0 limit 1")[0][0])
    with pytest.raises(ProblemError, match="record_shipped"):
        edit.change("organisation", shipped, {"name": "x"}, "")
    with pytest.raises(ProblemError, match="record_gone"):
        edit.take_out("enterprise", "liste:nobody", "")


def test_a_record_is_taken_out_with_its_activities_and_comes_back() -> None:
    entry = edit.take_out("enterprise", "liste:E1", "")
    assert entry.total("removed") == 3
    assert ask("select source_id from enterprise where entry > 0") == [("E2",)]
    recording.undo(entry.number, "")
    assert [stage for _, stage in ask(STATES)] == ["PRO", "TRA"]
