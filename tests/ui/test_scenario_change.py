"""The map of what changes: one class per delegation, hatched where another seat serves."""

from pathlib import Path

import pytest
import streamlit as st

from analysis.hub_change import by_place
from tests.data.scenario_worlds import scenario
from ui import address
from ui.address import SETTINGS
from ui.map_message import message
from ui.scenario_change import change_shapes
from ui.scenario_maps import distance_classes
from ui.scenario_sides import side_of
from ui.scenarios import Saved, present_scenario


@pytest.fixture(autouse=True)
def reader(facts_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESS_DATA", str(facts_home))
    monkeypatch.setenv("ESS_DEMO", "0")
    monkeypatch.setattr(st, "session_state", {address.STATE: {name: one.default for name, one in SETTINGS.items()}})


def view(number: int, **values: object) -> Saved:
    st.session_state[address.STATE] |= values
    kept = present_scenario("<b>" + str(number))
    assert kept is not None
    return Saved(number, "", None, kept)  # type: ignore[arg-type]


def test_it_draws_each_delegation_and_marks_other_seats() -> None:
    first, second = side_of("a", view(1)), side_of("b", view(2, pair=200))
    assert first.served is not None
    assert second.served is not None
    change = by_place(first.served, second.served)
    areas, *sites = change_shapes(change, first, second)
    sent = message([areas, *sites])
    assert None not in sent["areas"]["classes"]
    assert len(sent["areas"]["marked"]) == change["other_seat"].sum() > 0
    assert sum(row.n or 0 for row in areas.legend.classes) == 45  # type: ignore[union-attr]
    assert len(sent["sites"]) == 4
    assert "<b>" not in str(sent), "a scenario's name never goes to the map"


def test_distances_fall_in_their_classes() -> None:
    served = side_of("a", view(1, area="within_reach", reach=30)).served
    assert served is not None
    classes = distance_classes(served["distance_km"])
    assert set(classes.values()) <= {"k0", "k1", "k2", "k3", "unserved"}
    for code, kind in classes.items():
        km = served["distance_km"][code]
        assert kind == ("unserved" if km != km else f"k{int(km >= 10) + int(km >= 20) + int(km >= 30)}")


def test_a_pair_that_is_not_possible_today_has_no_places() -> None:
    gone = scenario(settings={"excluded": "4253"})
    assert side_of("a", Saved(1, "", None, gone)).served is None  # type: ignore[arg-type]


def test_any_two_lists_are_drawn_against_each_other() -> None:
    first, second = side_of("a", view(1)), side_of("b", view(2, hubs_part="sites", sites=4))
    assert first.served is not None
    assert second.served is not None
    areas, *sites = change_shapes(by_place(first.served, second.served), first, second)
    assert sum(row.n or 0 for row in areas.legend.classes) == 45  # type: ignore[union-attr]
    assert len(message([areas, *sites])["sites"]) == 2 + 4
