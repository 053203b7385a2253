"""Workbooks: stored values, formulas said, hostile files refused before they are opened."""

import datetime as dt
import zipfile
from pathlib import Path

import pytest
from workbooks import write

from data import workbook
from words.problem import ProblemError


def rewritten(path: Path, change: dict[str, tuple[bytes, bytes]]) -> Path:
    """The workbook with one text replaced in some of its parts."""
    target = path.with_name("changed.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename in change:
                before, after = change[part.filename]
                assert before in content
                content = content.replace(before, after, 1)
            new.writestr(part.filename, content)
    return target


def test_values_of_every_sheet(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", {"Un": [["a", 1, 2.5, True]], "الثاني": [[], [None, "ب"]]})
    sheets = workbook.read_workbook(path)
    assert [(name, [list(row) for row in rows]) for name, rows, _ in sheets] == [
        ("Un", [["a", 1.0, 2.5, True]]), ("الثاني", [["", ""], ["", "ب"]]),
    ]  # fmt: skip


def test_formulas_give_their_stored_value_and_a_warning(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", {"Sans": [["x"]], "Avec": [["n"], ["=1+1"], ['=WEBSERVICE("http://a")']]})
    [(_, _, none), (_, rows, [problem])] = workbook.read_workbook(path)
    assert none == ()
    assert [row[0] for row in rows] == ["n", 7.0, 7.0]
    assert (problem.code, problem.args, problem.row, problem.severity) == (
        "formulas_read", {"n": 2, "cell": "A2"}, 2, "warning",
    )  # fmt: skip


def test_dates_are_dates(tmp_path: Path) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(tmp_path / "d.xlsx", {"default_date_format": "dd/mm/yyyy"})
    book.add_worksheet("D").write_datetime(0, 0, dt.date(2025, 3, 1))
    book.close()
    [(_, rows, _)] = workbook.read_workbook(tmp_path / "d.xlsx")
    assert rows[0][0] == dt.date(2025, 3, 1)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"not a zip at all", "not_a_workbook"), (b"PK\x03\x04broken", "not_a_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", "workbook_locked_or_old"),
    ],
)  # fmt: skip
def test_what_is_no_workbook(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(ProblemError, match=code):
        workbook.read_workbook(path)


def test_a_zip_of_something_else(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("hello.txt", "hello")
    with pytest.raises(ProblemError, match="not_a_workbook"):
        workbook.read_workbook(tmp_path / "a.xlsx")


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_entity_declarations_are_refused(tmp_path: Path, part: str) -> None:
    path = write(tmp_path / "a.xlsx", {"Un": [["a"]]})
    bomb = b'?>\n<!DOCTYPE lolz [<!ENTITY lol "lol">]>'
    with pytest.raises(ProblemError, match="workbook_unsafe"):
        workbook.read_workbook(rewritten(path, {part: (b"?>", bomb)}))


@pytest.mark.parametrize(
    ("cell", "code"),
    [(b'r="XFD1048576"', "sheet_too_wide"), (b"r = 'ZZZ9'", "sheet_too_wide"), (b'r="ZZ1048576"', "sheet_too_wide")],
)
def test_a_cell_far_out_is_refused_before_memory_is_filled(tmp_path: Path, cell: bytes, code: str) -> None:
    path = write(tmp_path / "a.xlsx", {"Un": [["a"], ["b"]]})
    row = b'<row r="1048576">' if b"1048576" in cell else b'<row r="2">'
    changed = rewritten(
        path, {"xl/worksheets/sheet1.xml": (b"</sheetData>", row + b"<c " + cell + b"><v>1</v></c></row></sheetData>")}
    )
    with pytest.raises(ProblemError, match=code):
        workbook.read_workbook(changed)


def test_a_zip_bomb_is_refused_unopened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.xlsx", {"Un": [[str(n)] * 10 for n in range(9_000)]})
    monkeypatch.setenv("ESS_MAX_UNZIPPED_MB", "1")
    with pytest.raises(ProblemError, match="archive_too_big"):
        workbook.read_workbook(path)


def test_values_fetched_from_elsewhere_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", {"Un": [["a"]]})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
    with pytest.raises(ProblemError, match="workbook_links_out"):
        workbook.read_workbook(path)


def test_a_formula_that_starts_a_program_is_refused_and_a_bar_between_quotes_is_none(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match="workbook_links_out"):
        workbook.read_workbook(write(tmp_path / "a.xlsx", {"Un": [["=cmd|'/c calc'!A0"]]}))
    [(_, rows, _)] = workbook.read_workbook(write(tmp_path / "b.xlsx", {"Un": [['=A1&"|"&Deux!B1']], "Deux": [["a"]]}))[
        :1
    ]
    assert rows[0][0] == 7.0
