"""The command line: 0 accepted, 1 refused with the report, 2 unreadable."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from workbooks import ENTERPRISES, write

from data.command import main

ROOT = Path(__file__).parents[2]


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "data.load", *arguments], cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
        env=os.environ | {"ESS_DATA": str(home), "ESS_DEMO": "0", "PYTHONIOENCODING": "ascii"},
    )  # fmt: skip


def test_accepted_then_nothing_new(ready: Path, tmp_path: Path) -> None:
    path = str(write(tmp_path / "liste.xlsx", {"Entreprises": ENTERPRISES}))
    tried = run(ready, path, "--dry-run")
    assert (tried.returncode, "serait accepté" in tried.stdout) == (0, True)
    done = run(ready, path, "--json", "--lang", "ar", "--source", "enquête")
    assert done.returncode == 0
    made = json.loads(done.stdout)
    assert (made["accepted"], made["source"], made["entry"], made["counts"]["added"]) == (True, "enquête", 1, 5)
    assert "100%" in done.stderr


def test_refused_with_the_report(ready: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "liste.xlsx", {"Entreprises": [*ENTERPRISES, ["E3", "C", "SMSA", "Kasserine"]]})
    done = run(ready, str(path), "--lang", "en")
    assert done.returncode == 1
    assert done.stdout.startswith("File refused")
    assert "row 4" in done.stdout
    assert not list((ready / "user").glob("0*"))


@pytest.mark.parametrize("content", [b"", b"not a workbook"])
def test_unreadable_says_one_sentence(ready: Path, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "liste.xlsx"
    path.write_bytes(content)
    done = run(ready, str(path), "--json")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert json.loads(done.stdout)["problems"][0]["code"] in {"file_empty", "not_a_workbook"}


def test_wrong_sheets_and_no_file(ready: Path, tmp_path: Path) -> None:
    assert run(ready, str(write(tmp_path / "a.xlsx", {"Couleurs": [["rouge"]]}))).returncode == 2
    assert run(ready, str(tmp_path / "absent.xlsx")).returncode == 2


def test_a_full_list_is_declared_by_an_option(ready: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([str(write(tmp_path / "liste.xlsx", {"Entreprises": ENTERPRISES}))])
    capsys.readouterr()
    shorter = str(write(tmp_path / "liste.xlsx", {"Entreprises": ENTERPRISES[:2]}))
    assert main([shorter, "--full-list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["counts"]["removed"] == 2
