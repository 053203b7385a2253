"""The journal of what was found broken: bounded, kept once, never in anybody's way."""

from pathlib import Path

import pytest

from data import incidents
from words.translate import LANGUAGES, dictionary


@pytest.fixture(autouse=True)
def quiet(home: Path) -> None:
    incidents._noted.clear()


def test_the_newest_comes_first_and_the_same_again_is_kept_once() -> None:
    incidents.note("pointer_lost", name="ess-1.duckdb")
    incidents.note("entry_set_aside", name="000002-load")
    incidents.note("entry_set_aside", name="000002-load")
    assert [(one.code, one.args["name"]) for one in incidents.recent()] == [
        ("entry_set_aside", "000002-load"),
        ("pointer_lost", "ess-1.duckdb"),
    ]


def test_the_journal_is_bounded_and_passes_over_what_it_cannot_read(home: Path) -> None:
    for n in range(incidents.KEPT + 30):
        incidents.note("build_unfinished", name=str(n))
    assert len(incidents.recent(10_000)) == incidents.KEPT
    path = home / "incidents.jsonl"
    path.write_bytes(path.read_bytes() + b'{"half": \n\xff\xfe\n[]\n{"code": 3}\n')
    assert [one.args["name"] for one in incidents.recent(1)] == [str(incidents.KEPT + 29)]


def test_a_folder_that_takes_nothing_stops_nobody(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESS_DATA", str(home / "not" / "there"))
    incidents.note("pointer_lost", name="–")
    assert incidents.recent() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_command_says_each_in_the_readers_language_once(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    incidents.note("entry_folded_late", name="000007")
    incidents.tell(language)
    said = capsys.readouterr().err
    assert "000007" in said and said.count("\n") == 1
    assert said.strip() == dictionary(language)["incident.entry_folded_late"].replace("{name}", "000007")
    incidents.tell(language)
    assert capsys.readouterr().err == ""
