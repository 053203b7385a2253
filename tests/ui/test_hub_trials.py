from dataclasses import replace
from pathlib import Path

import pytest

from analysis.hubs import AREAS, REACH, HubRules
from ui import hub_trials, hubs
from ui.hubs import Question

DEFAULT = Question(HubRules(), 1.3, "census")


@pytest.fixture(autouse=True)
def _facts(facts_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESS_DATA", str(facts_home))
    monkeypatch.setenv("ESS_DEMO", "0")


def test_each_rule_gives_its_own_first_pair() -> None:
    rows = hub_trials.by_area(DEFAULT).set_index("area")
    assert tuple(rows.index) == AREAS
    for area in AREAS:
        first = hubs.ranking(replace(DEFAULT, rules=HubRules(area=area))).pairs.iloc[0]
        assert (rows.loc[area, "seat_a"], rows.loc[area, "seat_b"]) == (first["seat_a"], first["seat_b"])
    assert rows.loc[REACH, "governorate_a"] == "22"


def test_the_default_answer_holds_over_the_detours_and_the_other_basis() -> None:
    rows = hub_trials.cases(DEFAULT)
    assert rows["circuity"].tolist() == [1.2, 1.3, 1.5, 1.8, 1.3]
    assert rows["basis"].tolist() == ["census"] * 4 + ["rescaled"]
    assert rows["present"].tolist() == [False, True, False, False, False]
    assert not rows["first"].any()


def test_within_reach_the_answer_depends_on_the_assumed_detour() -> None:
    rows = hub_trials.cases(replace(DEFAULT, rules=HubRules(area=REACH))).set_index("circuity")
    census = rows[rows["basis"] == "census"]
    assert bool(census.loc[1.8, "first"])
    assert not census.loc[1.3, "first"]


def test_another_detour_than_those_tried_is_tried_too() -> None:
    rows = hub_trials.cases(replace(DEFAULT, circuity=1.4))
    assert rows.loc[rows["present"], "circuity"].tolist() == [1.4]
    assert len(rows) == 6


def test_without_the_doubtful_outline_the_seat_stays_in_the_same_town() -> None:
    assert hubs.ranking(DEFAULT).pairs.iloc[0]["seat_a"] == "4253"
    pair, same = hub_trials.without_doubt(DEFAULT)
    assert pair is not None
    assert pair["seat_a"] == "4251"
    assert same


def test_without_the_doubtful_outline_nothing_may_be_left() -> None:
    others = tuple(code for code in hubs.places("census").index if code[:2] == "42" and code != "4253")
    only = replace(DEFAULT, rules=HubRules(excluded=others, excluded_governorates=("22", "33")))
    assert not hubs.ranking(only).pairs.empty
    assert hub_trials.without_doubt(only) == (None, False)


def test_the_real_hubs_stand_where_the_ranking_puts_them() -> None:
    real = hub_trials.real_hubs(DEFAULT)
    assert real is not None
    assert real.seats == ("3351", "4351")
    assert real.governorates == ("33", "43")
    assert real.governorate_rank == 4  # 213,145 people: fourth of the six sums of need
    pairs = hubs.ranking(DEFAULT).pairs
    mine = pairs[(pairs["seat_a"] == "3351") & (pairs["seat_b"] == "4351")].iloc[0]
    more = pairs["need_served"] > mine["need_served"] * (1 + 1e-9)
    equal = (pairs["need_served"] / mine["need_served"] - 1).abs() < 1e-9
    assert real.rank == 1 + int(more.sum() + (equal & (pairs["mean_km"] < mine["mean_km"] * (1 - 1e-9))).sum())


def test_real_hubs_may_be_left_out_by_the_readers_constraints() -> None:
    real = hub_trials.real_hubs(replace(DEFAULT, rules=HubRules(excluded_governorates=("33",))))
    assert real is not None
    assert (real.rank, real.position, real.governorate_rank) == (None, None, None)
