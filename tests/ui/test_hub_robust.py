from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from analysis.hub_criteria import CRITERIA
from analysis.hubs import HubRules
from ui import hub_robust as robust
from ui.hub_criteria import Weighed
from ui.hubs import Question, ranking

DEFAULT = Question(HubRules(), 1.3, "census")
TWO = Weighed(DEFAULT, "reinforce", ("need", "within"), (50, 50), "allowed")
EVERY = Weighed(DEFAULT, "reinforce", CRITERIA, (20, 20, 20, 20, 10, 10), "allowed")


@pytest.fixture(autouse=True)
def _demo(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESS_DATA", str(demo_home))


def test_all_pairs_are_compared_and_need_reaches_from_nought_to_one() -> None:
    compared = robust.field(TWO)
    assert len(compared.pairs) == 755 and not compared.left_out
    assert compared.matrix.min() >= 0 and compared.matrix.max() <= 1


def test_leaving_a_place_out_never_moves_the_scale() -> None:
    fewer = replace(TWO, question=replace(DEFAULT, rules=HubRules(excluded=("4255",))))
    whole, part = (
        robust.field(one).pairs[["seat_a", "seat_b"]].assign(need=robust.field(one).matrix[:, 0])
        for one in (TWO, fewer)
    )
    both = part.merge(whole, on=["seat_a", "seat_b"])
    assert len(both) == len(part) < 755
    assert both["need_x"].to_numpy() == pytest.approx(both["need_y"].to_numpy())


def test_places_without_a_value_are_left_out_and_named() -> None:
    compared = robust.field(EVERY)
    assert len(compared.left_out) > 0
    seats = set(compared.pairs["seat_a"]) | set(compared.pairs["seat_b"])
    assert seats.isdisjoint(compared.left_out)


def test_six_pairs_of_governorates_with_shares_that_add_up() -> None:
    rows = robust.by_governorate(TWO)
    assert len(rows) == 6 and rows["score"].is_monotonic_decreasing
    for share in ("weightings", "figures"):
        assert rows[share].between(0, 1).all()
        assert rows[share].sum() == pytest.approx(1, abs=0.01)
    other = robust.by_governorate(replace(TWO, weights=(10, 90)))
    # What all weightings say does not hang on the weights chosen.
    assert sorted(other["weightings"]) == sorted(rows["weightings"])
    assert other["group"].iloc[0] != rows["group"].iloc[0]


def test_seats_of_one_town_are_one_place_inside_a_pair_of_governorates() -> None:
    rows = robust.within(TWO, int(robust.by_governorate(TWO)["group"].iloc[0]))
    assert not rows[["place_a", "place_b"]].duplicated().any()
    assert rows["score"].is_monotonic_decreasing
    assert rows["weightings"].sum() == pytest.approx(1, abs=0.01)


def test_the_range_holds_the_weight_and_its_ends_are_where_another_comes_first() -> None:
    rows = robust.ranges(TWO).set_index("criterion")
    low = rows.loc["need", "low"]
    assert low < 50 < rows.loc["need", "high"] + 1
    first = robust.by_governorate(TWO)["group"].iloc[0]
    for weight, same in ((int(np.ceil(low)), True), (int(np.floor(low)), False)):
        moved = robust.by_governorate(replace(TWO, weights=(weight, 100 - weight)))
        assert (moved["group"].iloc[0] == first) == same


def test_chief_towns_can_be_left_out() -> None:
    pairs = robust.field(replace(TWO, chief_towns="left_out")).pairs
    assert not {"3351", "4251", "4351", "2251"} & (set(pairs["seat_a"]) | set(pairs["seat_b"]))


def test_without_a_figure_in_use_no_error_can_be_said() -> None:
    rows = robust.by_governorate(replace(TWO, criteria=("density", "base"), weights=(50, 50)))
    assert rows["figures"].isna().all()


def test_the_first_by_weights_is_never_beaten_on_all_criteria() -> None:
    rows = robust.front(EVERY)
    assert rows.loc[robust.ordered(EVERY)["row"].iloc[0], "stands"]
    assert 0 < rows["stands"].sum() < len(rows)


def test_correlations_are_symmetric() -> None:
    table = robust.correlations(DEFAULT).to_numpy()
    assert np.diag(table) == pytest.approx(1)
    assert table == pytest.approx(table.T)


@pytest.mark.parametrize("area", ["own_governorate", "within_reach"])
def test_two_hubs_are_the_first_of_the_exact_ranking(area: str) -> None:
    question = replace(DEFAULT, rules=HubRules(area=area))
    first = ranking(question).pairs.iloc[0]
    found = robust.sites(question, 2, True)
    assert set(found.seats) == {first["seat_a"], first["seat_b"]}
    assert found.served == pytest.approx(first["need_served"])


def test_more_hubs_never_serve_fewer_people() -> None:
    question = replace(DEFAULT, rules=HubRules(area="within_reach"))
    served = [robust.sites(question, count, False).served for count in (1, 3, 4, 5, 7, 10)]
    assert served == sorted(served)
    assert robust.sites(question, 10, False).method == "highs"
