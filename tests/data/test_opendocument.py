"""OpenDocument workbooks: stored values, formulas said, hostile files refused before they are opened."""

from pathlib import Path

import pytest

from data.opendocument import read_opendocument
from tests.data.sample_files import ods
from words.problem import ProblemError

ONE = '<table:table-cell office:value-type="float" office:value="1"/>'
WIDE = ONE.replace("office:value-type", 'table:number-columns-repeated="2000000000" office:value-type')
LONG = f'<table:table-cell office:value-type="string"><text:p>{"x" * 900_000}</text:p></table:table-cell>'


def test_blank_rows_to_the_end_of_the_sheet_count_for_nothing(tmp_path: Path) -> None:
    [(name, rows, problems)] = read_opendocument(ods(tmp_path / "a.ods", [["Nom", "n"], ["ب", 1.5]]))
    assert (name, [list(row) for row in rows], problems) == ("Entreprises", [["Nom", "n"], ["ب", 1.5]], ())


def test_formulas_give_their_stored_value_and_a_warning(tmp_path: Path) -> None:
    cell = '<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/>'
    more = f"<table:table-row>{cell}</table:table-row>"
    [(_, rows, [problem])] = read_opendocument(ods(tmp_path / "a.ods", [["n"]], more=more))
    assert (rows[1][0], problem.code, problem.args, problem.row) == (2.0, "formulas_read", {"n": 1, "cell": "A2"}, 2)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (f'<table:table-row table:number-rows-repeated="999999999">{ONE}</table:table-row>', "sheet_too_wide"),
        (f"<table:table-row>{WIDE}</table:table-row>", "sheet_too_wide"),
        (f'<table:table-row table:number-rows-repeated="9999999"><table:table-cell/></table:table-row><table:table-row>{ONE}</table:table-row>', "sheet_too_wide"),  # noqa: E501
        (f'<table:table-row table:number-rows-repeated="900">{LONG}</table:table-row>', "workbook_too_big"),
        ('<table:table-row><table:table-cell table:formula="of:=DDE(&quot;a&quot;;&quot;b&quot;)"/></table:table-row>', "workbook_links_out"),  # noqa: E501
        ("<table:table-source/>", "workbook_links_out"),
        ("<table:table-row>", "not_opendocument"),
    ],
)  # fmt: skip
def test_what_would_fill_the_memory_or_read_elsewhere(tmp_path: Path, more: str, code: str) -> None:
    with pytest.raises(ProblemError, match=code):
        read_opendocument(ods(tmp_path / "a.ods", [["n"]], more=more))


@pytest.mark.parametrize("inside", ['<!ENTITY b "c">', '<!ENTITY b SYSTEM "file:///etc/passwd">'])
def test_entity_declarations_are_refused(tmp_path: Path, inside: str) -> None:
    with pytest.raises(ProblemError, match="workbook_unsafe"):
        read_opendocument(ods(tmp_path / "a.ods", [["n"]], before=f"<!DOCTYPE a [{inside}]>"))
