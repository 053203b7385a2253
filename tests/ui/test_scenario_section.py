"""The section of saved scenarios on its page: save, reload, fill in, compare, take away, take up again."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data import log, recording, scenario_file, scenario_log, scenarios
from tests.data.scenario_worlds import scenario
from tests.pages.shown import charts, said, tables
from words.translate import LANGUAGES, t


def _page() -> None:
    from pages.decide import hubs
    from ui import frame

    frame.open_frame()
    frame.header("poles")
    frame.guarded(hubs.show)


def _log() -> None:
    from ui import frame
    from ui.log_section import show_log

    frame.open_frame()
    show_log()


def _section() -> None:
    from ui import frame
    from ui.scenario_section import show_scenarios

    frame.open_frame()
    show_scenarios()


def _unfilled() -> None:
    from ui import frame
    from ui.scenario_sheet import show_unfilled

    frame.open_frame()
    show_unfilled()


@pytest.fixture
def home(demo_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with the demonstration that a test may write to."""
    shutil.copytree(demo_home, tmp_path / "home")
    monkeypatch.setenv("ESS_DATA", str(tmp_path / "home"))
    monkeypatch.setenv("ESS_DEMO", "1")
    return tmp_path / "home"


def opened(page: Callable[[], None] = _section, **query: str) -> AppTest:
    app = AppTest.from_function(page, default_timeout=120)
    app.query_params.update(query)
    return sound(app.run())


def sound(app: AppTest) -> AppTest:
    assert not app.exception
    assert not app.error
    return app


def raw(app: AppTest) -> str:
    return " ".join(element.proto.body for element in app.get("html"))


def submit(app: AppTest, label: str) -> AppTest:
    [button] = [one for one in app.button if one.label == label]
    return sound(button.click().run())


def save(name: str, who: str = "", page: Callable[[], None] = _section, **query: str) -> AppTest:
    app = opened(page, **query)
    app.text_input(key="scenario_name_0").set_value(name)
    app.text_input(key="scenario_who_0").set_value(who)
    return submit(app, t("scenarios.save", query.get("lang", "fr")))


def standing() -> dict[int, scenarios.Scenario]:
    return {number: one for number, (_, one) in scenarios.standing(log.entries()).items()}


def test_save_reload_compare_and_replay(home: Path) -> None:
    app = save("Le plus de monde", "Service ESS", _page)
    assert t("scenarios.saved_said", "fr", name="\u2068Le plus de monde\u2069") in said(app)
    assert t("demo.banner", "fr") in said(app), "a scenario leaves the demonstration on"
    save("À portée", area="within_reach", reach="40", fixed="4352", q="huile", pair="3")
    first, second = standing().values()
    assert first.settings == {}
    assert second.settings == {"area": "within_reach", "reach": "40", "fixed": "4352", "q": "huile", "pair": "3"}
    assert (first.result.seats, round(first.result.need_served)) == (("4253", "4359"), 259437)
    assert log.entries()[0].who == "Service ESS"

    app = opened(_page, compare="1,2")  # reloaded, in another session
    text = said(app)
    assert t("scenarios.same", "fr", result="\0").split("\0")[0] in text
    for key in ("differ", "maps", "change_title"):
        assert t(f"scenarios.{key}", "fr") in {one.value for one in app.subheader}
    assert text.count("data:image/svg+xml;base64,") == 2
    for words in ("Portée (km)", "Sièges imposés", "Rechercher un nom", t("hubs.area", "fr")):
        assert words in text
    assert len(charts(app)) == 3

    app.button(key="scenario_open_2").click().run()  # what a click and its second run do
    sound(app)
    assert dict(app.query_params) == {**second.settings, "compare": "1,2"}
    assert t("scenarios.opened", "fr", name="\u2068À portée\u2069") in said(app)

    content = scenario_file.written(second, who="", saved_at="2026-03-01T09:00", demonstration=True)
    app = opened()
    app.session_state["scenario_upload"] = True
    sound(app.run())
    app.file_uploader[0].upload("s.json", content)
    assert t("scenarios.same", "fr", result="\0").split("\0")[0] in said(sound(app.run()))
    sound(app.button(key="given_open").click().run())
    assert app.query_params["reach"] == "40"
    assert len(log.entries()) == 2, "opening records nothing"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hostile_name_is_text_everywhere(language: str, home: Path) -> None:
    name = '<img src=x onerror="alert(1)">'
    save(name, "<b>qui</b>", lang=language)
    save("B", lang=language, area="within_reach")
    app = opened(lang=language, compare="1,2")
    assert "<img src=x" not in raw(app)
    assert "<b>qui" not in raw(app)
    assert "&lt;img src=x" in raw(app)
    app.selectbox(key="scenario_chosen").set_value(1)
    assert "<img src=x" not in raw(sound(app.run()))


def test_the_sheet_is_not_filled_in_until_somebody_does(home: Path) -> None:
    app = save("A")
    assert said(app).count(t("scenarios.not_filled", "fr")) == 6
    app.session_state["scenario_sheet_1"] = True
    sound(app.run())
    app.text_area(key="scenario_host_1_fr").set_value("CRDA\n<script>alert(1)</script>")
    app.text_input(key="scenario_rename_1_fr").set_value("A, avec hôte")
    app = submit(app, t("scenarios.sheet_save", "fr"))
    assert said(app).count(t("scenarios.not_filled", "fr")) == 5
    assert "<script>alert" not in raw(app)
    [(number, one)] = standing().items()
    assert (number, one.name, one.sheet) == (1, "A, avec hôte", {"host": "CRDA\n<script>alert(1)</script>"})
    assert len(log.entries()) == 2


def test_update_and_remove_are_entries_and_remove_ends_the_comparison(home: Path) -> None:
    save("A")
    save("B", area="within_reach")
    app = opened(compare="1,2", reach="60")
    app.selectbox(key="scenario_chosen").set_value(1)
    sound(app.run())
    sound(app.button(key="scenario_update_1").click().run())
    assert standing()[1].settings == {"reach": "60"}
    sound(app.button(key="scenario_remove_1").click().run())
    assert list(standing()) == [2]
    assert [entry.kind for entry in log.entries()] == ["scenario"] * 4
    assert t("scenarios.compare_two", "fr") in said(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_log_tells_of_it_and_offers_no_undo(language: str, home: Path) -> None:
    save("<i>A</i>", "Service ESS")
    app = opened(_log, lang=language)
    assert t("scenarios.kind_entry", language) in said(app)
    [entries] = tables(app)
    assert entries[t("col.source", language)].iloc[0] == "\u2068<i>A</i>\u2069"
    assert "<i>A" not in raw(app)
    assert t("data.changed_nothing", language) in said(app), "a scenario changes no record"
    assert not [button for button in app.button if "undo" in str(button.key)]


def test_other_data_with_the_same_answer_are_told(home: Path) -> None:
    app = save("A")
    assert app.text_input(key="scenario_name_1").value == "", "a new, empty form"
    assert t("scenarios.facts_same", "fr") in said(app)
    one = pd.DataFrame({"source_id": ["a"], "kind": ["ess"], "governorate": ["42"], "delegation": ["4259"]})
    recording.record_load({"enterprise": one}, source="s", file_name="f", sha256="0" * 64, who="", mapping={})
    text = said(opened())
    assert f"<td>{t('scenarios.facts_other', 'fr')}</td>" in text  # a cell
    assert t("scenarios.same", "fr", result="\0").split("\0")[0] in text
    assert t("demo.banner", "fr") not in text


def test_a_taken_name_or_none_is_one_sentence(home: Path) -> None:
    save("A")
    assert t("problem.scenario_name_taken", "fr", name="a") in said(save("a"))
    assert t("problem.scenario_no_name", "fr") in said(save("  "))
    assert t("problem.scenario_no_answer", "fr") in said(save("C", fixed="2251,2252"))
    assert len(log.entries()) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_that_is_none_gets_one_sentence(language: str, home: Path) -> None:
    app = opened(lang=language)
    app.session_state["scenario_upload"] = True
    sound(app.run())
    app.file_uploader[0].upload("x.json", b'{"format": "other"}')
    assert t("problem.scenario_file_other", language) in said(sound(app.run()))
    assert "given_open" not in {button.key for button in app.button}


def test_a_file_of_elsewhere_says_what_is_unknown_and_what_changed(home: Path) -> None:
    raw_file = json.loads(scenario_file.written(scenario(), who="", saved_at="", demonstration=False))
    raw_file["settings"] = {"area": "own_governorate", "weight_cost": "40", "chains": "OLIV,XXXX", "fill": "<b>"}
    app = opened()
    app.session_state["scenario_upload"] = True
    sound(app.run())
    app.file_uploader[0].upload("s.json", json.dumps(raw_file | {"price": 3}).encode())
    text = said(sound(app.run()))
    for word in ("weight_cost", "XXXX", "price"):
        assert word in text
    assert "OLIV" not in text
    assert "<b>\u2069" not in raw(app)
    assert t("scenarios.changed_data", "fr", then=3, now="\0").split("\0")[0] in text
    assert t("scenarios.change", "fr", name=t("col.mean_km", "fr"), now="\0", then="31,2").split("\0")[1] in text


def test_the_three_lists_are_kept_and_compared_on_one_scale(home: Path) -> None:
    save("Exact")
    save("Pesé", hubs_part="weighted", hub_weights="need:80,within:20")
    save("Cinq", hubs_part="sites", sites="5", area="within_reach")
    results = {one.name: one.result for one in standing().values()}
    assert [one.list for one in results.values()] == ["exact", "weighted", "sites"]
    assert [len(one.seats) for one in results.values()] == [2, 2, 5]

    app = opened(compare="1,2,3")
    text = said(app)
    for key in ("unlike_lists", "unlike_counts", "unlike_rules"):
        assert t(f"scenarios.{key}", "fr") in text
    for key in ("unlike_bases", "unlike_distances"):
        assert t(f"scenarios.{key}", "fr") not in text
    [figures] = [one for one in tables(app) if t("col.seat_count", "fr") in one]
    assert figures[t("col.seat_count", "fr")].tolist() == [2, 2, 5]
    served = [round(one.need_served) for one in results.values()]
    assert [round(value) for value in figures[t("col.need_served", "fr")]] == served
    assert t("scenarios.own_exact", "fr", rank=1) in text
    assert t("scenarios.own_proved", "fr") in text
    [differ] = [one for one in tables(app) if t("col.setting", "fr") in one]
    asked = differ.set_index(t("col.setting", "fr")).T.to_dict("list")
    assert asked["Nombre de pôles"] == ["–", "–", "5"], "what a list does not ask is no setting of it"
    assert ["80" in value for value in asked["Poids"]] == [False, True, False]
    assert text.count("data:image/svg+xml;base64,") == 3

    sound(app.button(key="scenario_open_3").click().run())
    assert dict(app.query_params) == {"hubs_part": "sites", "sites": "5", "area": "within_reach", "compare": "1,2,3"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_filled_in_is_said_with_the_way_to_fill_it(language: str, home: Path) -> None:
    names = [t(f"scenarios.sheet_{key}", language) for key in scenarios.SHEET]
    text = said(opened(_unfilled, lang=language, hubs_part="sites", hub_host="old"))
    assert t("scenarios.unfilled", language, names="\0").split("\0")[0] in text
    assert all(name in text for name in names)
    save("A", lang=language, hubs_part="sites")
    [(number, one)] = standing().items()
    scenario_log.save(replace(one, sheet={"host": "CRDA"}), "", number)
    text = said(opened(_unfilled, lang=language, hubs_part="sites"))
    assert t("scenarios.unfilled_some", language, name="\u2068A\u2069", names="\0").split("\0")[0] in text
    assert names[2] not in text
    scenario_log.save(replace(one, sheet=dict.fromkeys(scenarios.SHEET, "x")), "", number)
    text = said(opened(_unfilled, lang=language, hubs_part="sites"))
    assert t("scenarios.unfilled_none", language, name="\u2068A\u2069") in text
    assert t("scenarios.unfilled", language, names="\0").split("\0")[0] in said(opened(_unfilled, lang=language))
