from dataclasses import replace
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import hub_sites
from analysis.hub_sites import best_seats
from analysis.hubs import OWN, REACH, HubRules, rank_pairs, service_cost
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


def test_an_imposed_governorate_has_a_seat_whatever_the_number() -> None:
    places, km = line()
    rules = HubRules(area=REACH, reach_km=1000)
    free = best_seats(places, km, rules, 1, False).seats[0]
    other = "S" if free.startswith("n") else "N"
    held = best_seats(places, km, replace(rules, fixed_governorates=(other,)), 1, False)
    assert held.seats[0][0].upper() == other and held.stepwise == held.seats
    # The best of the imposed governorate, looked at one by one.
    alone = {code: float((places["need"] * km[code]).sum()) for code in places.index if code[0].upper() == other}
    assert held.seats == (min(alone, key=alone.__getitem__),)


def test_imposed_governorates_that_cannot_all_have_a_seat_say_so() -> None:
    places, km = line()
    both = HubRules(fixed_governorates=("N", "S"))
    assert best_seats(places, km, both, 1, False).reason == "siting_too_many_required"
    without = HubRules(fixed_governorates=("S",), excluded_governorates=("S",))
    assert best_seats(places, km, without, 1, False).reason == "siting_required_without_site"
    assert best_seats(places, km, without, 5, False).reason is not None
    assert len(best_seats(places, km, both, 2, False).seats) == 2


@settings(deadline=None, max_examples=10)
@given(worlds(), st.integers(1, 3))
def test_imposed_governorates_count_the_same_however_it_is_solved(world: World, count: int) -> None:
    places, km = world
    governorates = places["governorate"].to_numpy()
    imposed = (sorted(set(governorates))[0],)
    rules, need = HubRules(area=REACH, fixed_governorates=imposed), places["need"].fillna(0).to_numpy(dtype=float)
    cost = service_cost(places, km.to_numpy(dtype=float), rules)
    tried = {
        seats: (round(float(need[np.isinf(best)].sum()), 6), float((need * np.where(np.isinf(best), 0, best)).sum()))
        for seats in combinations(range(len(places)), min(count, len(places)))
        if imposed[0] in governorates[list(seats)]
        for best in [cost[:, list(seats)].min(axis=1)]
    }
    least = min(tried.values())
    enumerated = best_seats(places, km, rules, min(count, len(places)), False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hub_sites, "ENUMERATED", 0)
        solved = best_seats(places, km, rules, min(count, len(places)), False)
    for found in (enumerated, solved):
        assert imposed[0] in set(places["governorate"].loc[list(found.seats)])
        assert imposed[0] in set(places["governorate"].loc[list(found.stepwise)])
        assert found.unserved == pytest.approx(least[0], abs=1e-5)
        if not np.isnan(found.mean_km):
            assert found.mean_km * found.served == pytest.approx(least[1])


def test_an_added_place_can_be_a_seat_and_is_nobody_s_home() -> None:
    # The six points of the published p-median, and a seventh candidate at (3, 4), inside the third delegation.
    points = np.array([(1, 5), (2, 4), (4, 3), (2, 1), (7, 8), (8, 7), (3, 4)])
    km = np.hypot(*(points[:, None] - points).transpose(2, 0, 1))
    codes = pd.Index(["2251", "2252", "2253", "2254", "2255", "2256", "2253_80000_360000_Milieu"])
    places = pd.DataFrame(
        {"governorate": "N", "town": "", "need": [1.0] * 6 + [0.0], "added": [False] * 6 + [True]}, codes
    )
    rules, distance = HubRules(area=REACH, reach_km=1000), pd.DataFrame(km, codes, codes)
    one = best_seats(places, distance, rules, 1, False)
    assert one.seats == (codes[6],)
    assert one.mean_km * 6 == pytest.approx(5**0.5 + 1 + 2**0.5 + 10**0.5 + 32**0.5 + 34**0.5)
    assert list(one.served_by.index) == list(codes[:6]) and one.served_from["places"].sum() == 6
    without = best_seats(places, distance, replace(rules, excluded=(codes[6],)), 1, False)
    assert without.seats == ("2252",) and without.mean_km > one.mean_km
    two = best_seats(places, distance, rules, 2, False)
    assert two.mean_km * 6 == pytest.approx(8.06449510224598) and two.ties == 2
