from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest


def _page() -> None:
    import streamlit as st

    from ui import address, frame
    from ui.hub_settings import show_impossible, show_settings
    from ui.hubs import CONSTRAINTS, present_question

    frame.open_frame()
    show_settings()
    if any(address.value(name) for name in CONSTRAINTS):
        show_impossible("siting_fixed_and_excluded")
    st.text(repr(present_question()))


@pytest.fixture
def app(facts_home: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("ESS_DATA", str(facts_home))
    monkeypatch.setenv("ESS_DEMO", "0")
    return AppTest.from_function(_page, default_timeout=60)


def test_the_address_is_the_question(app: AppTest) -> None:
    app.query_params.update({"area": "within_reach", "reach": "12", "circuity": "2", "basis": "rescaled"})
    app.run()
    assert not app.exception
    assert "area='within_reach', reach_km=12" in app.text[0].value
    assert "circuity=2.0, basis='rescaled'" in app.text[0].value


def test_a_new_question_shows_its_first_pair(app: AppTest) -> None:
    app.query_params["pair"] = "7"
    app.run()
    app.slider(key="reach").set_value(45).run()
    assert "45" in app.query_params["reach"]
    assert "pair" not in app.query_params


def test_constraints_can_all_be_lifted(app: AppTest) -> None:
    app.query_params.update({"fixed": "4251,4259", "excluded_governorates": "22"})
    app.run()
    assert "imposé et exclu" in app.warning[0].value
    app.button(key="hubs_lift").click().run()
    assert not app.warning
    assert "fixed" not in app.query_params
    assert "excluded_governorates" not in app.query_params


def test_unknown_codes_and_numbers_fall_back(app: AppTest) -> None:
    app.query_params.update({"area": "<script>", "reach": "nan", "circuity": "-1", "fixed": "9999,TN", "pair": "1e9"})
    app.run()
    assert not app.exception
    assert "area='own_governorate', reach_km=30.0, fixed=()" in app.text[0].value
