from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest


def _page() -> None:
    import streamlit as st

    from ui import frame
    from ui.hub_weights import show_weights
    from ui.hubs import present_question

    frame.open_frame()
    st.session_state["asked"] = show_weights(present_question())


@pytest.fixture
def app(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("ESS_DATA", str(demo_home))
    return AppTest.from_function(_page, default_timeout=60)


def said(app: AppTest) -> str:
    return " ".join(one.proto.body for one in app.get("html"))


def test_a_weight_that_moves_rebalances_the_others_in_the_address(app: AppTest) -> None:
    app.query_params["hub_criteria"] = "need,within,density"
    app.run()
    assert app.session_state["asked"].weights == (34, 33, 33)
    app.slider(key="hub_w_need").set_value(60).run()
    assert app.query_params["hub_weights"] == "need:60,within:20,density:20"
    assert [app.slider(key=f"hub_w_{code}").value for code in ("need", "within", "density")] == [60, 20, 20]


def test_the_demonstration_says_when_a_criterion_is_invented(app: AppTest) -> None:
    app.run()
    assert "seuls le besoin et la distance sont réels" in said(app)
    app.checkbox(key="hub_c_base").check().run()
    assert app.session_state["asked"].criteria == ("need", "within", "base")
    assert "FICTIF" in said(app)
    app.checkbox(key="hub_c_need").uncheck().run()
    assert app.session_state["asked"].criteria == ("within", "base")


def test_another_aim_takes_its_preset_and_turns_the_service_base(app: AppTest) -> None:
    app.query_params.update({"hub_criteria": "base,need", "hub_weights": "base:90,need:10"})
    app.run()
    assert app.session_state["asked"].weights == (10, 90)
    app.button_group(key="hub_aim").set_value("create").run()
    assert app.session_state["asked"].aim == "create"
    assert app.session_state["asked"].weights == (56, 44)
    assert "de 0 à 4 · moins vaut mieux" in said(app)


def test_the_last_criterion_cannot_be_taken_away(app: AppTest) -> None:
    app.query_params["hub_criteria"] = "need"
    app.run()
    assert app.checkbox(key="hub_c_need").disabled
    assert app.slider(key="hub_w_need").disabled and app.slider(key="hub_w_need").value == 100


def test_chief_towns_are_a_switch_in_the_address(app: AppTest) -> None:
    app.run()
    app.toggle(key="hub_chief_towns").set_value(True).run()
    assert app.query_params["chief_towns"] == "left_out"


def test_what_is_not_known_cannot_be_weighed(facts_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESS_DATA", str(facts_home))
    monkeypatch.setenv("ESS_DEMO", "0")
    app = AppTest.from_function(_page, default_timeout=60)
    app.query_params.update({"hub_criteria": "base,density", "lang": "en"})
    app.run()
    assert app.checkbox(key="hub_c_base").disabled
    assert "known of 0 places of 45 Known of too few to compare." in said(app)
    assert app.session_state["asked"].criteria == ("need", "within")
