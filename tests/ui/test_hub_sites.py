from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.shown import tables


def _page() -> None:
    from ui import frame
    from ui.hub_sites import show_sites
    from ui.hubs import present_question

    frame.open_frame()
    show_sites(present_question())


@pytest.fixture
def app(facts_home: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("ESS_DATA", str(facts_home))
    monkeypatch.setenv("ESS_DEMO", "0")
    app = AppTest.from_function(_page, default_timeout=60)
    app.query_params["lang"] = "en"
    return app


def said(app: AppTest) -> str:
    assert not app.exception
    return " ".join(one.proto.body for one in app.get("html"))


def test_two_hubs_are_always_in_different_governorates(app: AppTest) -> None:
    app.query_params.update({"sites": "2", "spread": "free"})
    app.run()
    assert app.toggle(key="hub_spread").value and app.toggle(key="hub_spread").disabled
    assert "2 hubs: Ezzouhour (town of Kasserine), Souk Jedid. They serve 259,437 poor inhabitants" in said(app)


def test_what_hangs_on_an_outline_that_cannot_be_relied_on_is_flagged(app: AppTest) -> None:
    app.query_params["sites"] = "2"
    app.run()
    assert "hangs on the outline of Ezzouhour" in said(app)
    app.query_params["excluded"] = "4253"
    app.run()
    assert "hangs on the outline of Ezzouhour" not in said(app)


def test_up_to_four_it_is_a_choice_kept_in_the_address(app: AppTest) -> None:
    app.run()
    assert app.toggle(key="hub_spread").value and not app.toggle(key="hub_spread").disabled
    app.toggle(key="hub_spread").set_value(False).run()
    assert app.query_params["spread"] == "free"
    app.slider(key="sites").set_value(4).run()
    assert "4 hubs" in said(app) and "Every possible choice was looked at." in said(app)


def test_beyond_four_there_are_not_enough_governorates_and_the_solver_answers(app: AppTest) -> None:
    app.query_params["sites"] = "9"
    app.run()
    toggle = app.toggle(key="hub_spread")
    assert toggle.disabled and not toggle.value
    words = said(app)
    assert "there are only four governorates" in words
    assert "Found and proved by the HiGHS solver; optimality gap: 0%." in words


def test_what_is_lost_step_by_step_is_said(app: AppTest) -> None:
    app.query_params["sites"] = "6"
    app.run()
    assert "Chosen one after the other" in said(app) and "km farther on average" in said(app)
    app.query_params.update({"sites": "10", "area": "within_reach"})
    app.run()
    assert "they would serve fewer people: 8,182 poor inhabitants fewer." in said(app)
    app.query_params["sites"] = "1"
    app.run()
    assert "there is no order to follow" in said(app)


def test_an_impossible_number_says_why(app: AppTest) -> None:
    app.query_params.update({"sites": "1", "fixed": "3351,4351"})
    app.run()
    assert "warned" in said(app) and "More places are fixed than there are sites to choose" in said(app)


@pytest.mark.parametrize("count", ["1", "6"])
def test_imposed_governorates_count_here_too(app: AppTest, count: str) -> None:
    app.query_params.update({"sites": count, "fixed_governorates": "33"})
    app.run()
    assert "Mahdia" in set(tables(app)[0]["Governorate"])
    app.query_params.update({"sites": "1", "fixed_governorates": "22,33"})
    app.run()
    assert "More governorates are fixed than there are hubs to place: add hubs" in said(app)
    app.query_params.update({"fixed_governorates": "22", "excluded_governorates": "22"})
    app.run()
    assert "A fixed governorate has no possible seat left" in said(app)
