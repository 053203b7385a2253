"""The page Services: coverage by function, single providers, lists, likely ones apart."""

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from queries.filters import Filters
from queries.store import Store
from tests.pages.shown import said, tables
from words.translate import LANGUAGES, t


def _page() -> None:
    from pages.explore import services
    from ui import frame

    frame.open_frame()
    frame.header("services")
    services.show()


def _run(home: Path, monkeypatch: pytest.MonkeyPatch, tab: str = "", **query: str) -> AppTest:
    monkeypatch.setenv("ESS_DATA", str(home))
    monkeypatch.setenv("ESS_DEMO", "0" if "facts" in home.name else "1")
    app = AppTest.from_function(_page, default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    if tab:
        app.query_params["services_part"] = tab
    app.run()
    assert not app.exception
    assert not app.error
    return app


def _html(app: AppTest) -> str:
    return said(app)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("offer", ["all", "adapted"])
def test_it_draws(offer: str, language: str, demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for tab in ("coverage", "single", "triplet", "publics", "list", "likely", "bodies"):
        app = _run(demo_home, monkeypatch, tab, lang=language, offer=offer, function="financement")
        assert t("code.reach.not_surveyed", language) in _html(app)
        assert (t("services.likely_note", language) in _html(app)) == (tab == "likely")
        assert len(app.get("download_button")) >= 2


def test_every_function_counts_every_delegation_once(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tables(_run(demo_home, monkeypatch))[0]
    assert table.groupby("Fonction")["Délégations"].sum().to_dict() == {
        "Formation": 45,
        "Accompagnement": 45,
        "Financement": 45,
    }
    assert table.groupby("Fonction")["Part du besoin (%)"].sum().tolist() == pytest.approx([100, 100, 100])


def test_the_lists_follow_the_filters_and_keep_likely_ones_apart(
    demo_home: Path, demo_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    filters = Filters(functions=("financement",), governorates=("42",))
    for tab, evidence, word in (("list", "observed", "observé"), ("likely", "likely", "probable")):
        app = _run(demo_home, monkeypatch, tab, functions="financement", governorates="42")
        table = tables(app)[0]
        expected = demo_store.ask("service_list", replace(filters, observed=(evidence,)), most=200)
        assert len(table) == len(expected) > 0
        assert set(table["Fonction"]) == {"Financement"}
        assert set(table["Preuve"]) == {word}


def test_a_list_that_a_filter_leaves_out_says_so(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert t("services.evidence_filtered", "fr") in _html(_run(demo_home, monkeypatch, "likely", observed="observed"))


def test_single_providers_name_the_delegations_that_depend_on_them(
    demo_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tables(_run(demo_home, monkeypatch, "single"))[0]
    covered = tables(_run(demo_home, monkeypatch))[0]
    one = covered[covered["Accès"] == "un seul prestataire à portée"]["Délégations"].sum()
    assert table["Délégations"].sum() == one
    assert "Majel Bel Abbès" in " ".join(table.loc[table["Fonction"] == "Financement", "Lesquelles"])


def test_publics_left_out_are_said_only_where_it_is_known(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = _run(demo_home, monkeypatch, "publics", function="formation")
    assert t("publics.people", "fr") in _html(app)
    table = next(one for one in tables(app) if "Délégation" in one).set_index("Délégation")
    assert len(table) == 45
    assert set(table["Femmes"]) <= {"un service s'adresse à eux", "oublié", "aucun service à portée", "non connu"}
    covered = _run(demo_home, monkeypatch, "triplet", function="formation")
    assert "à portée et reliées" in _html(covered)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_left_out_where_nothing_is_known(
    language: str, facts_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = _html(_run(facts_home, monkeypatch, "publics", lang=language))
    assert shown.count(t("code.public_state.not_known", language)) >= 45 * 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_facts_alone_say_that_access_is_not_known(
    language: str, facts_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert t("services.summary_unsurveyed", language, n=45) in _html(_run(facts_home, monkeypatch, lang=language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_summary_is_punctuated_as_the_language_is(
    language: str, demo_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = _html(_run(demo_home, monkeypatch, lang=language))
    name = t("code.functions.financement", language)
    assert (f"{name}\u00a0: " in shown) == (language == "fr")
    assert (f"{name}: " in shown) == (language != "fr")
