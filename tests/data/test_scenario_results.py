"""A result of each list comes back from plain values; older ones read; what cannot be is refused."""

import json
from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import scenario_results
from data.scenario_results import KINDS, READERS, Exact, Result
from tests.data.scenario_worlds import FIGURES, OLD, RESULT, RESULTS, SITES, WEIGHTED


@pytest.mark.parametrize("result", RESULTS, ids=lambda one: one.list)
def test_a_result_comes_back_from_json(result: Result) -> None:
    record = json.loads(json.dumps(scenario_results.as_record(result), allow_nan=False))
    assert record["list"] == result.list
    assert scenario_results.from_record(record) == result


def test_a_result_saved_before_the_lists_were_told_apart_is_the_exact_lists() -> None:
    assert scenario_results.from_record(OLD) == RESULT
    nobody = {**OLD, "mean_km": None, "worst_km": None, "worst_place": None}
    assert scenario_results.from_record(nobody) == Exact(
        seats=RESULT.seats, rank=1, **{**FIGURES, "mean_km": None, "worst_km": None, "worst_place": None}
    )
    with pytest.raises(ValueError, match="governorate_a"):
        scenario_results.from_record({**OLD, "governorate_a": "22"})


def test_every_list_of_the_page_has_a_kind() -> None:
    assert set(KINDS) == {"exact", "weighted", "sites"}
    assert {name for kind in KINDS.values() for name in [one.name for one in fields(kind)]} == set(READERS)


@pytest.mark.parametrize(
    ("result", "part", "value"),
    [
        (RESULT, "list", "best"),
        (RESULT, "list", ["exact"]),
        (RESULT, "seats", []),
        (RESULT, "seats", "4253"),
        (RESULT, "seats", ["4253", "4253"]),
        (RESULT, "seats", ["9999", "4253"]),
        (RESULT, "rank", True),
        (RESULT, "need_served", -1),
        (WEIGHTED, "weights", {}),
        (WEIGHTED, "weights", {"need": "60"}),
        (WEIGHTED, "weightings", 1.5),
        (WEIGHTED, "figures", "none"),
        (WEIGHTED, "close", 1),
        (SITES, "gap", float("nan")),
        (SITES, "sites", 2.5),
        (SITES, "seats", ["2251"] * 11),
    ],
)
def test_what_cannot_be_is_refused(result: Result, part: str, value: object) -> None:
    record = scenario_results.as_record(result)
    with pytest.raises((ValueError, TypeError, KeyError)):
        scenario_results.from_record({**record, part: value})
    del record[part]
    with pytest.raises((ValueError, TypeError, KeyError)):
        scenario_results.from_record(record)


@settings(max_examples=60)
@given(
    result=st.sampled_from(RESULTS),
    part=st.sampled_from(sorted(READERS)),
    value=st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.lists(st.text(max_size=4)),
)
def test_any_value_is_read_or_refused_and_what_is_read_can_be_written(result: Result, part: str, value: object) -> None:
    try:
        read = scenario_results.from_record({**scenario_results.as_record(result), part: value})
    except (ValueError, TypeError, KeyError):
        return
    assert scenario_results.from_record(scenario_results.as_record(read)) == read
