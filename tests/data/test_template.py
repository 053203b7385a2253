"""The workbook to fill: every table and list, three languages; filled by hand it loads."""

from pathlib import Path

import openpyxl
import pytest

from data import choices, load, template
from data.sheets import TABLES
from words.problem import ProblemError
from words.translate import LANGUAGES, t


@pytest.fixture(scope="module")
def french(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "modele.xlsx"
    assert template.main([str(path)]) == 0
    return path


def test_sheets_headings_notes_lists_and_frozen_header(french: Path) -> None:
    book = openpyxl.load_workbook(french)
    assert book.sheetnames == [
        t("template.sheet.readme", "fr"),
        *(t(f"table.{x.name}", "fr") for x in TABLES),
        "Listes",
    ]
    assert book["Listes"].sheet_state == "hidden"
    for table in TABLES:
        sheet = book[t(f"table.{table.name}", "fr")]
        offered = [column for column in table.columns if column.offered]
        assert [cell.value.removesuffix(" *") for cell in sheet[1]] == [t(f"column.{c.name}", "fr") for c in offered]
        assert sheet.freeze_panes == "C2"
        for cell, column in zip(sheet[1], offered, strict=True):
            assert all(t(f"column.{column.name}", language) in cell.comment.text for language in LANGUAGES)
        lists = sum(template._list(column) is not None for column in offered)
        assert len(sheet.data_validations.dataValidation) == lists


def test_the_lists_show_code_and_words(french: Path) -> None:
    columns = {
        column[0].value: [cell.value for cell in column[1:] if cell.value]
        for column in openpyxl.load_workbook(french)["Listes"].columns
    }
    assert columns["chain"][0] == "OLIV – Huile d'olive"
    assert "4259 – Thala" in columns["delegation"]
    assert len(columns["delegation"]) == 45


def test_the_read_me_speaks_three_languages(french: Path) -> None:
    first = [cell.value for cell in openpyxl.load_workbook(french)["Lisez-moi"][1]]
    assert first == [t("template.title", language) for language in LANGUAGES]


def test_an_untouched_template_has_nothing_to_load(french: Path, ready: Path) -> None:
    with pytest.raises(ProblemError, match="nothing_to_load"):
        load.load(french)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_rows_load_once_they_are_no_examples(ready: Path, tmp_path: Path, language: str) -> None:
    """Round trip: every sheet's example, given an identifier of its own, is a row that is accepted."""
    path = tmp_path / "rempli.xlsx"
    path.write_bytes(template.workbook(language))
    book = openpyxl.load_workbook(path)
    for table in TABLES:
        sheet = book[t(f"table.{table.name}", language)]
        assert sheet["A2"].value == t("template.example", language)
        sheet["A2"].value = "SRV-1" if table.name == "service" else f"{table.name}-1"
    book.save(path)
    outcome = load.load(path)
    # One example way of the many between 45 delegations: the rest is rightly said to be missing.
    assert {p.code for p in outcome.problems} == {"travel_missing"}
    assert outcome.accepted
    assert set(outcome.rows) == {table.name for table in TABLES} | {"event_organisation"}


def test_arabic_sheets_read_from_the_right(tmp_path: Path) -> None:
    path = tmp_path / "ar.xlsx"
    assert template.main([str(path), "--lang", "ar"]) == 0
    assert all(sheet.sheet_view.rightToLeft for sheet in openpyxl.load_workbook(path) if sheet.sheet_state == "visible")


def test_examples_use_codes_of_their_lists() -> None:
    from data.examples import EXAMPLES

    for table in TABLES:
        for name, value in EXAMPLES[table.name].items():
            column = table.column(name)
            if column.kind == "choice":
                assert value in choices.codes(column.choice or name)


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    assert template.main([str(tmp_path / "no" / "where.xlsx")]) == 2
