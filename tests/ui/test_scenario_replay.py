"""A scenario played again: today's answer, whether it is what was saved, and what means nothing here."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import streamlit as st

from data.scenarios import Scenario, as_record, from_record
from geo.added import added
from ui import address
from ui.address import SETTINGS
from ui.scenario_replay import check, link, opened_values, replay, understood
from ui.scenarios import NOT_KEPT, present_facts, present_scenario, present_settings
from ui.speech import choices


@pytest.fixture(autouse=True)
def reader(facts_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A reader at the default view of the shipped facts."""
    monkeypatch.setenv("ESS_DATA", str(facts_home))
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
    assert (replayed.position, replayed.result) == (3, scenario.result)
    assert replayed.question.rules.reach_km == 40
    assert check(scenario, replayed).cause == "same"
    assert st.session_state[address.STATE] == before, "the reader's own view is left as it is"
    assert link(scenario, replayed, "ar") == {**scenario.settings, "lang": "ar"}


def test_an_added_place_is_a_seat_again_when_it_is_replayed() -> None:
    place = added("Marché d'El Jem", "10,7122", "35,3011")
    scenario = at(added=(place,), fixed=(place,), area="within_reach")
    assert place in (scenario.result.seat_a, scenario.result.seat_b)
    assert scenario.result.governorate_a == scenario.result.seat_a[:2]
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
    seats = {fifth.result.seat_a, fifth.result.seat_b}
    [away] = {first.seat_a, first.seat_b} - seats
    moved = replace(fifth, settings={"excluded": away, "pair": "5"})
    replayed = replay(moved)
    assert replayed.result is not None
    assert replayed.position is not None
    assert {replayed.result.seat_a, replayed.result.seat_b} == seats
    assert opened_values(moved, replayed)["pair"] == replayed.position < 5


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


def test_a_pair_its_rules_leave_out_is_gone() -> None:
    scenario = at()
    gone = replace(scenario, settings={"excluded": scenario.result.seat_a})
    assert check(gone, replay(gone)).cause == "gone"
    impossible = replace(scenario, settings={"fixed": "2251,2252"})
    assert replay(impossible).reason == "siting_fixed_share_group"


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
