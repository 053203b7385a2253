"""Zip files that mean harm are refused by their table of contents, or by what they really hold."""

import zipfile
from pathlib import Path

import pytest

from data import archives
from words.problem import ProblemError


def packed(path: Path, parts: dict[str, bytes], mode: int | None = None) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name)
            info.filename = name
            info.compress_type = zipfile.ZIP_DEFLATED
            if mode is not None:
                info.external_attr = mode << 16
            archive.writestr(info, content)
    return path


def opened(path: Path) -> list[str]:
    with archives.opened(path) as archive:
        return archive.namelist()


@pytest.mark.parametrize("name", ["../a.shp", "/etc/a.shp", "C:/a.shp", "a/../../b.shp", "x\\..\\b.shp", "a\nb.shp"])
def test_names_that_lead_elsewhere(tmp_path: Path, name: str) -> None:
    with pytest.raises(ProblemError, match="archive_unsafe_name"):
        opened(packed(tmp_path / "a.zip", {name: b"x"}))


def test_the_same_name_twice(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match="archive_unsafe_name"):
        opened(packed(tmp_path / "a.zip", {"a.shp": b"x", "A.SHP": b"y"}))


def test_a_link_in_place_of_a_file(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match="archive_link"):
        opened(packed(tmp_path / "a.zip", {"a.shp": b"/etc/passwd"}, mode=0o120777))


@pytest.mark.parametrize("name", ["b.zip", "b.dat"])
def test_a_zip_in_a_zip_whatever_its_name(tmp_path: Path, name: str) -> None:
    inner = packed(tmp_path / "inner.zip", {"a": b"x"}).read_bytes()
    with pytest.raises(ProblemError, match="archive_nested"):
        opened(packed(tmp_path / "a.zip", {name: inner}))


def test_a_bomb_by_its_ratio_and_by_its_total(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = packed(tmp_path / "a.zip", {"a.shp": b"0" * 5_000_000})
    with pytest.raises(ProblemError, match="archive_bomb"):
        opened(bomb)
    monkeypatch.setenv("ESS_MAX_UNZIPPED_MB", "4")
    with pytest.raises(ProblemError, match="archive_too_big"):
        opened(bomb)


def test_too_many_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESS_MAX_PARTS", "2")
    with pytest.raises(ProblemError, match="archive_too_many"):
        opened(packed(tmp_path / "a.zip", dict.fromkeys("abc", b"x")))


def test_a_part_that_holds_more_than_it_declares(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"a.txt": b"x" * 1000})
    with archives.opened(path) as archive:
        part = archive.infolist()[0]
        part.file_size = 10
        with pytest.raises(zipfile.BadZipFile):
            archives.content(archive, part)


def test_an_honest_archive(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"dossier/a.shp": b"abc"})
    with archives.opened(path) as archive:
        assert archives.content(archive, "dossier/a.shp") == b"abc"
