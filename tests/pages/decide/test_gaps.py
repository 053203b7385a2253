"""The page Écarts: figures, ranking, reasons, and what it says when nothing is surveyed."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from queries.filters import Filters
from queries.store import Store
from tests.pages.shown import said, tables
from words.translate import LANGUAGES, number, spaced, t


def _page() -> None:
    from pages.decide import gaps
    from ui import frame

    frame.open_frame()
    frame.header("ecarts")
    gaps.show()


def _run(home: Path, monkeypatch: pytest.MonkeyPatch, tab: str = "", **query: str) -> AppTest:
    monkeypatch.setenv("ESS_DATA", str(home))
    monkeypatch.setenv("ESS_DEMO", "0" if "facts" in home.name else "1")
    app = AppTest.from_function(_page, default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    if tab:
        app.query_params["gaps_part"] = tab
    app.run()
    assert not app.exception
    assert not app.error
    return app


def _html(app: AppTest) -> str:
    return said(app)


def _ranked(app: AppTest) -> list[str]:
    return [button.label for button in app.button if button.key and button.key.startswith("rank_")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("function", ["formation", "accompagnement", "financement"])
def test_it_draws(function: str, language: str, demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for tab in ("table", "beside"):
        asked = {"lang": language, "function": function, "offer": "adapted", "basis": "rescaled", "reach": "20"}
        shown = _html(_run(demo_home, monkeypatch, tab, **asked))
        assert t("gaps.tile_beyond", language) in shown
        assert (t("gaps.beside_note", language) in shown) == (tab == "beside")


def test_the_three_functions_stand_side_by_side(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = _html(_run(demo_home, monkeypatch, "three", governorates="33"))
    line = re.search(r"<tr>(<td>Ouled Chamekh.*?)</tr>", shown)
    assert line is not None
    assert re.findall(r">([^<>]+)</span>", line[1]) == ["aucun"] * 3
    assert "une fonction manque" in line[1]


def test_likely_and_unlocated_services_are_listed_beside(
    demo_home: Path, demo_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tables(_run(demo_home, monkeypatch, "beside", function="financement"))[0]
    expected = demo_store.ask("services_beside", Filters(functions=("financement",)), most=200)
    assert len(table) == len(expected) > 0
    assert set(table["Pourquoi hors du calcul"]) <= {"seulement probable", "observé, non localisé"}
    counted = set(demo_store.ask("supply")["service"])
    assert not counted & set(expected["id"])


def test_what_a_survey_would_settle_is_told(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tables(_run(demo_home, monkeypatch, "unsurveyed"))[0]
    assert table["Habitants pauvres"].is_monotonic_decreasing
    assert table["Ce qu'une enquête trancherait"].str.len().min() > 0


def test_the_ranking_is_of_people_beyond_reach_with_reasons(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = _run(demo_home, monkeypatch, function="formation")
    ranked = _ranked(app)
    assert ranked[0].startswith("1. Fériana · Kasserine")
    assert any("Ouled Chamekh" in name for name in ranked)  # the demonstration's place without any service in reach
    shown = _html(app)
    assert spaced("18 987 habitants pauvres ± 942") in shown
    assert spaced("aucun prestataire à 30 km au plus ; le plus proche") in shown


def test_a_delegation_of_the_map_is_told_in_full_and_the_ranking_stays(
    demo_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = _ranked(_run(demo_home, monkeypatch))
    one = _run(demo_home, monkeypatch, delegations="3353")
    assert len(_ranked(one)) == len(whole)
    assert t("gaps.close_absent", "fr", function="Accompagnement", reach="30 km") in _html(one)
    assert tables(one)[0]["Délégation"].tolist() == ["Ouled Chamekh"]


def test_governorates_narrow_what_is_shown_and_never_what_is_in_reach(
    demo_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    everywhere = tables(_run(demo_home, monkeypatch))[0].set_index("Délégation")["Accès"]
    mahdia = tables(_run(demo_home, monkeypatch, governorates="33"))[0].set_index("Délégation")["Accès"]
    assert 0 < len(mahdia) < len(everywhere) == 45
    assert mahdia.to_dict() == everywhere[mahdia.index].to_dict()


def test_not_surveyed_is_no_zero(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tables(_run(demo_home, monkeypatch))[0]
    unknown = table[table["Accès"] == "non enquêté"]
    assert len(unknown) > 0
    assert set(unknown["Prestataires à portée"]) == {"non enquêté"}
    none = table[table["Accès"] == "aucun prestataire à portée"]
    assert set(none["Prestataires à portée"]) == {"0"}


def test_a_function_of_a_cold_address_that_does_not_exist_falls_back(
    demo_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = _run(demo_home, monkeypatch, function="<script>", reach="-4", circuity="x", offer="?")
    assert t("gaps.map_title", "fr", function="Accompagnement", reach="30 km") in _html(app)


def test_the_list_of_actions_is_typed_filtered_and_printable(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = _html(_run(demo_home, monkeypatch, "actions"))
    for kind in ("absent", "single", "not_connected", "not_surveyed"):
        assert f"<td>{t(f'code.gap_type.{kind}', 'fr')}</td>" in shown
    assert f"<td>{t('code.functions.all_three', 'fr')}</td>" in shown
    assert "antenne, permanence ou desserte" in shown
    alone = _run(demo_home, monkeypatch, "actions", gap_types="single", functions="financement")
    rows = re.findall(r"<tr><td>[^<]*</td><td>[^<]*</td><td>([^<]*)</td><td>([^<]*)</td>", _html(alone))
    assert set(rows) == {("Financement", "un seul prestataire")}
    assert len(alone.get("download_button")) >= 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_of_actions_holds_chain_stages_without_an_actor(
    language: str, demo_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = _run(demo_home, monkeypatch, "actions", gap_types="chain_stage", governorates="42", lang=language)
    table = tables(app)[0]
    assert set(table[t("col.gap_type", language)]) == {t("code.gap_type.chain_stage", language)}
    assert not table.duplicated([t("col.code", language), t("col.gap_about", language)]).any()
    before = t("chain_gaps.reason", language, stages="")
    assert table[t("col.evidence_words", language)].str.startswith(before).all()
    assert (table[t("col.people_concerned", language)] > 0).all()
    assert t("actions.note", language) in _html(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_gap_of_a_type_is_a_sentence(language: str, facts_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = _run(facts_home, monkeypatch, "actions", gap_types="single", lang=language)
    assert t("actions.none", language) in _html(app)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("function", ["formation", "accompagnement"])
def test_capacity_beside_reach(function: str, language: str, demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = _html(_run(demo_home, monkeypatch, measure="capacity", function=function, lang=language))
    mean = re.escape(t("capacity.blind", language, mean="@")).split("@")
    assert re.search(r"[\d.,]+".join(mean), shown)
    assert t("capacity.tile_relative", language) in shown
    normed = _html(
        _run(
            demo_home, monkeypatch, measure="capacity", function=function, lang=language, **{f"norm_{function}": "3.5"}
        )
    )
    assert t("capacity.tile_norm", language) in normed
    assert t("capacity.against_norm", language, norm=3.5) in normed


def test_a_function_whose_capacities_are_mostly_unknown_is_a_sentence(
    demo_home: Path, demo_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    supply = demo_store.ask("supply").query("function == 'financement'")
    known = int(supply["capacity"].notna().sum())
    assert 0 < known < len(supply) / 2
    shown = _html(_run(demo_home, monkeypatch, measure="capacity", function="financement"))
    assert t("problem.capacity_unknown", "fr", known=known, services=len(supply)) in shown


def test_the_relative_gap_is_against_all_four_governorates_whatever_is_shown(
    demo_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {"measure": "capacity", "function": "formation", "decay": "gaussian"}
    whole = tables(_run(demo_home, monkeypatch, **asked))[0].set_index("Délégation")
    part = tables(_run(demo_home, monkeypatch, governorates="33", **asked))[0].set_index("Délégation")
    assert 0 < len(part) < len(whole) == 45
    assert part["Écart (%)"].to_dict() == pytest.approx(whole.loc[part.index, "Écart (%)"].to_dict(), nan_ok=True)
    silent = whole["Ce qui est su"] == "non enquêté"
    assert silent.any()
    assert whole.loc[silent, "Écart (%)"].isna().all()


@pytest.mark.parametrize("language", LANGUAGES)
def test_facts_alone_say_that_nothing_is_surveyed_and_where_to_begin(
    language: str, facts_home: Path, facts_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = _run(facts_home, monkeypatch, lang=language)
    shown = _html(app)
    assert t("gaps.unsurveyed_banner", language) in shown
    assert t("state.unknown", language) in shown
    need = facts_store.ask("delegations").eval("population * poverty_rate / 100")
    assert number(round(need.sum()), language) in shown
    assert len(_ranked(app)) == 7


def test_facts_alone_begin_with_the_heaviest_need(
    facts_home: Path, facts_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = facts_store.ask("delegations")
    first = rows.assign(need=rows["population"] * rows["poverty_rate"]).nlargest(7, "need")["fr"].tolist()
    ranked = _ranked(_run(facts_home, monkeypatch))
    assert [name.split(". ")[1].split(" · ")[0] for name in ranked] == first
