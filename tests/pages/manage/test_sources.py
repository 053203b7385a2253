"""The page Sources et méthodes: each section in three languages, figures known from the store."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from queries.store import Store
from tests.pages.shown import said
from ui.source_notes import METHODS
from words.translate import LANGUAGES, number, t

SAYS = {
    "sources": "sources.files_note",
    "figures": "data.figure_rule",
    "forms": "sources.forms_note",
    "chains": "sources.chains_note",
    "bodies": "sources.newer_note",
    "methods": "sources.methods_note",
    "unknown": "sources.unknown_note",
    "credits": "sources.credits_note",
}


def _page() -> None:
    from pages.manage import sources
    from ui import frame

    frame.open_frame()
    frame.header("sources")
    frame.guarded(sources.show)


@pytest.fixture(autouse=True)
def home(facts_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESS_DATA", str(facts_home))
    monkeypatch.setenv("ESS_DEMO", "0")
    monkeypatch.delenv("ESS_RESPONSIBLE", raising=False)


def _shown(part: str, lang: str = "fr", **query: str) -> str:
    app = AppTest.from_function(_page, default_timeout=60)
    for name, value in {"sources_part": part, "lang": lang, **query}.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    assert not app.error
    return said(app)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", SAYS)
def test_each_section_draws_alone(part: str, language: str) -> None:
    shown = _shown(part, language)
    assert t(SAYS[part], language) in shown
    assert [other for other in SAYS if other != part and t(SAYS[other], language) in shown] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_method_is_told_to_its_end(language: str) -> None:
    shown = _shown("methods", language)
    for method in METHODS:
        assert t(f"sources.method_{method}_published", language) in shown, method


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_figure_is_shown_with_year_source_and_quality(language: str, facts_store: Store) -> None:
    shown = _shown("figures", language, indicator="poverty_rate", delegations="4259")
    assert t("sources.quality_two_transcriptions_agree", language) in shown
    assert "2015" in shown
    assert t("sources.figures_used", language) in shown
    assert "World Bank" in shown
    [rate] = facts_store.ask("figure_list").query("territory == '4259' and indicator == 'poverty_rate'")["value"]
    assert f">{number(rate, language, 2)}<" in shown


def test_an_unknown_indicator_falls_back() -> None:
    shown = _shown("figures", indicator="nothing<b>")
    assert "nothing<b>" not in shown
    assert t("sources.figures_used", "fr") in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_certainty_is_shown(language: str) -> None:
    assert t("sources.certainty_unverified", language) in _shown("forms", language)
    chains = _shown("chains", language)
    for certainty in ("documented", "to_confirm", "unverified"):
        assert t(f"sources.chain_{certainty}", language) in chains
    bodies = _shown("bodies", language)
    assert t("sources.certainty_inferred", language) in bodies


def test_who_is_responsible_is_not_filled_in_until_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert t("sources.not_filled", "fr") in _shown("unknown")
    monkeypatch.setenv("ESS_RESPONSIBLE", "ODCO, service études")
    shown = _shown("unknown")
    assert "ODCO, service études" in shown
    assert t("sources.not_filled", "fr") not in shown


def test_credits_name_every_licence() -> None:
    shown = _shown("credits")
    for words in ("CeCILL 2.1", "RIATE-lab 2016-2017", "CC BY 4.0", "BSD-2", "OFL", "ENPI/2014/344-995"):
        assert words in shown
