"""The page Services: coverage by function, single providers, lists, likely ones apart."""

import html
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from queries.filters import Filters
from queries.store import Store
from words.translate import LANGUAGES, t


def _page() -> None:
    from pages.explore import services
    from ui import frame

    frame.open_frame()
    frame.header("services")
    services.show()


def _run(home: Path, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    monkeypatch.setenv("ESS_DATA", str(home))
    monkeypatch.setenv("ESS_DEMO", "0" if "facts" in home.name else "1")
    app = AppTest.from_function(_page, default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    assert not app.error
    return app


def _html(app: AppTest) -> str:
    return html.unescape(" ".join(element.proto.body for element in app.get("html")))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("offer", ["all", "adapted"])
def test_it_draws(offer: str, language: str, demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = _html(_run(demo_home, monkeypatch, lang=language, offer=offer, function="financement"))
    assert t("services.likely_note", language) in shown
    assert t("code.reach.not_surveyed", language) in shown


def test_every_function_counts_every_delegation_once(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = _run(demo_home, monkeypatch).dataframe[0].value
    assert table.groupby("Fonction")["Délégations"].sum().to_dict() == {
        "Formation": 45,
        "Accompagnement": 45,
        "Financement": 45,
    }
    assert table.groupby("Fonction")["Part du besoin (%)"].sum().tolist() == pytest.approx([100, 100, 100])


def test_the_lists_follow_the_filters_and_keep_likely_ones_apart(
    demo_home: Path, demo_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = _run(demo_home, monkeypatch, functions="financement", governorates="42")
    filters = Filters(functions=("financement",), governorates=("42",))
    expected = demo_store.ask("service_list", replace(filters, observed=("observed",)), most=200)
    listed = [
        frame.value for frame in app.dataframe if "Service" in frame.value.columns and "Preuve" in frame.value.columns
    ]
    observed = next(frame for frame in listed if set(frame["Preuve"]) == {"observé"})
    assert len(observed) == len(expected) > 0
    assert set(observed["Fonction"]) == {"Financement"}
    assert all(len(set(frame["Preuve"])) == 1 for frame in listed)


def test_single_providers_name_the_delegations_that_depend_on_them(
    demo_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = _run(demo_home, monkeypatch)
    table = next(frame.value for frame in app.dataframe if "Prestataire unique" in frame.value.columns)
    covered = app.dataframe[0].value
    one = covered[covered["Accès"] == "un seul prestataire à portée"]["Délégations"].sum()
    assert table["Délégations"].sum() == one
    assert "Majel Bel Abbès" in " ".join(table.loc[table["Fonction"] == "Financement", "Lesquelles"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_facts_alone_say_that_access_is_not_known(
    language: str, facts_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert t("services.summary_unsurveyed", language, n=45) in _html(_run(facts_home, monkeypatch, lang=language))
