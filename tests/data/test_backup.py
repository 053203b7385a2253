"""A backup is there whole or not at all, and says of itself what is in it."""

import contextlib
import json
import os
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from data import backup, recording
from data.entry import Entry
from words.problem import ProblemError
from words.translate import LANGUAGES


def load(frame: pd.DataFrame, source: str = "enquête") -> Entry:
    return recording.record_load(
        {"enterprise": frame}, source=source, file_name="أ.xlsx", sha256="0" * 64, who="Amel", mapping={}
    )


def test_the_log_is_in_it_with_a_fingerprint_of_each_file(ready: Path, enterprises: pd.DataFrame) -> None:
    load(enterprises)
    path, manifest = backup.backup()
    assert (path.parent, manifest.entries) == (ready / "backups", 1)
    assert sorted(manifest.files) == ["user/000001-load/record.json", "user/000001-load/rows/enterprise.parquet"]
    assert backup.read(path) == manifest
    with zipfile.ZipFile(path) as bundle:
        assert bundle.testzip() is None
        assert json.loads(bundle.read("manifest.json"))["format"] == backup.FORMAT


def test_an_empty_log_is_a_backup_too(ready: Path, tmp_path: Path) -> None:
    path, manifest = backup.backup(tmp_path / "elsewhere")
    assert path.parent == tmp_path / "elsewhere"
    assert (manifest.entries, manifest.files) == (0, {})
    assert backup.backup(tmp_path / "named.zip")[0] == tmp_path / "named.zip"


def test_only_the_newest_of_our_own_are_kept(ready: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(backup, "KEPT", 3)
    made = [backup.backup()[0] for _ in range(5)]
    assert sorted(backup.folder().iterdir()) == sorted(made[-3:])
    for _ in range(5):
        backup.backup(tmp_path / "mine")
    assert len(list((tmp_path / "mine").iterdir())) == 5


@pytest.mark.parametrize("damage", ["cut", "a byte", "one file more", "one file less"])
def test_what_is_not_as_written_is_refused(ready: Path, enterprises: pd.DataFrame, tmp_path: Path, damage: str) -> None:
    load(enterprises)
    path, _ = backup.backup(tmp_path / "b.zip")
    if damage == "cut":
        os.truncate(path, path.stat().st_size - 40)
    elif damage == "a byte":
        for place in range(0, path.stat().st_size, 97):  # wherever it is: in a file, in the list of files
            content = bytearray(path.read_bytes())
            content[place] ^= 0x55
            changed = tmp_path / "changed.zip"
            changed.write_bytes(content)
            with contextlib.suppress(ProblemError):  # what no reader looks at, as a date, may differ
                assert backup.read(changed) == backup.read(path)
        content = bytearray(path.read_bytes())
        content[len(content) // 3] ^= 1
        path.write_bytes(content)
    else:
        with zipfile.ZipFile(path) as bundle:
            inside = {name: bundle.read(name) for name in bundle.namelist()}
        if damage == "one file more":
            inside["user/000009-load/record.json"] = b"{}"
        else:
            inside.pop("user/000001-load/record.json")
        with zipfile.ZipFile(path, "w") as bundle:
            for name, content in inside.items():
                bundle.writestr(name, content)
    with pytest.raises(ProblemError, match="backup_damaged"):
        backup.read(path)


def test_what_is_not_ours_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as bundle:
        bundle.writestr("photo.txt", "hello")
    with pytest.raises(ProblemError, match="backup_foreign"):
        backup.read(path)
    with pytest.raises(ProblemError, match="backup_missing"):
        backup.read(tmp_path / "none.zip")
    path.write_text("not a zip", encoding="utf-8")
    with pytest.raises(ProblemError, match="backup_damaged"):
        backup.read(path)


def test_a_newer_one_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as bundle:
        told = {"format": backup.FORMAT, "version": 1, "made_at": "", "entries": 0, "schema_version": 99, "files": {}}
        bundle.writestr("manifest.json", json.dumps(told))
    with pytest.raises(ProblemError, match="backup_newer"):
        backup.read(tmp_path / "x.zip")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_command_says_where_it_is_or_why_not(
    ready: Path, tmp_path: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert backup.main([str(tmp_path / "b.zip"), "--lang", language]) == 0
    assert str(tmp_path / "b.zip") in capsys.readouterr().out
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert backup.main([str(tmp_path / "file"), "--lang", language]) == 2
    assert str(tmp_path / "file") in capsys.readouterr().err
    assert not list(tmp_path.glob("*.half"))
