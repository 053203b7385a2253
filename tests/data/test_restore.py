"""A backup put back gives the same content; one that is no good changes nothing; a crash leaves old or new."""

import hashlib
import json
import os
import shutil
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from data import backup, build, fold, incidents, log, recording, restore, snapshots, swap
from data.entry import Entry
from queries.store import current_snapshot
from words.problem import ProblemError
from words.translate import LANGUAGES


def load(frame: pd.DataFrame, source: str = "enquête") -> Entry:
    return recording.record_load(
        {"enterprise": frame}, source=source, file_name="f.xlsx", sha256="0" * 64, who="Amel", mapping={}
    )


def content() -> dict[str, tuple[int, int]]:
    path = current_snapshot()
    assert path is not None
    return fold.content_fingerprint(path)


def tree(home: Path) -> dict[str, bytes]:
    return {str(path.relative_to(home)): path.read_bytes() for path in home.rglob("*") if path.is_file()}


def test_backup_destroy_restore_gives_the_same(ready: Path, enterprises: pd.DataFrame, tmp_path: Path) -> None:
    load(enterprises)
    load(enterprises.assign(status="closed"), source="autre")
    recording.undo_last("Amel")
    before, entries, files = content(), log.entries(), tree(ready / "user")
    path, _ = backup.backup(tmp_path / "b.zip")
    shutil.rmtree(ready)
    manifest, kept = restore.restore(path)
    assert (content(), log.entries(), tree(ready / "user")) == (before, entries, files)
    assert (manifest.entries, kept) == (3, None)
    assert sorted(one.name for one in ready.iterdir()) == ["store", "user", "writer.lock"]
    assert load(enterprises, source="nouveau").number == 4


def test_entries_the_backup_lacks_are_lost_only_by_force(
    ready: Path, enterprises: pd.DataFrame, tmp_path: Path
) -> None:
    load(enterprises)
    before = content()
    path, _ = backup.backup(tmp_path / "b.zip")
    load(enterprises, source="plus tard")
    later = content()
    with pytest.raises(ProblemError) as refused:
        restore.restore(path)
    assert refused.value.problem.code == "restore_would_lose"
    assert refused.value.problem.args == {"n": 1, "entry": "000002-load"}
    assert content() == later
    _, kept = restore.restore(path, force=True)
    assert content() == before
    assert kept is not None and swap.replaced() == []
    restore.restore(kept, force=True)
    assert content() == later


def test_a_damaged_log_is_replaced_by_force_and_kept(ready: Path, enterprises: pd.DataFrame, tmp_path: Path) -> None:
    first = load(enterprises.iloc[:1])
    load(enterprises)
    before = content()
    path, _ = backup.backup(tmp_path / "b.zip")
    (first.folder / "record.json").write_text("{", encoding="utf-8")
    with pytest.raises(ProblemError, match="log_damaged"):
        restore.restore(path)
    restore.restore(path, force=True)
    assert content() == before


def evil(path: Path, names: dict[str, bytes]) -> Path:
    files = {name: hashlib.sha256(inside).hexdigest() for name, inside in names.items()}
    told = {"format": backup.FORMAT, "version": 1, "made_at": "", "entries": 0, "schema_version": 1, "files": files}
    with zipfile.ZipFile(path, "w") as bundle:
        for name, inside in names.items():
            bundle.writestr(name, inside)
        bundle.writestr("manifest.json", json.dumps(told))
    return path


@pytest.mark.parametrize(
    "name",
    ["../out", "user/../../out", "/tmp/out", "user/a\\..\\..\\out", "C:/out", "store/current", "user/..", "user"],
)
def test_names_that_lead_elsewhere_are_refused(ready: Path, tmp_path: Path, name: str) -> None:
    before = tree(ready)
    with pytest.raises(ProblemError, match="backup_unsafe"):
        restore.restore(evil(tmp_path / "x.zip", {name: b"x"}), force=True)
    assert tree(ready) == before
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("damage", ["cut", "no entry", "foreign"])
def test_what_is_no_good_changes_nothing(ready: Path, enterprises: pd.DataFrame, tmp_path: Path, damage: str) -> None:
    load(enterprises)
    path, _ = backup.backup(tmp_path / "b.zip")
    load(enterprises, source="plus tard")
    before = tree(ready)
    if damage == "cut":
        os.truncate(path, path.stat().st_size // 2)
    elif damage == "no entry":
        evil(path, {"user/000001-load/record.json": b"{}"})
    else:
        path.write_bytes(b"PK")
    with pytest.raises(ProblemError, match="backup_damaged"):
        restore.restore(path, force=True)
    assert tree(ready) == before


def test_a_log_that_does_not_fold_goes_again(
    ready: Path, enterprises: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, _ = backup.backup(tmp_path / "b.zip")
    load(enterprises)
    before = tree(ready / "user")

    def refuses() -> Path:
        raise ProblemError(restore.Problem("check_reference_counts", {"n": 1, "ids": "x"}))

    with monkeypatch.context() as patch:
        patch.setattr(build, "fold_held", refuses)
        with pytest.raises(ProblemError, match="check_reference_counts"):
            restore.restore(path, force=True)
    assert tree(ready / "user") == before
    assert swap.replaced() == []


class Cut(BaseException):
    """The power goes: nothing after this line is done."""


@pytest.mark.parametrize("step", ["unpacked", "ready", "set aside", "in place"])
def test_cut_at_any_step_the_old_or_the_new_is_there(
    ready: Path, enterprises: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    load(enterprises.iloc[:1])
    new = tree(ready / "user")
    path, _ = backup.backup(tmp_path / "b.zip")
    load(enterprises)
    old = tree(ready / "user")
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", lambda *a, **k: None)  # a process that is gone tidies nothing
        patch.setattr(swap, "back", lambda: None)
        rename = Path.rename

        def cut(self: Path, target: Path) -> Path:
            before = {"unpacked": "restore-ready", "ready": "before-restore-0001", "set aside": "user"}.get(step)
            if Path(target).name == before:
                raise Cut
            return rename(self, target)

        def gone() -> Path:
            raise Cut

        patch.setattr(Path, "rename", cut)
        patch.setattr(build, "fold_held", gone)
        with pytest.raises(Cut):
            restore.restore(path, force=True)
    build.ensure()
    assert tree(ready / "user") == (old if step == "unpacked" else new)
    assert len(log.entries()) == (2 if step == "unpacked" else 1)
    said = {"unpacked": "restore_unfinished", "in place": "restore_finished"}
    assert incidents.recent()[0].code == said.get(step, "restore_finished")
    assert not list(ready.glob("restor*"))
    with snapshots.writing():
        pass


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_command_says_what_it_did_or_why_not(
    ready: Path, enterprises: pd.DataFrame, tmp_path: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path, _ = backup.backup(tmp_path / "b.zip")
    load(enterprises)
    assert restore.main([str(path), "--lang", language]) == 1
    assert "000001-load" in capsys.readouterr().err
    assert restore.main([str(path), "--lang", language, "--force"]) == 0
    said = capsys.readouterr().out
    assert "b.zip" in said and str(ready / "backups") in said and "ESS_DEMO=0" in said
    assert restore.main([str(tmp_path / "none.zip"), "--lang", language]) == 2
    assert "none.zip" in capsys.readouterr().err
