import numpy as np
import pytest
from hypothesis import given, settings

from analysis import hub_sites
from analysis.hub_sites import best_seats
from analysis.hubs import OWN, REACH, HubRules, rank_pairs
from tests.analysis.hub_worlds import World, line, worlds


def test_one_two_and_four_seats_on_a_road() -> None:
    places, km = line()
    assert best_seats(places, km, HubRules(), 1, True).seats == ("n2",)
    two = best_seats(places, km, HubRules(), 2, True)
    assert two.seats == ("n2", "s2")
    assert (two.served, two.unserved) == (350, 0)
    every = best_seats(places, km, HubRules(), 5, False)
    assert every.mean_km == pytest.approx(3)
    assert every.method == "highs" and every.gap == 0


def test_who_is_served_from_where_adds_up() -> None:
    places, km = line()
    found = best_seats(places, km, HubRules(), 2, True)
    assert found.served_from.to_dict("records") == [
        {"seat": "n2", "places": 3, "need": 250.0},
        {"seat": "s2", "places": 2, "need": 100.0},
    ]


def test_an_impossible_number_says_why() -> None:
    places, km = line()
    assert best_seats(places, km, HubRules(), 3, True).reason == "siting_too_few_groups"
    assert best_seats(places, km, HubRules(excluded=("n1",)), 5, False).reason == "siting_too_few_candidates"
    assert best_seats(places, km, HubRules(fixed=("n1", "s1")), 1, True).reason == "siting_too_many_fixed"


def test_what_a_step_by_step_choice_loses() -> None:
    places, km = line()
    places = places.assign(need=[100.0, 0, 1, 0, 100])
    # Alone the middle of the road is best; with two, its ends are, and it spoils one of them.
    rules = HubRules(area=REACH, reach_km=1000)
    found = best_seats(places, km, rules, 2, False)
    assert found.seats == ("n1", "s2") and found.mean_km == pytest.approx((300 + 40 + 300) / 201)
    assert found.stepwise == ("n3", "s2") and found.lost_people == 0
    assert found.lost_km == pytest.approx((4000 + 3 + 300) / 201 - found.mean_km)
    one = best_seats(places, km, rules, 1, False)
    assert one.stepwise == one.seats == ("n3",) and one.lost_km == 0


@settings(deadline=None, max_examples=30)
@given(worlds())
def test_two_seats_apart_are_the_first_pair_of_the_ranking(world: World) -> None:
    places, km = world
    for area in (OWN, REACH):
        rules = HubRules(area=area)
        first = rank_pairs(places, km, rules).pairs.iloc[0]
        found = best_seats(places, km, rules, 2, True)
        assert found.unserved == pytest.approx(first["need_unserved"])
        assert np.nan_to_num(found.mean_km) == pytest.approx(np.nan_to_num(first["mean_km"]))
        assert found.lost_people > -1e-9
        if found.lost_people < 1e-9 and not np.isnan(found.lost_km):
            assert found.lost_km > -1e-9


@settings(deadline=None, max_examples=8)
@given(worlds())
def test_the_solver_and_the_enumeration_agree(world: World) -> None:
    places, km = world
    rules, count = HubRules(area=REACH), min(3, len(places))
    enumerated = best_seats(places, km, rules, count, False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hub_sites, "ENUMERATED", 0)
        solved = best_seats(places, km, rules, count, False)
    assert (enumerated.method, solved.method) == ("enumeration", "highs")
    assert solved.unserved == pytest.approx(enumerated.unserved)
    assert solved.mean_km == pytest.approx(enumerated.mean_km, nan_ok=True)
    assert solved.ties == enumerated.ties
