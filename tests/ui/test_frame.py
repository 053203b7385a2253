"""The frame: a store that cannot be opened is one sentence, on every page and in every language."""

import datetime as dt
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import log
from data.entry import Entry
from tests.pages.shown import said
from words.problem import Problem
from words.translate import LANGUAGES, sentence


def _whole() -> None:
    import app

    app.main()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_damaged_log_is_said_in_one_sentence(language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESS_DATA", str(tmp_path))
    (tmp_path / "user").mkdir()
    for number in (1, 2):
        log.append(Entry(number, "switch", "", dt.datetime.now(dt.UTC), settings={"demonstration": False}))
    (tmp_path / "user" / "000001-switch" / "record.json").write_text("{", encoding="utf-8")
    app = AppTest.from_function(_whole, default_timeout=60)
    app.query_params["lang"] = language
    app.run()
    assert not app.exception
    assert sentence(Problem("log_damaged", {"entry": "000001-switch"}), language) in said(app)
