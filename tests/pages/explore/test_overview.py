"""The overview in three languages: figures of the store, on the demonstration and on the facts alone."""

import html
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.shown import tables
from words.translate import LANGUAGES, number, t


def _page() -> None:
    from pages.explore import overview
    from ui import frame

    frame.open_frame()
    frame.header("accueil")
    overview.show()


def _run(home: Path, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    monkeypatch.setenv("ESS_DATA", str(home))
    app = AppTest.from_function(_page, default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def _html(app: AppTest) -> str:
    return html.unescape(" ".join(element.proto.body for element in app.get("html")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_need_of_the_four_governorates_is_said(
    language: str, demo_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = _run(demo_home, monkeypatch, lang=language)
    assert not app.exception
    text = _html(app)
    assert number(149_472 + 109_965 + 103_180 + 85_650, language) in text
    assert number(149_472, language) in text
    assert t("demo.banner", language) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_demonstration_the_aims_stay_not_known(
    language: str, facts_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESS_DEMO", "0")
    app = _run(facts_home, monkeypatch, lang=language)
    assert not app.exception
    text = _html(app)
    assert t("demo.banner", language) not in text
    assert t("aim.not_known", language, aim=2000) in text


def test_a_governorate_filter_narrows_the_figures(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = _run(demo_home, monkeypatch, governorates="42")
    assert re.search(r'class="value">149\s?472<', _html(app).replace("\u202f", " "))
    assert list(tables(app)[0]["Gouvernorat"]) == ["Kasserine"]
