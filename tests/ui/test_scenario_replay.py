"""A scenario played again: today's answer, whether it is what was saved, and what means nothing here."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st

from data import scenario_file
from data.scenario_results import Exact, Sites, Weighted
from data.scenarios import Scenario, as_record, from_record
from geo.added import added
from ui import address
from ui.address import SETTINGS
from ui.hubs import places, position_of, present_question, ranking
from ui.scenario_replay import Check, check, link, opened_values, replay, understood
from ui.scenarios import NOT_KEPT, present_facts, present_scenario, present_settings
from ui.speech import choices


@pytest.fixture(autouse=True)
def reader(facts_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A reader at the default view of the shipped facts."""
    monkeypatch.setenv("ESS_DATA", str(facts_home))
    monkeypatch.setenv("ESS_DEMO", "0")
    monkeypatch.setattr(st, "session_state", {address.STATE: {name: one.default for name, one in SETTINGS.items()}})
    yield


def at(**values: object) -> Scenario:
    """The view with these settings, as a scenario."""
    st.session_state[address.STATE] |= values
    scenario = present_scenario("A")
    assert scenario is not None
    return scenario


def test_every_setting_of_the_address_is_kept_but_the_readers_own() -> None:
    place = added("Marché d'El Jem", "10,7122", "35,3011")
    other = {"codes": None, "choice": None, "number": None, "text": "huile"}
    changed: dict[str, object] = {}
    for name, one in SETTINGS.items():
        offered = choices().get(one.choices, ()) if isinstance(one.choices, str) else one.choices
        if name == "added":
            changed[name] = (place,)
        elif one.kind == "codes":
            changed[name] = (next(code for code in offered if (code,) != one.default),)
        elif one.kind == "choice":
            changed[name] = next(code for code in offered if code != one.default)
        elif one.kind == "number":
            changed[name] = type(one.default)(one.high)
        else:
            changed[name] = other["text"]
    st.session_state[address.STATE] = changed
    texts = present_settings()
    assert set(texts) == set(SETTINGS) - set(NOT_KEPT)
    values, dropped = understood(texts)
    assert dropped == []
    assert values == {name: value for name, value in changed.items() if name not in NOT_KEPT}


def test_it_gives_the_same_wherever_the_reader_is() -> None:
    scenario = at(area="within_reach", reach=40, excluded=("4253",), pair=3, basis="rescaled")
    st.session_state[address.STATE] = {name: one.default for name, one in SETTINGS.items()} | {"reach": 5, "pair": 9}
    before = dict(st.session_state[address.STATE])
    replayed = replay(scenario)
    assert (replayed.shown_by, replayed.result) == ({"pair": 3}, scenario.result)
    assert replayed.question.rules.reach_km == 40
    assert check(scenario, replayed).cause == "same"
    assert st.session_state[address.STATE] == before, "the reader's own view is left as it is"
    assert link(scenario, replayed, "ar") == {**scenario.settings, "lang": "ar"}


def test_an_added_place_is_a_seat_again_when_it_is_replayed() -> None:
    place = added("Marché d'El Jem", "10,7122", "35,3011")
    scenario = at(added=(place,), fixed=(place,), area="within_reach")
    assert place in scenario.result.seats
    assert scenario.settings["added"] == place
    st.session_state[address.STATE] = {name: one.default for name, one in SETTINGS.items()}
    read = from_record(json.loads(json.dumps(as_record(scenario))))
    assert read == scenario
    replayed = replay(read)
    assert replayed.result == scenario.result
    assert check(read, replayed).cause == "same"
    assert understood(read.settings)[1] == []
    gone = replace(read, settings={name: text for name, text in read.settings.items() if name != "added"})
    assert check(gone, replay(gone)).cause == "gone", "its own settings no longer add the place"


def test_a_pair_keeps_its_seats_when_its_place_in_the_list_moves() -> None:
    first, fifth = at(pair=1).result, at(pair=5)
    seats = set(fifth.result.seats)
    [away] = set(first.seats) - seats
    moved = replace(fifth, settings={"excluded": away, "pair": "5"})
    replayed = replay(moved)
    assert replayed.result is not None
    assert set(replayed.result.seats) == seats
    assert opened_values(moved, replayed)["pair"] == replayed.shown_by["pair"] < 5


def test_other_data_and_another_version_are_told_apart() -> None:
    scenario = at()
    was = replace(scenario, result=replace(scenario.result, need_served=1000.0, rank=4))
    found = check(was, replay(was))
    assert (found.cause, set(found.changed)) == ("version", {"need_served", "rank"})
    assert scenario.facts == present_facts()
    elsewhere = replace(was, facts="other")
    assert check(elsewhere, replay(elsewhere)).cause == "data"
    same = replace(scenario, facts="other")
    assert check(same, replay(same)).cause == "same", "other data, the same answer"


LISTS = {
    "exact": {"pair": 4},
    "weighted": {"hub_weights": "need:30,within:70", "hub_criteria": ("need", "within"), "hub_aim": "create"},
    "sites": {"sites": 4, "spread": "free", "area": "within_reach", "reach": 25},
}


@pytest.mark.parametrize("part", LISTS)
def test_each_list_is_kept_and_replays_from_its_file(part: str) -> None:
    scenario = at(hubs_part=part, **LISTS[part])
    assert scenario.result.list == part
    content = scenario_file.written(scenario, who="", saved_at="", demonstration=False)
    st.session_state[address.STATE] = {name: one.default for name, one in SETTINGS.items()}
    back = scenario_file.read(content).scenario
    assert back == scenario
    today = replay(back)
    assert check(back, today) == Check("same", (), scenario.result, today.result)
    assert opened_values(back, today) == understood(scenario.settings)[0]
    assert opened_values(back, today)["hubs_part"] == part


@pytest.mark.parametrize(
    ("part", "changed"),
    [
        ("weighted", {"seats": ("2251", "4253"), "score": 1.0, "close": None}),
        ("sites", {"seats": ("2251", "3351", "4253"), "ties": 9, "need_served": 5.0}),
    ],
)
def test_what_changed_in_a_list_is_named(part: str, changed: dict[str, object]) -> None:
    scenario = at(hubs_part=part)
    changed = {name: not getattr(scenario.result, name) if new is None else new for name, new in changed.items()}
    was = replace(scenario, result=replace(scenario.result, **changed), facts="other")  # type: ignore[arg-type]
    found = check(was, replay(was))
    assert (found.cause, set(found.changed)) == ("data", set(changed))


def test_a_weighted_result_is_the_lists_first_and_its_figures_are_the_exact_ones() -> None:
    kept = at(hubs_part="weighted", hub_criteria=("need",)).result
    assert isinstance(kept, Weighted)
    needs = places("census")["need"]
    assert kept.weights == {"need": 100}
    assert set(kept.seats) == {needs[needs.index.str[:2] == pair].idxmax() for pair in ("22", "42")}
    assert (kept.score, kept.weightings) == (pytest.approx(100 * best_pair(needs)), 1.0), "one criterion, one weighting"
    position = position_of(ranking(present_question()), *kept.seats)
    assert position is not None
    pair = ranking(present_question()).pairs.iloc[position - 1]
    assert kept.need_served == pytest.approx(pair["need_served"])
    assert (kept.mean_km, kept.worst_km) == (pytest.approx(pair["mean_km"]), pytest.approx(pair["worst_km"]))
    assert kept.worst_place == pair["worst_place"]


def best_pair(needs: pd.Series) -> float:
    """The best mean of two needs in two governorates, each from 0 to 1."""
    scaled = ((needs - needs.min()) / (needs.max() - needs.min())).groupby(needs.index.str[:2]).max()
    return float(scaled.nlargest(2).mean())


def test_two_sites_are_the_exact_lists_first_pair() -> None:
    two, first = at(hubs_part="sites", sites=2).result, at(hubs_part="exact").result
    assert isinstance(two, Sites)
    assert isinstance(first, Exact)
    assert (two.seats, two.sites, two.apart, two.gap, first.rank) == (first.seats, 2, True, 0.0, 1)
    for name in ("need_served", "need_error", "mean_km", "worst_km"):
        assert getattr(two, name) == pytest.approx(getattr(first, name))
    assert two.objective == pytest.approx(two.need_served * (two.mean_km or 0))


@pytest.mark.parametrize("part", ["weighted", "sites"])
def test_a_list_without_an_answer_is_gone(part: str) -> None:
    scenario = at(hubs_part=part)
    impossible = replace(scenario, settings={**scenario.settings, "excluded_governorates": "22,33,42"})
    assert check(impossible, replay(impossible)).cause == "gone"


def test_an_older_scenario_of_another_part_opens_the_list_its_result_is_of() -> None:
    old = replace(at(), settings={"hubs_part": "weighted", "reach": "40"})
    assert opened_values(old, replay(old))["hubs_part"] == "exact"


def test_a_pair_its_rules_leave_out_is_gone() -> None:
    scenario = at()
    gone = replace(scenario, settings={"excluded": scenario.result.seats[0]})
    assert check(gone, replay(gone)).cause == "gone"
    impossible = replace(scenario, settings={"fixed": "2251,2252"})
    assert replay(impossible).result is None


@pytest.mark.parametrize(
    ("name", "text", "dropped", "value"),
    [
        ("area", "everywhere", "everywhere", "own_governorate"),
        ("chains", "OLIV,XXXX", "XXXX", ("OLIV",)),
        ("reach", "1e9", "1e9", 30),
        ("reach", "NaN", "NaN", 30),
        ("reach", "30", None, 30),
        ("area", "own_governorate", None, "own_governorate"),
        ("q", "x" * 100, "x" * 100, "x" * 80),
        ("lang", "ar", "ar", None),
        ("__class__", "x", "x", None),
    ],
)
def test_what_means_nothing_here_is_dropped_and_told(name: str, text: str, dropped: str | None, value: object) -> None:
    values, left = understood({name: text})
    assert left == ([] if dropped is None else [(name, dropped)])
    assert values.get(name) == value
