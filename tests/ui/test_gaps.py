"""What the map says of reach, and the sentences about it, inside a running page."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from words.translate import LANGUAGES, spaced, t


def _page() -> None:
    import streamlit as st

    from queries.filters import Filters
    from ui import address, frame, gap_words, gaps

    frame.open_frame()
    filters = address.current_filters()
    shape = gaps.reach_shape(filters)
    look = gaps.asked()
    st.session_state["classes"] = dict(shape.classes)
    st.session_state["labels"] = dict(shape.labels)
    st.session_state["counts"] = {one.key: one.n for one in shape.legend.classes}
    st.session_state["title"] = shape.legend.title
    st.session_state["sensitivity"] = gap_words.sensitivity(look, filters)
    st.session_state["orders"] = gaps.beyond_by_circuity(look)
    st.session_state["basis"] = gap_words.basis_sentence(look, Filters())
    st.session_state["told"] = gap_words.reasons(look)
    st.session_state["tables"] = gaps.side_by_side(look)
    st.session_state["sources"] = gaps.evidence_sources()


def _run(home: Path, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    monkeypatch.setenv("ESS_DATA", str(home))
    monkeypatch.setenv("ESS_DEMO", "0" if "facts" in home.name else "1")
    app = AppTest.from_function(_page, default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def test_the_map_shows_a_class_and_the_nearest_provider(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state = _run(demo_home, monkeypatch, function="formation").session_state
    assert len(state["classes"]) == 45
    assert state["classes"]["4263"] == "reach_0"
    assert spaced("aucun prestataire à portée · le plus proche : ") in state["labels"]["4263"]
    assert sum(state["counts"].values()) == 45
    assert state["title"] == spaced("Formation : prestataires à 30 km au plus")


def test_a_governorate_shows_its_own_delegations_with_the_supply_of_all(
    demo_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = _run(demo_home, monkeypatch).session_state["classes"]
    part = _run(demo_home, monkeypatch, governorates="43").session_state["classes"]
    assert part == {code: kind for code, kind in whole.items() if code.startswith("43")}


def test_the_sentence_on_circuity_is_true(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for function in ("formation", "accompagnement", "financement"):
        state = _run(demo_home, monkeypatch, function=function).session_state
        tops = [order[:5] for order in state["orders"]]
        same = all(set(top) == set(tops[0]) for top in tops)
        assert ("restent les mêmes" in state["sensitivity"]) == same


@pytest.mark.parametrize("language", LANGUAGES)
def test_facts_alone_colour_everything_not_surveyed(
    language: str, facts_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = _run(facts_home, monkeypatch, lang=language).session_state
    assert set(state["classes"].values()) == {"not_surveyed"}
    assert state["sensitivity"] == state["basis"] == ""
    assert t("gaps.reason_not_surveyed", language) in state["told"]["4251"]
    assert set(state["tables"]["triplet"]) == {"not_surveyed"}
    assert any("RGPH 2014" in source for source in state["sources"])


def test_every_delegation_beyond_reach_or_unknown_has_a_reason(
    demo_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = _run(demo_home, monkeypatch, offer="adapted", function="financement").session_state
    silent = [code for code, kind in state["classes"].items() if kind != "reach_2" and not state["told"].get(code)]
    assert silent == []
