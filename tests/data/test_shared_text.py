"""A small file may hold much text."""

import zipfile
from pathlib import Path

import pytest
from workbooks import write

from data import shared_text, workbook
from words.problem import ProblemError


def test_many_cells_that_share_one_long_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long = write(tmp_path / "long.xlsx", {"Un": [["x" * 30_000]] * 100})
    monkeypatch.setenv("ESS_MAX_TEXT_MB", "2")
    with pytest.raises(ProblemError, match="workbook_too_big"):
        workbook.read_workbook(long)


def test_one_long_text_among_many_short_ones_is_counted_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "mixed.xlsx", {"Un": [["x" * 30_000], *[["court", "bref"]] * 100]})
    monkeypatch.setenv("ESS_MAX_TEXT_MB", "2")
    with zipfile.ZipFile(path) as archive:
        assert not shared_text.too_much(archive, ["xl/worksheets/sheet1.xml"], workbook._chunks)
    assert len(workbook.read_workbook(path)[0][1]) == 101
