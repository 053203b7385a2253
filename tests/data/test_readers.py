"""One door for every kind of file, and its limits."""

from pathlib import Path

import pytest
from workbooks import write

from data import readers
from words.problem import ProblemError


def test_the_ending_chooses_the_reader(tmp_path: Path) -> None:
    (tmp_path / "enterprise.CSV").write_text("a,b\n1,2\n", encoding="utf-8")
    assert readers.read(tmp_path / "enterprise.CSV") == [("enterprise", [["a", "b"], ["1", "2"]], (), False)]
    assert [sheet.name for sheet in readers.read(write(tmp_path / "a.xlsx", {"Un": [["a"]]}))] == ["Un"]


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_an_empty_file_is_said_empty(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    with pytest.raises(ProblemError, match="file_empty"):
        readers.read(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("a.pdf", "file_kind_unknown"),
        ("a.xls", "file_kind_workbook"),
        ("a.shp", "file_kind_shapefile"),
        ("a.kml", "file_kind_map"),
        ("a.csv", "file_missing"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, name: str, code: str) -> None:
    with pytest.raises(ProblemError, match=code):
        readers.read(tmp_path / name)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(ProblemError):
        readers.read(tmp_path / "a.csv")


def test_a_file_beyond_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.csv").write_text("a,b\n" * 300_000, encoding="utf-8")
    monkeypatch.setenv("ESS_MAX_FILE_MB", "1")
    with pytest.raises(ProblemError, match="file_too_big"):
        readers.read(tmp_path / "a.csv")
