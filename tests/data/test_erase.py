"""The command that erases: says what would go, asks to be told, says what it did."""

from pathlib import Path

import pytest

from data import erase, log
from tests.data.log_worlds import ask, enterprises, headcounts, load, without_facts
from words.translate import LANGUAGES, t


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_tells_then_erases_when_told(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    without_facts(monkeypatch)
    load(enterprise=enterprises(a="un"), headcount=headcounts(h="A:a"))
    assert erase.main(["enterprise", "A:a", "--lang", language]) == 2
    told = capsys.readouterr()
    assert t("erase.goes", language, id="A:a") in told.out
    assert f"{t('table.headcount', language)}: 1" in told.out
    assert "--yes" in told.err
    assert [entry.kind for entry in log.entries()] == ["load"]
    assert erase.main(["enterprise", "a", "--source", "A", "--yes", "--who", "bureau", "--lang", language]) == 0
    assert t("erase.done", language, entry="2") in capsys.readouterr().out
    assert ask("select count(*) from enterprise") == ask("select count(*) from headcount") == [(0,)]
    assert log.entries()[-1].who == "bureau"
    assert erase.main(["enterprise", "A:a", "--lang", language]) == 1
    assert "A:a" in capsys.readouterr().err
