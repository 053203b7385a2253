from dataclasses import replace
from pathlib import Path

import pytest

from analysis.hubs import REACH, HubRules
from ui import hub_shapes, hubs
from ui.hubs import Question
from ui.shapes import Areas, Circles, Lines, Rings, Shape, Sites

DEFAULT = Question(HubRules(), 1.3, "census")


@pytest.fixture(autouse=True)
def _facts(facts_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESS_DATA", str(facts_home))
    monkeypatch.setenv("ESS_DEMO", "0")


def drawn(question: Question, position: int = 1) -> dict[type[Shape], Shape]:
    pair = hubs.ranking(question).pairs.iloc[position - 1]
    return {type(shape): shape for shape in hub_shapes.hub_shapes(question, pair, position)}


def test_every_delegation_is_coloured_by_the_seat_that_serves_it() -> None:
    areas = drawn(DEFAULT)[Areas]
    assert isinstance(areas, Areas)
    # Kasserine has 13 delegations, Sidi Bouzid 12, Jendouba and Mahdia 20.
    assert [(one.key, one.n) for one in areas.legend.classes] == [("a", 13), ("b", 12), ("none", 20)]
    assert len(areas.classes) == 45
    assert areas.classes["2251"] == "none"


def test_a_line_leads_from_each_served_place_but_the_seats_themselves() -> None:
    lines = drawn(DEFAULT)[Lines]
    assert isinstance(lines, Lines)
    assert len(lines.lines) == 13 + 12 - 2


def test_no_circle_is_drawn_where_the_reach_serves_nobody() -> None:
    assert Rings not in drawn(DEFAULT)


def test_circles_are_straight_lines_on_the_ground() -> None:
    rings = drawn(replace(DEFAULT, rules=HubRules(area=REACH)))[Rings]
    assert isinstance(rings, Rings)
    assert [round(one.km, 3) for one in rings.rings] == [round(30 / 1.3, 3)] * 2
    assert "23,1" in rings.words
    assert "1,3" in rings.words


def test_seats_stand_at_the_points_of_their_delegations() -> None:
    shapes = drawn(DEFAULT, 2)
    sites = shapes[Sites]
    assert isinstance(sites, Sites)
    where = hubs.places("census")
    for site in sites.sites:
        assert (site.lon, site.lat) == (where.loc[site.code, "lon"], where.loc[site.code, "lat"])
    assert isinstance(shapes[Circles], Circles)
