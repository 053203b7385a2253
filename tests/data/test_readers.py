"""One door for every kind of file, and its limits."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from workbooks import write

from data import load, readers
from tests.data.sample_files import SAMPLES
from words.problem import ProblemError
from words.translate import LANGUAGES, sentence


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


@pytest.fixture(scope="module")
def loaded_home(facts_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder that holds the sample's two enterprises, loaded from the plainest of its files."""
    home = tmp_path_factory.mktemp("formats")
    shutil.copytree(facts_home, home / "ess")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ESS_DATA", str(home / "ess"))
        patch.setenv("ESS_DEMO", "0")
        outcome = load.load(SAMPLES["csv-utf8"](home), source="Recensement")
        assert outcome.entry is not None
        assert (outcome.problems, outcome.rows, outcome.entry.total("added")) == (
            [],
            {"enterprise": 2, "activity": 3},
            5,
        )
        yield home


@pytest.mark.parametrize("name", SAMPLES)
def test_every_format_gives_the_same_rows(loaded_home: Path, name: str, tmp_path: Path) -> None:
    """The store itself compares: every row of the file is the one it holds, to the last digit."""
    outcome = load.load(SAMPLES[name](tmp_path), source="Recensement", dry_run=True)
    said = {problem.code for problem in outcome.problems}
    expected = {"kobo_read"} if "kobo" in name else {"encoding_guessed"} if "no-cpg" in name else set()
    assert (outcome.accepted, said) == (True, expected)
    assert outcome.entry is not None
    assert {what: outcome.entry.total(what) for what in ("added", "changed", "same")} == {  # type: ignore[arg-type]
        "added": 0, "changed": 0, "same": 5,
    }  # fmt: skip
    assert [path.suffix for path in tmp_path.iterdir()] == [f".{name.split('-')[0]}"] or len(
        list(tmp_path.iterdir())
    ) == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b"PK\x03\x04"), ("a.csv", b"%PDF-1.7 "), ("a.xlsx", b"%PDF-1.7"), ("a.geojson", b"SQLite format 3\0"),
        ("a.gpkg", b"<OGRVRTDataSource/>"), ("a.geojson", b"<OGRVRTDataSource/>"), ("a.zip", b"SQLite format 3\0"),
        ("a.ods", b'{"type": "FeatureCollection"}'), ("a.csv", b"<html><table>"), ("a.json", b"\x1f\x8b\x08"),
    ],
)  # fmt: skip
def test_a_content_of_another_kind_than_the_name_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ProblemError, match="content_other_kind"):
        readers.read(tmp_path / name)


def test_a_workbook_under_another_workbooks_name_says_which_it_is(tmp_path: Path) -> None:
    SAMPLES["ods"](tmp_path).rename(tmp_path / "a.xlsx")
    with pytest.raises(ProblemError) as refused:
        readers.read(tmp_path / "a.xlsx")
    assert refused.value.problem.args == {"name": "a.xlsx", "kind": ".ods", "ending": ".xlsx"}


def test_a_refusal_names_its_limit_and_the_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.csv").write_text("a,b\n" * 2_000, encoding="utf-8")
    monkeypatch.setenv("ESS_MAX_CELLS", "1000")
    with pytest.raises(ProblemError) as refused:
        readers.read(tmp_path / "a.csv")
    for language in LANGUAGES:
        assert "ESS_MAX_CELLS" in sentence(refused.value.problem, language)
