"""Which distances are used: the assumption, a loaded table, an OSRM server, and what is said of each."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import load, osrm
from tests.data.osrm_server import osrm_server
from ui import travel
from words.translate import LANGUAGES, t


def _page() -> None:
    import streamlit as st

    from ui import frame, gaps, travel
    from ui.gap_words import reasons, sensitivity

    frame.open_frame()
    frame.header("ecarts")
    look = gaps.asked()
    st.session_state["look"] = look
    st.session_state["available"] = travel.available()
    st.session_state["described"] = travel.described()
    st.session_state["ways"] = travel.ways(look.distance)
    st.session_state["reach"] = gaps.reach_table(look).set_index("code")["reach"].to_dict()
    st.session_state["told"] = reasons(look)
    st.session_state["sensitivity"] = sensitivity(look, frame.address.current_filters())
    travel.say_silence()


def _run(
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    demonstration: bool = True,
    page: Callable[[], None] = _page,
    **query: str,
) -> AppTest:
    monkeypatch.setenv("ESS_DATA", str(home))
    monkeypatch.setenv("ESS_DEMO", "1" if demonstration else "0")
    travel.forget()
    app = AppTest.from_function(page, default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    assert not app.error
    return app


def _said(app: AppTest) -> str:
    return " ".join(element.proto.body for element in app.get("html"))


def test_without_table_or_server_nothing_is_asked(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ESS_OSRM", raising=False)
    monkeypatch.setattr(osrm, "table", lambda *_: pytest.fail("a server was asked"))
    state = _run(demo_home, monkeypatch, distance="osrm_km").session_state
    assert state["available"] == ("factor",)
    assert state["look"].distance == "factor"
    assert state["described"] == t("gaps.map_circuity", "fr", factor=1.3)
    assert "1,2 à 1,8" in state["sensitivity"]


def test_a_server_gives_km_or_minutes(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with osrm_server() as server:
        monkeypatch.setenv("ESS_OSRM", server.address)
        by_road = _run(demo_home, monkeypatch).session_state
        assert by_road["look"].distance == "osrm_km"
        assert len(server.asked) == 1
        assert by_road["ways"].loc["4259", "4259"] == 0
        by_time = _run(demo_home, monkeypatch, distance="osrm_minutes", reach="40").session_state
        assert by_time["look"].within == "40 min"
        assert (by_time["ways"] / by_road["ways"]).stack().mean() == pytest.approx(1000 / 15 / 60, rel=1e-2)
        assert any("40 min" in reason for told in by_time["told"].values() for reason in told)
        assert by_road["sensitivity"] == t("travel.no_factor", "fr")
        straight = _run(demo_home, monkeypatch, distance="factor").session_state
        assert straight["look"].distance == "factor"
        assert straight["reach"] != by_time["reach"]


def _chains() -> None:
    import streamlit as st

    from ui import chain_gaps, chains, frame

    frame.open_frame()
    st.session_state["look"] = chains.look()
    st.session_state["said"] = chains.distances_said(chains.look())
    st.session_state["rows"] = chains.reach_rows(chains.look())
    st.session_state["gaps"] = chain_gaps.gaps(chains.look(), frame.address.current_filters())


def test_chain_stages_follow_the_same_source_always_in_km(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with osrm_server() as server:
        monkeypatch.setenv("ESS_OSRM", server.address)
        by_road = _run(demo_home, monkeypatch, page=_chains).session_state
        assert by_road["look"].distance == "osrm_km"
        ways = travel.ways("osrm_km")
        assert ways is not None
        told = by_road["rows"].dropna(subset=["nearest"])
        assert told["nearest_km"].tolist() == [
            ways.loc[a, b] for a, b in zip(told["code"], told["nearest"], strict=True)
        ]
        assert t("travel.in_km", "fr") in by_road["said"]
        by_time = _run(demo_home, monkeypatch, page=_chains, distance="osrm_minutes").session_state
        assert by_time["look"] == by_road["look"]
        assert by_time["said"] == f"{by_road['said']} {t('filieres.ranges_in_km', 'fr')}"
        straight = _run(demo_home, monkeypatch, page=_chains, distance="factor").session_state
        assert straight["said"] == t("gaps.map_circuity", "fr", factor=1.3)
        assert straight["gaps"]["evidence_words"].tolist() != by_road["gaps"]["evidence_words"].tolist()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_silent_server_is_one_sentence_and_the_factor(
    language: str, demo_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with osrm_server() as server:
        server.delay = 1.5
        monkeypatch.setenv("ESS_OSRM", server.address)
        monkeypatch.setattr(osrm, "TIMEOUT", 0.1)
        monkeypatch.setattr(osrm.table, "__defaults__", (0.1,))
        app = _run(demo_home, monkeypatch, lang=language)
        assert app.session_state["look"].distance == "factor"
        assert "ESS_OSRM" in _said(app)
        assert app.session_state["described"] == t("gaps.map_circuity", language, factor=1.3)
        started = time.monotonic()
        app.run()  # not asked again at once
        assert len(server.asked) == 1
        assert time.monotonic() - started < 1.0


def test_a_loaded_table_rules_and_what_it_lacks_cannot_be_reached(
    facts_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ESS_OSRM", raising=False)
    home = tmp_path / "facts"
    shutil.copytree(facts_home, home)
    monkeypatch.setenv("ESS_DATA", str(home))
    monkeypatch.setenv("ESS_DEMO", "0")
    file = tmp_path / "trajets.csv"
    file.write_text("De;Vers;Minutes\n4259;4261;35\n4261;4259;50\n", encoding="utf-8")
    assert load.load(file, source="Trajets 2026").accepted
    state = _run(home, monkeypatch, demonstration=False, reach_minutes="40").session_state
    assert state["available"] == ("factor", "table_minutes")
    assert state["look"].within == "40 min"
    assert (state["ways"].loc["4259", "4261"], state["ways"].loc["4261", "4259"]) == (35, 50)
    assert state["ways"].loc["4259", "4259"] == 0
    assert t("travel.missing", "fr", n=45 * 44 - 2) in state["described"]
    assert "Trajets 2026" in state["described"]
    assert t("travel.cut_off", "fr", n=43) in state["described"]
    chain = _run(home, monkeypatch, demonstration=False, page=_chains).session_state
    assert chain["look"].distance == "factor"  # the table has no km, and ranges are in km
    assert t("filieres.ranges_in_km", "fr") in chain["said"]
