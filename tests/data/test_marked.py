"""The reader's own sheets with the remarks: at their places, harmless, and to be loaded again as they are."""

import io
from pathlib import Path

import openpyxl
import pytest

from data import readers
from data.load import load
from data.marked import COLOURS, marked_workbook
from data.readers import Sheet
from tests.data.workbooks import write
from words.problem import ERROR, WARNING, Problem
from words.translate import LANGUAGES, sentence, t

ROWS = [
    ["Liste des SMSA, 2026", None, None, None],
    ["Identifiant", "Nom", "Forme juridique", "Délégation"],
    ["E1", "SMSA Ettahaddi", "SMSA", "Thala"],
    ["E2", None, "SMSA", "Haïdra"],
    ["E3", "SMSA Essalem", "SMSA", "Nulle part"],
]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ESS_DATA", str(tmp_path / "home"))
    monkeypatch.setenv("ESS_DEMO", "0")
    return tmp_path


@pytest.mark.parametrize("language", LANGUAGES)
def test_remarks_stand_at_their_places(home: Path, language: str) -> None:
    path = write(home / "liste.xlsx", {"Entreprises": ROWS})
    outcome = load(path, dry_run=True)
    missing = next(one for one in outcome.problems if one.code == "cell_missing")
    book = openpyxl.load_workbook(io.BytesIO(marked_workbook(readers.read(path), outcome.problems, language)))
    assert book.sheetnames == ["Entreprises", t("template.sheet.report", language)]
    sheet = book["Entreprises"]
    assert [cell.value for cell in sheet[3]][:4] == ROWS[2]
    assert sheet["B4"].comment.text == sentence(missing, language)
    assert sheet["B4"].fill.start_color.rgb.endswith(COLOURS[ERROR][1:].upper())
    assert sheet["E4"].value == sentence(missing, language)
    assert [sheet.cell(3, column).comment for column in range(1, 5)] == [None] * 4
    assert bool(sheet.sheet_view.rightToLeft) == (language == "ar")
    assert book[t("template.sheet.report", language)].max_row == len(outcome.problems) + 1


def test_the_marked_file_is_read_as_the_first(home: Path) -> None:
    path = write(home / "liste.xlsx", {"Entreprises": ROWS})
    first = load(path, dry_run=True)
    again = home / "annoté.xlsx"
    again.write_bytes(marked_workbook(readers.read(path), first.problems, "fr"))
    assert load(again, dry_run=True, source="liste").problems == first.problems


def test_formulas_and_odd_names_do_no_harm() -> None:
    sheets = [Sheet("a/b", [["=1+1", "+33"]]), Sheet("A_B", [["x"]]), Sheet("x" * 60, [])]
    made = openpyxl.load_workbook(io.BytesIO(marked_workbook(sheets, [Problem("cell_missing", sheet="a/b")], "fr")))
    assert made.sheetnames[:3] == ["a_b", "A_B 2", "x" * 31]
    assert [(cell.value, cell.data_type) for cell in made["a_b"][1]] == [("'=1+1", "s"), ("'+33", "s")]


def test_a_row_with_both_is_coloured_as_the_worse() -> None:
    problems = [
        Problem("cell_missing", sheet="s", row=2, column="Nom"),
        Problem("not_located", sheet="s", row=2, severity=WARNING),
    ]
    made = openpyxl.load_workbook(io.BytesIO(marked_workbook([Sheet("s", [["Nom"], [None]])], problems, "fr")))
    assert made["s"]["B2"].fill.start_color.rgb.endswith(COLOURS[ERROR][1:].upper())
