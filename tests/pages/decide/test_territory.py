"""The page Territoire: every way to choose, figures in three languages, what is not known, and what it never shows."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.shown import said
from words.translate import LANGUAGES, t

NEED = {"fr": "11\u202f473", "ar": "11.473", "en": "11,473"}


def _page() -> None:
    from pages.decide import territory
    from ui import frame

    frame.open_frame()
    frame.header("territoire")
    territory.show()


def _run(home: Path, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    monkeypatch.setenv("ESS_DATA", str(home))
    monkeypatch.setenv("ESS_DEMO", "0" if "facts" in home.name else "1")
    app = AppTest.from_function(_page, default_timeout=120)
    app.query_params.update(query)
    app.run()
    assert not app.exception
    assert not app.error
    return app


def _html(app: AppTest) -> str:
    return said(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_delegation_is_told_in_every_language(
    language: str, demo_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = _run(demo_home, monkeypatch, lang=language, territory="4259")
    shown = _html(app)
    assert t("territory.download", language) in [button.proto.label for button in app.get("download_button")]
    assert NEED[language] in shown
    assert t("territory.from_census", language) in shown
    assert t("territory.stage_note", language) in shown
    assert t("point_kind.town", language) in shown


def test_without_a_choice_it_says_how_to_choose(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = _run(demo_home, monkeypatch)
    assert t("territory.choose_note", "fr") in _html(app)
    assert not app.get("download_button")


def test_one_delegation_in_the_filters_is_the_territory_until_another_is_chosen(
    demo_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = _run(demo_home, monkeypatch, delegations="4259", lang="en")
    assert "Thala (Kasserine): 37,128 inhabitants" in _html(app)
    app.selectbox(key="territory").set_value("4253").run()
    assert "4253" in app.query_params["territory"]
    shown = _html(app)
    assert "Ezzouhour (Kasserine): 21,819 inhabitants" in shown
    assert t("map.outline_unreliable", "en") in shown
    assert t("territory.density_unknown", "en") in shown
    app.button(key="territory_whole").click().run()
    assert "Kasserine: 439,243 inhabitants" in _html(app)


def test_an_unknown_territory_of_an_address_is_no_territory(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert t("territory.choose_note", "fr") in _html(_run(demo_home, monkeypatch, territory="<script>"))


def test_a_governorate_is_told_with_its_newer_delegations(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = _html(_run(demo_home, monkeypatch, territory="33"))
    assert "103\u202f180 habitants pauvres" in shown
    assert "Rejiche, délégation créée depuis 2014" in shown
    assert "449\u202f936 habitants (2025" in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_facts_alone_say_not_surveyed(language: str, facts_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = _html(_run(facts_home, monkeypatch, territory="4259", lang=language))
    assert t("state.not_surveyed", language) in shown
    assert t("territory.no_chain", language) in shown
    assert t("demo.banner", language) not in shown
