"""Spread over delegations: by hand, with what is not known left out and said."""

from math import log, nan

import pandas as pd
import pytest

from analysis.spread import rates, spread
from queries.store import Store
from words.problem import ProblemError

NEED = pd.Series({"a1": 1000.0, "a2": 1000.0, "b1": 1000.0, "b2": 1000.0})
GOVERNORATE = pd.Series({"a1": "a", "a2": "a", "b1": "b", "b2": "b"})


def test_rates_are_per_thousand_in_need() -> None:
    found = rates(pd.Series({"a1": 5, "b1": nan}), pd.Series({"a1": 2000.0, "b1": 100.0}))
    assert found["a1"] == 2.5
    assert pd.isna(found["b1"])
    assert pd.isna(rates(pd.Series({"a1": 5}), pd.Series({"a1": 0.0}))["a1"])


def test_all_in_one_governorate_is_all_between() -> None:
    found = spread(pd.Series({"a1": 8, "a2": 8, "b1": 0, "b2": 0}), NEED, GOVERNORATE)
    assert found.theil == pytest.approx((log(2), log(2), 0))
    assert found.gini == pytest.approx(0.5)
    assert found.least_half == 0
    assert (found.places, found.governorates) == (4, 2)
    assert found.if_zero is None


def test_the_same_rate_everywhere_is_equal_whatever_the_sizes() -> None:
    need = pd.Series({"a1": 500.0, "a2": 4000.0, "b1": 1500.0, "b2": 1000.0})
    found = spread(need / 100, need, GOVERNORATE)
    assert found.theil.total == pytest.approx(0)
    assert found.gini == pytest.approx(0)
    assert found.least_half == pytest.approx(0.5)


def test_not_known_is_left_out_and_never_zero() -> None:
    counts = pd.Series([8, None, 8, None], index=list(NEED.index), dtype="Int64")
    found = spread(counts, NEED.drop("b2"), GOVERNORATE)
    assert found.places == 2
    assert found.theil.total == pytest.approx(0)
    assert found.unknown == ("a2",)
    assert found.no_figure == ("b2",)
    assert found.if_zero is not None
    assert found.if_zero.total == pytest.approx(log(3 / 2))


@pytest.mark.parametrize(
    ("counts", "code"),
    [
        ({}, "inequality_few_places"),
        ({"a1": 3}, "inequality_few_places"),
        ({"a1": 3, "a2": None}, "inequality_few_places"),
        ({"a1": 0, "a2": 0}, "inequality_all_zero"),
        ({"a1": -1, "a2": 2}, "inequality_bad_number"),
    ],
)
def test_what_cannot_be_compared_is_a_sentence(counts: dict[str, int | None], code: str) -> None:
    with pytest.raises(ProblemError) as refused:
        spread(pd.Series(counts, dtype="Int64"), NEED, GOVERNORATE)
    assert refused.value.problem.code == code


def test_the_example_of_the_methods(facts_store: Store) -> None:
    """docs/methods.md: poor inhabitants per 1,000 inhabitants, by governorate and within."""
    rows = facts_store.ask("delegations").set_index("code")
    found = spread(rows["population"] * rows["poverty_rate"] / 100, rows["population"], rows["governorate"])
    assert found.theil == pytest.approx((0.0571, 0.0149, 0.0422), abs=5e-5)
    assert found.gini == pytest.approx(0.189, abs=5e-4)
    assert found.least_half == pytest.approx(0.363, abs=5e-4)
