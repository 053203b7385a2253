"""Settings and verdicts in the reader's words; a setting without words is named by its code, never an error."""

from dataclasses import replace
from pathlib import Path

import pytest
import streamlit as st

from data.scenario_results import Result
from tests.data.scenario_worlds import RESULT, RESULTS, SITES, WEIGHTED, scenario
from ui import address, hub_result_words
from ui.address import SETTINGS, Setting
from ui.scenario_replay import Check
from ui.scenario_words import dropped_words, result_of, setting_name, setting_value, verdict
from ui.scenarios import NOT_KEPT
from words.translate import LANGUAGES, t


@pytest.fixture(params=LANGUAGES)
def lang(request: pytest.FixtureRequest, facts_home: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("ESS_DATA", str(facts_home))
    monkeypatch.setenv("ESS_DEMO", "0")
    state = {name: one.default for name, one in SETTINGS.items()} | {"lang": request.param}
    monkeypatch.setattr(st, "session_state", {address.STATE: state})
    return str(request.param)


def test_settings_and_values_have_words(lang: str) -> None:
    assert setting_name("area") == t("hubs.area", lang)
    assert setting_name("chains") == t("filter.chains", lang)
    assert setting_name("pair") == t("scenarios.setting_pair", lang)
    assert setting_value("area", "within_reach") == t("hubs.area_within_reach", lang)
    assert setting_value("area", None) == t("hubs.area_own_governorate", lang)
    assert setting_value("fixed", None) == t("hubs.none", lang)
    assert setting_value("data_part", "files") == t("data.part_files", lang)
    assert setting_value("circuity", "1.5") == ("1.5" if lang == "en" else "1,5")
    for name, one in SETTINGS.items():
        if name in NOT_KEPT:
            continue
        assert setting_name(name)
        for code in one.choices if isinstance(one.choices, tuple) else ():
            assert "{" not in setting_value(name, code)


def test_a_setting_nobody_gave_words_is_named_by_its_code(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SETTINGS, "weight_x", Setting("choice", "low", ("low", "high")))
    assert (setting_name("weight_x"), setting_value("weight_x", "high")) == ("weight_x", "high")


def test_a_verdict_says_why_and_what_changed(lang: str) -> None:
    now = replace(RESULT, rank=3, mean_km=None, worst_place=None)
    changed = Check("data", ("rank", "mean_km", "worst_place", "unserved_error"), RESULT, now)
    holds, words = verdict(changed, scenario())
    assert not holds
    for name in ("rank", "mean_km", "worst_place"):
        assert t(f"col.{name}", lang) in words
    assert t("state.no_figure", lang) in words
    assert t("col.need_served", lang) not in words
    assert verdict(Check("same", (), RESULT, RESULT), scenario())[0]
    assert not verdict(Check("gone", (), RESULT, None), scenario())[0]


def test_what_was_dropped_is_one_sentence_or_none(lang: str) -> None:
    assert dropped_words([]) == ""
    said = dropped_words([("fill", "x" * 200), ("zzz", "<b>")])
    assert "x" * 61 not in said
    assert "zzz" in said


@pytest.mark.parametrize("result", RESULTS, ids=lambda one: one.list)
def test_each_list_tells_its_own_and_its_changes(lang: str, result: Result) -> None:
    assert "{" not in result_of(result)
    parts = hub_result_words.LISTS[result.list].parts
    holds, words = verdict(Check("data", parts, result, result), scenario(result=result))
    assert not holds
    for name in parts:
        assert t(f"col.{name}", lang) in words
    assert "{" not in verdict(Check("gone", (), result, None), scenario(result=result))[1]


def test_a_weighted_result_says_its_weights_and_how_sure(lang: str) -> None:
    words = result_of(replace(WEIGHTED, weightings=0.4))
    assert t("hub_list.too_close", lang, weightings="\0", figures="\0").split("\0")[0] in words
    assert words.index("60") < words.index("40")
    assert t("scenarios.own_proved", lang) in result_of(SITES)
    assert t("scenarios.own_proved", lang) not in result_of(replace(SITES, gap=0.01))
