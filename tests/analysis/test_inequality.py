"""Theil and Gini: published results, properties, an independent implementation, refusals."""

from itertools import product
from math import inf, log, nan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.inequality import gini, share_of_least, theil
from words.problem import ProblemError

VALUE = st.one_of(st.just(0.0), st.floats(1e-3, 1e4))
WORLDS = st.lists(st.tuples(VALUE, st.integers(0, 3), st.integers(1, 5)), min_size=1, max_size=12).filter(
    lambda world: any(value for value, _, _ in world)
)


def _columns(world: list[tuple[float, int, int]]) -> tuple[list[float], list[int], list[int]]:
    return [v for v, _, _ in world], [g for _, g, _ in world], [w for _, _, w in world]


def _theil_by_definition(values: list[float]) -> float:
    """Sum over individuals of (share of total) x ln(n x share), written from the definition, one by one."""
    total, n = sum(values), len(values)
    return sum(v / total * log(n * v / total) for v in values if v > 0)


def _gini_by_definition(values: list[float]) -> float:
    """Mean absolute difference over every ordered pair, halved and divided by the mean."""
    n, mean = len(values), sum(values) / len(values)
    return sum(abs(a - b) for a, b in product(values, values)) / (2 * n * n * mean)


def test_published_result() -> None:
    found = theil([0, 0, 0, 10, 10, 10], ["a", "a", "a", "b", "b", "b"])
    assert found.total == pytest.approx(log(2))
    assert found.between == pytest.approx(log(2))
    assert found.within == pytest.approx(0)


def test_the_same_values_in_mixed_groups_are_unequal_within() -> None:
    found = theil([0, 10, 0, 10], ["a", "a", "b", "b"])
    assert found.between == pytest.approx(0)
    assert found.within == pytest.approx(log(2))


def test_equal_values_are_zero_and_one_holder_is_the_most() -> None:
    assert theil([3, 3, 3], [1, 2, 3]) == pytest.approx((0, 0, 0))
    assert gini([3, 3, 3]) == pytest.approx(0)
    assert theil([0, 0, 0, 8], [1, 1, 1, 1]).total == pytest.approx(log(4))
    assert gini([0, 0, 0, 8]) == pytest.approx(0.75)
    assert gini([1, 2, 3, 4]) == pytest.approx(0.25)


def test_the_half_that_has_least() -> None:
    assert share_of_least([1, 1, 1, 1]) == pytest.approx(0.5)
    assert share_of_least([0, 0, 5, 5]) == 0
    assert share_of_least([2, 6]) == pytest.approx(0.25)
    assert share_of_least([6, 2], [1, 3]) == pytest.approx(4 / 12)  # half of the weight is 2, each holding 2 of the 12
    assert share_of_least([3, 9], part=1) == 1


@settings(deadline=None, max_examples=150)
@given(WORLDS)
def test_agrees_with_the_definitions(world: list[tuple[float, int, int]]) -> None:
    values, groups, _ = _columns(world)
    assert theil(values, groups).total == pytest.approx(_theil_by_definition(values), abs=1e-9)
    assert gini(values) == pytest.approx(_gini_by_definition(values), abs=1e-9)


@settings(deadline=None, max_examples=100)
@given(WORLDS)
def test_a_weight_of_three_is_three_like_it(world: list[tuple[float, int, int]]) -> None:
    values, groups, weights = _columns(world)
    repeated = np.repeat(values, weights)
    assert theil(values, groups, weights) == pytest.approx(theil(repeated, np.repeat(groups, weights)), abs=1e-9)
    assert gini(values, weights) == pytest.approx(gini(repeated), abs=1e-9)


@settings(deadline=None, max_examples=100)
@given(WORLDS, st.floats(1e-6, 1e6), st.integers(2, 4))
def test_scale_and_replication_change_nothing(world: list[tuple[float, int, int]], scale: float, copies: int) -> None:
    values, groups, weights = _columns(world)
    once = theil(values, groups, weights)
    assert theil([v * scale for v in values], groups, weights) == pytest.approx(once, abs=1e-9)
    assert theil(values * copies, groups * copies, weights * copies) == pytest.approx(once, abs=1e-9)
    assert gini([v * scale for v in values], weights) == pytest.approx(gini(values, weights), abs=1e-9)
    assert gini(values * copies, weights * copies) == pytest.approx(gini(values, weights), abs=1e-9)


@settings(deadline=None, max_examples=100)
@given(WORLDS)
def test_parts_add_up_and_stay_in_bounds(world: list[tuple[float, int, int]]) -> None:
    values, groups, weights = _columns(world)
    found = theil(values, groups, weights)
    assert found.total == pytest.approx(found.between + found.within)
    assert -1e-9 <= found.between <= found.total + 1e-9
    assert found.within >= -1e-9
    assert found.total <= log(sum(weights) / min(weights)) + 1e-9
    assert -1e-9 <= gini(values, weights) < 1
    assert theil(values, ["one"] * len(values), weights).between == pytest.approx(0, abs=1e-9)
    assert theil(values, range(len(values)), weights).within == pytest.approx(0, abs=1e-9)


@settings(deadline=None, max_examples=100)
@given(WORLDS, st.data())
def test_giving_from_the_richer_to_the_poorer_never_adds_inequality(
    world: list[tuple[float, int, int]], data: st.DataObject
) -> None:
    values, _, _ = _columns(world)
    poor, rich = int(np.argmin(values)), int(np.argmax(values))
    moved = data.draw(st.floats(0, 1)) * (values[rich] - values[poor]) / 2
    fairer = list(values)
    fairer[poor] += moved
    fairer[rich] -= moved
    one = [0] * len(values)
    assert theil(fairer, one).total <= theil(values, one).total + 1e-9
    assert gini(fairer) <= gini(values) + 1e-9


def test_huge_and_tiny_numbers_hold() -> None:
    assert theil([0, 1e300], [1, 2]).total == pytest.approx(log(2))
    assert gini([0, 5e-324 * 2**60]) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("values", "weights", "code"),
    [
        ([], None, "inequality_empty"),
        ([0, 0], None, "inequality_all_zero"),
        ([1, 0], [0, 1], "inequality_all_zero"),
        ([1, nan], None, "inequality_bad_number"),
        ([1, -1], None, "inequality_bad_number"),
        ([1, inf], None, "inequality_bad_number"),
        ([1, 2], [1, nan], "inequality_bad_number"),
        ([1, 2], [1, -1], "inequality_bad_number"),
        ([1, 2], [1], "inequality_shape"),
    ],
)
def test_what_says_nothing_is_refused(values: list[float], weights: list[float] | None, code: str) -> None:
    with pytest.raises(ProblemError) as refused:
        gini(values, weights)
    assert refused.value.problem.code == code
    with pytest.raises(ProblemError) as refused:
        theil(values, ["g"] * len(values), weights)
    assert refused.value.problem.code == code


def test_groups_of_another_length_are_refused() -> None:
    with pytest.raises(ProblemError) as refused:
        theil([1, 2], ["a"])
    assert refused.value.problem.code == "inequality_shape"
