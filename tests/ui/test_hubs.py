from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from analysis.hubs import OWN, OWN_REACH, REACH, HubRules
from ui import hubs
from ui.hubs import Question

DEFAULT = Question(HubRules(), 1.3, "census")
BY_REACH = replace(DEFAULT, rules=HubRules(area=REACH))


@pytest.fixture(autouse=True)
def _facts(facts_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESS_DATA", str(facts_home))
    monkeypatch.setenv("ESS_DEMO", "0")


def test_the_first_governorates_are_those_of_greatest_need() -> None:
    ranked = hubs.ranking(DEFAULT)
    assert len(ranked.pairs) == 755
    first = ranked.pairs.iloc[0]
    assert (first["governorate_a"], first["governorate_b"]) == ("42", "43")
    assert round(first["need_served"]) == 259_437
    assert round(ranked.total_need) == 149_472 + 109_965 + 103_180 + 85_650


def test_six_pairs_of_governorates_stand_in_the_order_of_their_need() -> None:
    groups = hubs.by_governorate(DEFAULT)
    need = {"42": 149_472, "43": 109_965, "33": 103_180, "22": 85_650}
    expected = [need[row.governorate_a] + need[row.governorate_b] for row in groups.itertuples()]
    assert expected == sorted(expected, reverse=True)
    assert groups["need_served"].to_numpy() == pytest.approx(expected, abs=1.5)
    # Nearness says the contrary of need here: the page must show both.
    assert groups["rank_within"].tolist() == [6, 5, 4, 3, 2, 1]


def test_positions_lead_back_to_the_best_seats_of_each_pair_of_governorates() -> None:
    pairs = hubs.ranking(DEFAULT).pairs
    for row in hubs.by_governorate(DEFAULT).itertuples():
        there = pairs.iloc[row.position - 1]
        assert (there["seat_a"], there["seat_b"]) == (row.seat_a, row.seat_b)


def test_a_position_is_found_in_either_order_of_seats_and_only_where_the_pair_is_permitted() -> None:
    ranked = hubs.ranking(DEFAULT)
    third = ranked.pairs.iloc[2]
    assert hubs.position_of(ranked, third["seat_b"], third["seat_a"]) == 3
    assert hubs.position_of(ranked, "4251", "4252") is None  # one governorate


def test_who_is_served_adds_up_to_the_ranking_and_the_unserved_come_first() -> None:
    for question in (DEFAULT, BY_REACH, replace(DEFAULT, rules=HubRules(area=OWN_REACH))):
        pair = hubs.ranking(question).pairs.iloc[9]
        served = hubs.served_places(question, 10)
        assert len(served) == 45
        assert served.loc[~served["unserved"], "need"].sum() == pytest.approx(pair["need_served"])
        assert served.loc[served["unserved"], "need"].sum() == pytest.approx(pair["need_unserved"])
        assert served["unserved"].is_monotonic_decreasing
        assert set(served["seat"].dropna()) <= {pair["seat_a"], pair["seat_b"]}
        assert (served["distance_km"].isna() == served["unserved"]).all()
    assert (served["distance_km"].dropna() <= 30).all()


def test_errors_add_up_as_independent() -> None:
    rows = pd.DataFrame({"need": [100.0, 50.0], "need_error": [3.0, 4.0]})
    assert hubs.need_of(rows) == (150.0, 5.0)


def test_the_list_holds_the_first_and_the_next_five_places() -> None:
    rows, left = hubs.leading(DEFAULT)
    assert left == 0
    assert rows["first"].tolist() == [True] + [False] * 5
    assert rows["rank"].is_monotonic_increasing
    assert not rows["same_town"].any()
    assert rows["why"].tolist() == ["nearer_mean"] * 5 + ["last"]


def test_a_long_tie_is_cut_and_counted() -> None:
    nobody_in_reach = replace(DEFAULT, rules=HubRules(area=REACH, reach_km=0.1))
    rows, left = hubs.leading(nobody_in_reach)
    ranked = hubs.ranking(nobody_in_reach).pairs
    assert (ranked["rank"] == 1).all()
    tied = int((~ranked["same_town"]).sum())
    assert len(rows) == hubs.LISTED
    assert left == tied - hubs.LISTED


def test_a_pair_is_held_against_the_one_before_it() -> None:
    pairs = hubs.ranking(DEFAULT).pairs
    assert hubs.beside(DEFAULT, 1).index.tolist() == [0, 1]
    assert hubs.beside(DEFAULT, 700).index.tolist() == [698, 699]
    assert hubs.beside(DEFAULT, 700).iloc[0]["next_value"] == pytest.approx(pairs["mean_km"].iloc[699])


def test_the_reach_changes_nothing_where_whole_governorates_are_served() -> None:
    wider = replace(DEFAULT, rules=HubRules(area=OWN, reach_km=80))
    assert hubs.ranking(wider) is hubs.ranking(DEFAULT)
    assert hubs.by_governorate(wider)["need_within"].gt(hubs.by_governorate(DEFAULT)["need_within"]).all()


def test_the_other_basis_rescales_need_by_governorate() -> None:
    census, rescaled = hubs.places("census"), hubs.places("rescaled")
    factor = (rescaled["need"] / census["need"]).groupby(census["governorate"]).agg(["min", "max"])
    assert factor["min"].to_numpy() == pytest.approx(factor["max"].to_numpy())
    assert (factor["min"] != 1).all()
