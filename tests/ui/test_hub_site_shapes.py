from pathlib import Path

import pytest

from analysis.hubs import HubRules
from ui.hub_fills import FILLS
from ui.hub_robust import sites
from ui.hub_site_shapes import site_shapes
from ui.hubs import Question
from ui.shapes import Areas, Lines, Sites


@pytest.mark.parametrize("count", [1, 3, 10])
def test_every_delegation_is_of_one_seat_or_of_none(
    count: int, facts_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESS_DATA", str(facts_home))
    monkeypatch.setenv("ESS_DEMO", "0")
    question = Question(HubRules(area="within_reach"), 1.3, "census")
    found = sites(question, count, False)
    areas, _circles, lines, seats = site_shapes(question, found)
    assert isinstance(areas, Areas) and isinstance(lines, Lines) and isinstance(seats, Sites)
    assert len(areas.classes) == 45
    assert set(areas.classes.values()) <= {*found.seats, "none"}
    assert sum(one.n or 0 for one in areas.legend.classes) == 45
    assert len(seats.sites) == count
    served = sum(1 for seat in areas.classes.values() if seat != "none")
    assert len(lines.lines) == served - count  # a seat serves itself without a line


def test_ten_hubs_have_ten_colours() -> None:
    assert len(set(FILLS)) == 10
