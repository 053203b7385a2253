from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.shown import charts, tables

NAMES = {
    "fr": ("Ezzouhour (ville de Kasserine) + Souk Jedid", "259\u202f437"),
    "ar": ("الزهور (مدينة القصرين) + سوق الجديد", "259.437"),
    "en": ("Ezzouhour (town of Kasserine) + Souk Jedid", "259,437"),
}


def _page() -> None:
    from pages.decide import hubs
    from ui import frame

    frame.open_frame()
    hubs.show()


@pytest.fixture
def app(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("ESS_DATA", str(demo_home))
    return AppTest.from_function(_page, default_timeout=60)


def said(app: AppTest) -> str:
    return " ".join(one.proto.body for one in app.get("html"))


@pytest.mark.parametrize("language", NAMES)
def test_the_answer_is_said_in_every_language(app: AppTest, language: str) -> None:
    app.query_params["lang"] = language
    app.run()
    assert not app.exception
    pair, need = NAMES[language]
    assert f"{pair}" in said(app)
    assert need in said(app)


@pytest.mark.parametrize("area", ["within_reach", "own_governorate_within_reach"])
@pytest.mark.parametrize("reach", ["5", "30", "100"])
def test_every_rule_and_reach_draws_its_page(app: AppTest, area: str, reach: str) -> None:
    app.query_params.update({"area": area, "reach": reach, "circuity": "1.8", "basis": "rescaled"})
    app.run()
    assert not app.exception
    assert len(charts(app)) == 1


def test_an_impossible_set_says_why_and_the_way_out(app: AppTest) -> None:
    app.query_params["fixed"] = "2251,2252"
    app.run()
    assert "dans le même gouvernorat" in app.warning[0].value
    app.button(key="hubs_lift").click().run()
    assert not app.warning
    assert NAMES["fr"][0] in said(app)


def test_any_pair_can_be_shown_on_the_map(app: AppTest) -> None:
    app.run()
    app.button(key="hubs_pair_3_fr").click().run()
    assert "3" in app.query_params["pair"]
    assert "Sur la carte, Ezzouhour + Sidi Bouzid Ouest" in said(app)
    app.number_input(key="pair").set_value(700).run()
    assert "700" in app.query_params["pair"]
    assert "<b>700. " in said(app)
    app.button(key="hubs_real").click().run()
    assert "Sur la carte, Mahdia + Sidi Bouzid Ouest" in said(app)


def test_a_position_beyond_the_last_shows_the_last(app: AppTest) -> None:
    app.query_params.update({"pair": "1999", "fixed": "3351,4351"})
    app.run()
    assert not app.exception
    assert app.number_input(key="pair").value == 1


def test_filters_narrow_what_is_listed_and_never_the_computation(app: AppTest) -> None:
    app.query_params["governorates"] = "33"
    app.run()
    assert NAMES["fr"][0] in said(app)
    [table] = [one for one in tables(app) if "Siège qui sert" in one]
    assert len(table) == 11  # Mahdia's delegations
    assert "45 délégations" in said(app)


def test_the_long_table_is_made_when_it_is_opened(app: AppTest) -> None:
    app.run()
    assert max(map(len, tables(app))) <= 45


@pytest.mark.parametrize("language", NAMES)
@pytest.mark.parametrize(("part", "charts"), [("weighted", 1), ("sites", 0)])
def test_the_other_lists_are_drawn_alone_in_every_language(app: AppTest, language: str, part: str, charts: int) -> None:
    app.query_params.update({"lang": language, "hubs_part": part})
    app.run()
    assert not app.exception
    assert NAMES[language][1] not in said(app)  # the exact list is another one
    assert len(app.get("plotly_chart")) == charts


def test_the_other_lists_stand_on_the_facts_alone(facts_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESS_DATA", str(facts_home))
    monkeypatch.setenv("ESS_DEMO", "0")
    app = AppTest.from_function(_page, default_timeout=60)
    app.query_params["hubs_part"] = "weighted"
    app.run()
    assert not app.exception
    assert "Jendouba + Kasserine" in said(app) and "FICTIF" not in said(app)


def test_a_filter_never_changes_the_weighted_list(app: AppTest) -> None:
    app.query_params["hubs_part"] = "weighted"
    app.run()
    before = said(app)
    app.query_params.update({"governorates": "33", "delegations": "3351"})
    app.run()
    assert said(app) == before
