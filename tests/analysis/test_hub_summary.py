import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from analysis.hub_summary import (
    Change,
    compared,
    governorate_pairs,
    next_five,
    reasons,
    scaled,
    without_unreliable,
)
from analysis.hubs import OWN_REACH, REACH, HubRules, place_pair, rank_pairs
from tests.analysis.hub_worlds import World, line, world, worlds


def three() -> World:
    """Three governorates: N needs most but is wide, S and W are small; every governorate has two places."""
    at = np.array([0, 60, 100, 110, 200, 206])
    km = np.where(np.eye(6, dtype=bool), 2.0, abs(at[:, None] - at))
    rows = [
        ("n1", "N", None, 60.0),
        ("n2", "N", None, 40.0),
        ("s1", "S", None, 30.0),
        ("s2", "S", None, 20.0),
        ("w1", "W", None, 30.0),
        ("w2", "W", None, 20.0),
    ]
    return world(rows, km.tolist())


def test_governorate_pairs_stand_for_their_best_seats() -> None:
    table = governorate_pairs(rank_pairs(*three()), within_km=30)
    assert list(zip(table["governorate_a"], table["governorate_b"], strict=True)) == [
        ("N", "W"),
        ("N", "S"),
        ("S", "W"),
    ]
    assert list(zip(table["seat_a"], table["seat_b"], strict=True)) == [("n1", "w1"), ("n1", "s1"), ("s1", "w1")]
    assert table["rank"].tolist() == [1, 2, 3]
    assert table["total_need"].tolist() == [150.0, 150.0, 100.0]
    assert table["need_within"].tolist() == [110.0, 110.0, 100.0]
    assert table["share_within"].tolist() == pytest.approx([0.55, 0.55, 0.5])
    assert table["share_within_own"].tolist() == pytest.approx([110 / 150, 110 / 150, 1.0])
    assert table["rank_within"].tolist() == [1, 1, 3]
    assert table["ties"].tolist() == [1, 1, 1]


def test_governorate_pairs_count_people_within_reach_in_any_governorate() -> None:
    table = governorate_pairs(rank_pairs(*three()), within_km=100)
    first = table.set_index(["governorate_a", "governorate_b"]).loc[("N", "W")]
    assert first["need_within"] == 60 + 40 + 30 + 20 + 30 + 20
    assert first["share_within_own"] == 1.0


def test_tied_seats_are_counted() -> None:
    places, km = world(
        [("a", "N", None, 1), ("b", "N", None, 1), ("s", "S", None, 1)], [[1, 5, 9], [5, 1, 9], [9, 9, 1]]
    )
    assert governorate_pairs(rank_pairs(places, km))["ties"].tolist() == [2]


def test_no_pairs_have_no_summary() -> None:
    ranking = rank_pairs(*line(), HubRules(excluded_governorates=("S",)))
    assert len(governorate_pairs(ranking)) == len(next_five(ranking)) == len(reasons(ranking.pairs)) == 0


def test_the_next_five_leave_out_the_first_and_its_town() -> None:
    ranking = rank_pairs(*line())
    after = next_five(ranking)
    assert list(zip(after["seat_a"], after["seat_b"], strict=True)) == [("n2", "s1"), ("n3", "s2"), ("n3", "s1")]
    assert next_five(ranking, 1)["seat_b"].tolist() == ["s1"]


def test_the_next_keep_every_tie_of_the_last() -> None:
    km = np.full((5, 5), 5.0)
    km[:, 4] = 1.0
    rows = [(f"n{at}", "N", None, 1.0) for at in range(3)] + [("s0", "S", None, 1.0), ("s1", "S", None, 1.0)]
    ranking = rank_pairs(*world(rows, km.tolist()))
    assert ranking.pairs["rank"].tolist() == [1, 1, 1, 4, 4, 4]
    assert len(next_five(ranking, 1)) == 3


def test_reasons_name_the_first_key_that_differs() -> None:
    table = reasons(rank_pairs(*line()).pairs)
    assert table["why"].tolist() == ["nearer_mean"] * 5 + ["last"]
    assert table["value"].iloc[0] == pytest.approx(4210 / 350)
    assert table["next_value"].iloc[0] == table["value"].iloc[1] == pytest.approx(4710 / 350)
    assert np.isnan(table["value"].iloc[-1])
    need = reasons(rank_pairs(*three(), HubRules(OWN_REACH, 30)).pairs)
    assert need.loc[need["why"] == "more_need", ["value", "next_value"]].to_numpy().tolist() == [[110, 100], [100, 90]]


def test_reasons_for_the_worst_distance_and_for_equals() -> None:
    pairs = pd.DataFrame(
        {"need_served": [9.0, 9.0, 9.0, 4.0], "mean_km": [2.0, 2.0, 2.0, np.nan], "worst_km": [5.0, 7.0, 7.0, np.nan]},
        index=[3, 8, 9, 11],
    )
    table = reasons(pairs)
    assert table["why"].tolist() == ["nearer_worst", "equal", "more_need", "last"]
    assert table["value"].tolist()[::2] == [5.0, 9.0]
    assert table["next_value"].tolist()[::2] == [7.0, 4.0]
    assert table.index.tolist() == [3, 8, 9, 11]


def test_scaling_every_distance_changes_nothing_when_governorates_are_served_whole() -> None:
    ranking = rank_pairs(*line())
    assert compared(ranking, scaled(ranking, 1.8 / 1.3)) == Change(False, False)
    near = rank_pairs(*line(), HubRules(REACH, 20))
    assert near.pairs["seat_b"].iloc[0] == "s1"  # it reaches n3 from the other side of the border
    assert compared(near, scaled(near, 2.5)) == Change(True, True)


def test_the_order_may_change_behind_the_same_first() -> None:
    places, km = line()
    before, after = rank_pairs(places, km), rank_pairs(places.assign(need=[100.0, 100.0, 50.0, 30.0, 700.0]), km)
    assert compared(before, after) == Change(False, True)
    assert compared(before, before) == Change(False, False)


def test_a_swap_inside_a_town_is_no_change() -> None:
    places, km = line()
    before, after = rank_pairs(places, km), rank_pairs(places.assign(need=[101.0, 60.0, 10.0, 30.0, 70.0]), km)
    assert before.pairs["seat_a"].iloc[0] == "n2"
    assert after.pairs["seat_a"].iloc[0] == "n1"
    assert not compared(before, after).first


def test_leaving_the_unreliable_outline_out_takes_its_seat_and_its_people() -> None:
    named = {"n2": "4253"}
    places, km = line()
    ranking = rank_pairs(
        places.rename(index=named), km.rename(index=named, columns=named), HubRules(excluded=("4253",))
    )
    without = without_unreliable(ranking)
    assert without.total_need == 250.0
    assert "4253" not in set(without.pairs["seat_a"]) | set(without.pairs["seat_b"])
    assert without.reason is None


@given(worlds())
@settings(max_examples=60, deadline=None)
def test_the_first_and_the_next_are_whole_and_apart(found: World) -> None:
    ranking = rank_pairs(*found)
    pairs, after = ranking.pairs, next_five(ranking, 2)
    first = set(place_pair(pairs[pairs["rank"] == 1]))
    keys = place_pair(after)
    assert not first & set(keys)
    assert keys.is_unique
    others = [key for key in place_pair(pairs).drop_duplicates() if key not in first]
    assert list(keys) == others[: len(keys)]
    assert len(keys) >= min(2, len(others))
