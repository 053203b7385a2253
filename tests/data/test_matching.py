"""What a heading is taken for: the reader's word before our guess, remembered for the source's next file."""

from pathlib import Path

import pytest

from data import log, matching, recording
from data.columns import layout
from data.load import load
from data.matching import Match, Told
from tests.data.workbooks import write
from words.problem import ProblemError

HEAD = ["Code", "Groupement", "Statut légal", "Lieu-dit", "Téléphone", "Remarque"]
ROW = ["E1", "SMSA Ettahaddi", "SMSA", "Thala", "98 123 456", "à revoir"]
SAID = {"Groupement": "name", "Statut légal": "legal_form", "Lieu-dit": "delegation", "Remarque": ""}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ESS_DATA", str(tmp_path / "home"))
    monkeypatch.setenv("ESS_DEMO", "0")
    return tmp_path


def test_a_readers_word_counts_for_more_than_a_guess() -> None:
    found = layout("Entreprises", [["Nom", "Dénomination"]], told={"Dénomination": "name"})
    assert found is not None
    assert (found.columns, found.twice) == ({1: "name"}, ["Nom"])
    aside = layout("Entreprises", [["Nom", "Dénomination"]], told={"Nom": ""})
    assert aside is not None
    assert (aside.columns, aside.aside) == ({1: "name"}, ["Nom"])


def test_another_table_can_be_said() -> None:
    found = layout("Entreprises", [["Nom", "Sigle", "Nature"]], table_told="organisation")
    assert found is not None
    assert found.table.name == "organisation"


def test_no_word_lets_a_contact_in() -> None:
    found = layout("Entreprises", [["Nom", "Téléphone"]], told={"Téléphone": "founded"})
    assert found is not None
    assert (found.columns, found.private) == ({0: "name"}, ["Téléphone"])


def test_columns_that_the_table_lacks_are_no_word_at_all() -> None:
    found = layout("Entreprises", [["Nom", "Rang"]], told={"Rang": "capacity", "Nom": "nothing"})
    assert found is not None
    assert (found.columns, found.unknown) == ({0: "name"}, ["Rang"])


def test_what_was_said_is_remembered_for_the_source(home: Path) -> None:
    path = write(home / "liste.xlsx", {"Entreprises": [HEAD, ROW]})
    assert not load(path, dry_run=True).accepted
    first = load(path, told={"Entreprises": Told(columns=SAID)})
    assert first.accepted
    [sheet] = first.matched
    assert sheet.table == "enterprise"
    assert set(sheet.headings) == {
        Match("Code", "id", "read"), Match("Groupement", "name", "told"), Match("Statut légal", "legal_form", "told"),
        Match("Lieu-dit", "delegation", "told"), Match("Remarque", None, "told"), Match("Téléphone", None, "private"),
    }  # fmt: skip
    more = write(home / "liste (2).xlsx", {"Feuil1": [HEAD, ["E2", "SMSA Essalem", "SMSA", "Foussana", None, None]]})
    again = load(more)
    assert again.accepted
    assert log.rows(2)["enterprise"]["name"].tolist() == ["SMSA Essalem"]
    with pytest.raises(ProblemError, match="no_known_sheet"):
        load(more, source="une autre", dry_run=True)


def test_what_is_undone_is_forgotten(home: Path) -> None:
    load(write(home / "liste.xlsx", {"Entreprises": [HEAD, ROW]}), told={"Entreprises": Told(columns=SAID)})
    assert matching.remembered("liste")["Entreprises"].columns["Remarque"] == ""
    recording.undo_last("")
    assert matching.remembered("liste") == {}


def test_another_table_forgets_the_columns_of_the_first() -> None:
    before = Told("enterprise", {"Lieu": "delegation"})
    assert matching.together(before, Told("service")) == Told("service")
    assert matching.together(before, Told(None, {"Lieu": ""})) == Told("enterprise", {"Lieu": ""})
