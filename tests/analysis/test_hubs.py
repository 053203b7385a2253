import time
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.hubs import AREAS, OWN, OWN_REACH, REACH, HubRules, Ranking, rank_of, rank_pairs, served_by
from analysis.siting import Rules, p_median
from tests.analysis.hub_worlds import World, line, world, worlds
from words.problem import ProblemError


def seats(ranking: Ranking) -> list[tuple[str, str]]:
    return [(row.seat_a, row.seat_b) for row in ranking.pairs.itertuples()]  # type: ignore[misc]


def the(ranking: Ranking, seat_a: str, seat_b: str) -> Any:
    pairs = ranking.pairs
    return pairs[(pairs["seat_a"] == seat_a) & (pairs["seat_b"] == seat_b)].iloc[0]


# By hand ----------------------------------------------------------------------------------------------------------


def test_whole_governorates_are_served_and_distance_orders_the_seats() -> None:
    ranking = rank_pairs(*line())
    assert len(ranking.pairs) == 6
    assert ranking.pairs["need_served"].tolist() == [350.0] * 6
    # From n2: 10x100 + 3x100 + 30x50 = 2800; from n1: 3300; from n3: 7150. From s2: 40x30 + 3x70 = 1410; from s1: 2890.
    assert seats(ranking) == [("n2", "s2"), ("n1", "s2"), ("n2", "s1"), ("n1", "s1"), ("n3", "s2"), ("n3", "s1")]
    assert ranking.pairs["rank"].tolist() == [1, 2, 3, 4, 5, 6]
    assert ranking.pairs["mean_km"].iloc[0] == pytest.approx((2800 + 1410) / 350)
    assert ranking.pairs["worst_km"].iloc[0] == 40.0
    assert ranking.pairs["worst_place"].iloc[0] == "s1"
    assert ranking.total_need == 350.0


def test_within_reach_a_seat_serves_across_the_border() -> None:
    ranking = rank_pairs(*line(), HubRules(REACH, 20))
    across = the(ranking, "n3", "s2")
    assert (across["need_served"], across["need_unserved"]) == (150.0, 200.0)  # n3, s1 (20 km, inclusive), s2
    assert across["mean_km"] == pytest.approx((3 * 50 + 20 * 30 + 3 * 70) / 150)
    own = the(rank_pairs(*line(), HubRules(OWN_REACH, 20)), "n3", "s2")
    assert (own["need_served"], own["need_unserved"]) == (120.0, 230.0)
    assert the(rank_pairs(*line(), HubRules(REACH, 19.9)), "n3", "s2")["need_served"] == 120.0


def test_more_need_comes_before_shorter_distances() -> None:
    ranking = rank_pairs(*line(), HubRules(OWN_REACH, 10))
    assert seats(ranking)[:2] == [("n1", "s2"), ("n2", "s2")]  # 270 people, mean and worst the same
    assert ranking.pairs["rank"].tolist() == [1, 1, 3, 3, 5, 6]
    assert ranking.pairs["need_served"].tolist() == [270, 270, 230, 230, 120, 80]
    assert ranking.pairs["mean_km"].iloc[4] < ranking.pairs["mean_km"].iloc[0]


def test_the_worst_distance_breaks_the_ties_of_the_p_median() -> None:
    # From a: 10 and 20; from b: 5 and 25. Same sum, less worst from a.
    km = [[9, 9, 9, 9, 9], [9, 9, 9, 9, 9], [10, 5, 9, 9, 99], [20, 25, 9, 9, 99], [99, 99, 99, 99, 1]]
    places, distances = world(
        [("a", "N", None, 0), ("b", "N", None, 0), ("x", "N", None, 1), ("y", "N", None, 1), ("s", "S", None, 1)], km
    )
    ranking = rank_pairs(places, distances, HubRules(excluded=("x", "y")))
    assert seats(ranking) == [("a", "s"), ("b", "s")]
    assert ranking.pairs["rank"].tolist() == [1, 2]
    assert ranking.pairs["mean_km"].nunique() == 1
    assert ranking.pairs["worst_km"].tolist() == [20.0, 25.0]


def test_equal_on_all_three_is_one_rank() -> None:
    places, km = world(
        [("a", "N", None, 1), ("b", "N", None, 1), ("s", "S", None, 1)], [[1, 5, 9], [5, 1, 9], [9, 9, 1]]
    )
    ranking = rank_pairs(places, km)
    assert ranking.pairs["rank"].tolist() == [1, 1]


def test_the_worst_distance_ignores_places_without_need() -> None:
    places, km = line()
    places.loc["n3", "need"] = 0.0
    best = the(rank_pairs(places, km), "n2", "s1")
    assert (best["worst_km"], best["worst_place"]) == (40.0, "s2")
    assert the(rank_pairs(places, km), "n2", "s2")["worst_km"] == 40.0


def test_no_figure_weighs_nothing_and_is_named() -> None:
    places, km = line()
    places.loc["n1", "need"] = np.nan
    ranking = rank_pairs(places, km)
    assert ranking.no_figure == ("n1",)
    assert ranking.total_need == 250.0


def test_pairs_of_one_town_are_marked_after_the_first() -> None:
    ranking = rank_pairs(*line())
    marked = ranking.pairs[ranking.pairs["same_town"]]
    assert [(row.seat_a, row.seat_b) for row in marked.itertuples()] == [("n1", "s2"), ("n1", "s1")]
    assert set(ranking.pairs["place_a"]) == {"Nord", "n3"}
    assert set(ranking.pairs["place_b"]) == {"s1", "s2"}  # no town, and an empty one


def test_a_town_does_not_join_places_of_two_governorates() -> None:
    places, km = line()
    places["town"] = "Ville"
    assert rank_pairs(places, km).pairs["same_town"].tolist() == [False] + [True] * 5
    places["town"] = [None, None, "Ville", "Ville", None]
    assert not rank_pairs(places, km).pairs["same_town"].any()


def test_towns_of_one_name_in_two_governorates_are_two_places() -> None:
    rows = [("n", "N", "Ville", 1.0), ("s", "S", "Ville", 2.0), ("w", "W", "Ville", 3.0)]
    pairs = rank_pairs(*world(rows, [[1, 5, 9], [5, 1, 9], [9, 9, 1]])).pairs
    assert len(pairs) == 3
    assert not pairs["same_town"].any()


def test_nobody_served_is_last_and_has_no_distance() -> None:
    places, km = line()
    places["need"] = [0.0, 0.0, 0.0, 0.0, 5.0]
    ranking = rank_pairs(places, km, HubRules(OWN_REACH, 10))
    last = the(ranking, "n1", "s1")
    assert last["need_served"] == 0.0
    assert np.isnan(last["mean_km"])
    assert np.isnan(last["worst_km"])
    assert pd.isna(last["worst_place"])
    assert last["rank"] == 4


def test_pairs_that_hang_on_the_unreliable_outline_are_marked() -> None:
    places, km = line()
    named = {"n1": "4253"}
    ranking = rank_pairs(places.rename(index=named), km.rename(index=named, columns=named))
    pairs = ranking.pairs
    hanging = pairs["seat_a"].eq("4253") | pairs["seat_b"].eq("4253") | pairs["worst_place"].eq("4253")
    assert pairs["unreliable"].tolist() == hanging.tolist()
    assert hanging.sum() == 4  # its own two pairs, and the two of n3, from which it lies farthest
    assert not rank_pairs(*line()).pairs["unreliable"].any()


def test_who_is_served_from_where_and_who_is_not() -> None:
    ranking = rank_pairs(*line(), HubRules(REACH, 20))
    served = served_by(ranking, "n3", "s2")
    assert served["seat"].tolist() == [None, None, "n3", "n3", "s2"]
    assert served["distance_km"].tolist()[2:] == [3.0, 20.0, 3.0]
    assert served["distance_km"].isna().tolist() == [True, True, False, False, False]
    assert served.loc[served["seat"].isna(), "need"].sum() == the(ranking, "n3", "s2")["need_unserved"]


def test_the_rank_of_a_given_pair() -> None:
    ranking = rank_pairs(*line())
    assert rank_of(ranking, "n1", "s2") == rank_of(ranking, "s2", "n1") == 2
    assert rank_of(ranking, "n1", "n2") is None
    assert rank_of(rank_pairs(*line(), HubRules(excluded=("n1",))), "n1", "s2") is None


# Rules ------------------------------------------------------------------------------------------------------------


def test_fixed_and_excluded_places_and_governorates() -> None:
    full = seats(rank_pairs(*line()))
    assert seats(rank_pairs(*line(), HubRules(fixed=("n3",)))) == [pair for pair in full if "n3" in pair]
    assert seats(rank_pairs(*line(), HubRules(excluded=("n2",)))) == [pair for pair in full if "n2" not in pair]
    assert seats(rank_pairs(*line(), HubRules(fixed_governorates=("N",)))) == full
    three = pd.concat([line()[0], pd.DataFrame({"governorate": ["W"], "town": [None], "need": [5.0]}, index=["w1"])])
    km = pd.DataFrame(7.0, three.index, three.index)
    assert len(rank_pairs(three, km).pairs) == 6 + 3 + 2
    assert len(rank_pairs(three, km, HubRules(fixed_governorates=("W",))).pairs) == 5
    assert len(rank_pairs(three, km, HubRules(fixed_governorates=("W", "S"))).pairs) == 2
    assert len(rank_pairs(three, km, HubRules(excluded_governorates=("W",))).pairs) == 6
    ranks = rank_pairs(three, km, HubRules(fixed_governorates=("W",))).pairs["rank"]
    assert ranks.min() == 1


@pytest.mark.parametrize(
    ("rules", "reason"),
    [
        (HubRules(fixed=("n1", "n2")), "siting_fixed_share_group"),
        (HubRules(fixed=("n1",), excluded=("n1",)), "siting_fixed_and_excluded"),
        (HubRules(fixed=("n1",), excluded_governorates=("N",)), "siting_fixed_and_excluded"),
        (HubRules(excluded_governorates=("S",)), "siting_too_few_groups"),
        (HubRules(excluded=("s1", "s2")), "siting_too_few_groups"),
        (HubRules(fixed_governorates=("N",), fixed=("s1",), excluded=("n1", "n2", "n3")), "siting_too_few_candidates"),
    ],
)
def test_impossible_rules_are_a_result_with_its_reason(rules: HubRules, reason: str) -> None:
    ranking = rank_pairs(*line(), rules)
    assert len(ranking.pairs) == 0
    assert ranking.reason == reason
    assert {"rank", "same_town"} <= set(ranking.pairs.columns)


def test_fixed_governorates_that_cannot_stand_together() -> None:
    three = pd.concat([line()[0], pd.DataFrame({"governorate": ["W"], "town": [None], "need": [5.0]}, index=["w1"])])
    km = pd.DataFrame(7.0, three.index, three.index)
    ranking = rank_pairs(three, km, HubRules(fixed_governorates=("N", "S", "W")))
    assert (len(ranking.pairs), ranking.reason) == (0, "hubs_fixed_governorates")
    assert rank_pairs(three, km, HubRules(fixed=("w1",), fixed_governorates=("N",))).reason is None


def test_senseless_questions_are_refused() -> None:
    places, km = line()
    for code, ask in (
        ("hubs_unknown_area", lambda: rank_pairs(places, km, HubRules("elsewhere"))),
        ("hubs_unknown_place", lambda: rank_pairs(places, km, HubRules(fixed=("zz",)))),
        ("hubs_unknown_place", lambda: rank_pairs(places, km, HubRules(excluded_governorates=("zz",)))),
        ("hubs_unknown_place", lambda: served_by(rank_pairs(places, km), "n1", "zz")),
        ("hubs_unlike_places", lambda: rank_pairs(places, km.iloc[::-1])),
        ("siting_no_demand", lambda: rank_pairs(places.assign(need=0.0), km)),
        ("siting_missing_number", lambda: rank_pairs(places, km.replace(40.0, np.nan))),
    ):
        with pytest.raises(ProblemError) as caught:
            ask()
        assert caught.value.problem.code == code


# Properties -------------------------------------------------------------------------------------------------------


def one_by_one(found: World, rules: HubRules) -> list[tuple[tuple[float, float, float], tuple[str, str]]]:
    """Every pair with its three keys, from the definition."""
    places, km = found[0], found[1].to_numpy()
    home, need = places["governorate"].tolist(), places["need"].tolist()
    rows = []
    for pair in combinations(range(len(places)), 2):
        if home[pair[0]] == home[pair[1]]:
            continue
        served, weighted, worst = 0.0, 0.0, 0.0
        for place in range(len(places)):
            reached = [
                km[place, seat]
                for seat in pair
                if (rules.area == REACH or home[place] == home[seat])
                and (rules.area == OWN or km[place, seat] <= rules.reach_km)
            ]
            if reached and need[place] > 0:
                served, weighted = served + need[place], weighted + need[place] * min(reached)
                worst = max(worst, min(reached))
        codes = (str(places.index[pair[0]]), str(places.index[pair[1]]))
        rows.append(((-served, weighted / served if served else 0.0, worst), codes))
    return sorted(rows)


@given(worlds(), st.sampled_from(AREAS))
@settings(max_examples=50, deadline=None)
def test_the_ranking_agrees_with_its_definition(found: World, area: str) -> None:
    rules = HubRules(area, 30)
    ranking, expected = rank_pairs(*found, rules), one_by_one(found, rules)
    keys = [tuple(np.round(key, 9)) for key, _ in expected]
    by_pair = {pair: 1 + keys.index(tuple(np.round(key, 9))) for key, pair in expected}
    assert {pair: rank_of(ranking, *pair) for pair in by_pair} == by_pair
    assert len(ranking.pairs) == len(expected)
    assert ranking.pairs["rank"].is_monotonic_increasing
    for row in ranking.pairs.head(3).itertuples():
        served = served_by(ranking, str(row.seat_a), str(row.seat_b))
        inside = served["seat"].notna() & served["need"].notna()
        assert served.loc[inside, "need"].sum() == pytest.approx(row.need_served)
        assert row.need_served + row.need_unserved == pytest.approx(ranking.total_need)


@given(worlds())
@settings(max_examples=40, deadline=None)
def test_the_ranking_is_the_p_median_with_its_ties_broken(found: World) -> None:
    places, km = found
    group = places["governorate"].to_numpy()
    cost = np.where(group[:, None] == group, km.to_numpy(), np.inf)
    choices = p_median(places["need"].fillna(0), cost, 2, Rules(group, True))
    first = {tuple(places.index[list(choice.sites)]) for choice in choices}
    pairs = rank_pairs(places, km).pairs
    assert set(zip(pairs["seat_a"], pairs["seat_b"], strict=True)) >= first
    ours = set(zip(*(pairs.loc[pairs["rank"] == 1, side] for side in ("seat_a", "seat_b")), strict=True))
    assert ours <= first
    least = pairs.set_index(["seat_a", "seat_b"])["worst_km"].fillna(0).loc[list(first)].min()
    assert (pairs.loc[pairs["rank"] == 1, "worst_km"].fillna(0) == least).all()


def test_all_755_pairs_fast_enough_for_a_slider() -> None:
    rng = np.random.default_rng(7)
    spots = rng.uniform(0, 150, (45, 2))
    km = np.hypot(*(spots[:, None] - spots[None]).transpose(2, 0, 1)) + np.eye(45) * 5
    governorate = np.repeat(["22", "33", "42", "43"], [9, 11, 13, 12])
    found = world([(f"{4000 + at}", governorate[at], None, float(at + 1)) for at in range(45)], km.tolist())
    times = []
    for area in AREAS:
        start = time.perf_counter()
        assert len(rank_pairs(*found, HubRules(area)).pairs) == 755
        times.append(time.perf_counter() - start)
    assert min(times) < 0.15  # about 10 ms alone; the margin is for a busy machine
