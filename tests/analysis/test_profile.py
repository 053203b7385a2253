"""One territory told: sums with their errors, and states of stages, against answers known by hand."""

import math

import pandas as pd
import pytest

from analysis.profile import CONVENTIONAL, ESS, INFORMAL, NONE, NOT_ENTITLED, NOT_SURVEYED, people, stage_states

PLACES = pd.DataFrame(
    {
        "code": ["4251", "4252", "4253"],
        "population": [1000.0, 3000.0, 2000.0],
        "need": [300.0, 400.0, float("nan")],
        "need_error": [30.0, 40.0, float("nan")],
        "area_km2": [10.0, 20.0, 5.0],
        "outline_reliable": [True, True, False],
    }
)


def test_a_sum_keeps_its_error_and_says_who_has_no_figure() -> None:
    told = people(PLACES)
    assert told.population == 6000
    assert (told.need, told.need_error) == (700, pytest.approx(50))  # the 3-4-5 triangle
    assert told.share == pytest.approx(700 / 4000)  # over those with a figure: no figure is not zero
    assert told.share_error == pytest.approx(50 / 4000)
    assert told.density == pytest.approx(6000 / 35)
    assert told.no_figure == ("4253",)


def test_density_is_never_told_of_an_outline_that_cannot_be_relied_on() -> None:
    assert math.isnan(people(PLACES[PLACES["code"] == "4253"]).density)
    assert people(PLACES[PLACES["code"] == "4251"]).density == 100


def test_without_any_figure_there_is_no_need_rather_than_zero() -> None:
    told = people(PLACES[PLACES["code"] == "4253"])
    assert math.isnan(told.need)
    assert math.isnan(told.share)


def test_the_first_state_that_holds_is_said() -> None:
    order = [ESS, NOT_ENTITLED, INFORMAL, CONVENTIONAL]
    stages = pd.DataFrame({"chain": "OLIV", "stage": ["INT", "PRO", "COL", "TRA", "COM"], "rank": [1, 2, 3, 4, 6]})
    rows = [("INT", 2, 1, 1, 1), ("PRO", 0, 1, 1, 1), ("COL", 0, 0, 1, 1), ("TRA", 0, 0, 0, 1)]
    actors = pd.DataFrame(rows, columns=["stage", *order]).assign(delegation="4251", chain="OLIV")
    for status, last in (("surveyed", NONE), ("partly", NOT_SURVEYED), ("not", NOT_SURVEYED)):
        survey = pd.DataFrame({"delegation": ["4251"], "chain": ["OLIV"], "status": [status]})
        told = stage_states(actors, stages, survey, ["4251"]).set_index("stage")
        assert told["state"].tolist() == [*order, last]
        assert told["ess"].tolist() == [2, 0, 0, 0, 0]


def test_none_needs_every_delegation_surveyed_and_others_do_not_count() -> None:
    stages = pd.DataFrame({"chain": ["MIEL"], "stage": ["PRO"], "rank": [2]})
    nobody = pd.DataFrame(columns=["delegation", "chain", "stage", ESS, NOT_ENTITLED, INFORMAL, CONVENTIONAL])
    elsewhere = pd.DataFrame(
        [["2251", "MIEL", "PRO", 5, 0, 0, 0]],
        columns=nobody.columns,
    )
    survey = pd.DataFrame({"delegation": ["4251", "4252"], "chain": "MIEL", "status": ["surveyed", "not"]})
    assert stage_states(elsewhere, stages, survey, ["4251"])["state"].tolist() == [NONE]
    assert stage_states(elsewhere, stages, survey, ["4251", "4252"])["state"].tolist() == [NOT_SURVEYED]
    assert stage_states(elsewhere, stages, survey, ["2251"])["state"].tolist() == [ESS]
