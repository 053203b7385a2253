import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.robustness import drawn_weights, greedy, rank_shares, smaa, smaa_of_groups, weight_range
from analysis.siting import Rules, p_median
from words.problem import ProblemError

FIRST_OR_SECOND = [[1.0, 0.0], [0.0, 0.5]]


def test_smaa_agrees_with_the_published_result() -> None:
    found = smaa(FIRST_OR_SECOND, [1, 1], draws=200_000, seed=1)
    assert found.rank_share[:, 0] == pytest.approx([2 / 3, 1 / 3], abs=0.005)
    # First where the first weight is above 1/3: its mean there is 2/3, and 1/6 below.
    assert found.central_weights[:, 0] == pytest.approx([2 / 3, 1 / 6], abs=0.005)
    assert found.confidence.tolist() == [1.0, 1.0]


def test_an_alternative_never_first_has_no_central_weights() -> None:
    found = smaa([[1.0, 1.0], [0.5, 0.5]], [1, 1], draws=100, seed=1)
    assert found.rank_share.tolist() == [[1.0, 0.0], [0.0, 1.0]]
    assert np.isnan(found.central_weights[1]).all()
    assert found.confidence.tolist() == [1.0, 0.0]


def test_ties_share_the_better_rank() -> None:
    found = smaa([[1.0, 0.2], [1.0, 0.2], [0.0, 0.0]], [1, 1], draws=50, seed=1)
    assert found.rank_share.tolist() == [[1, 0, 0], [1, 0, 0], [0, 0, 1]]
    assert rank_shares(np.array([[0.3, 0.1 + 0.2, 0.2]])).tolist() == [[1, 0, 0], [1, 0, 0], [0, 0, 1]]


def test_where_less_is_better_the_order_turns() -> None:
    less = smaa([[1.0], [2.0]], [-1], draws=20, seed=1)
    assert less.rank_share[:, 0].tolist() == [1.0, 0.0]


def test_weights_are_uniform_over_all_that_sum_to_one() -> None:
    weights = drawn_weights(3, 60_000, seed=2)
    assert weights.sum(axis=1) == pytest.approx(1)
    # On the simplex of three weights P(w > x) = (1 - x)^2.
    for limit in (0.2, 0.5, 0.8):
        assert (weights > limit).mean(axis=0) == pytest.approx((1 - limit) ** 2, abs=0.01)


def test_a_group_stands_for_its_best_member() -> None:
    # Together the two specialists of group 0 are first everywhere; either alone is not.
    seats = [[1.0, 0.0], [0.0, 1.0], [0.45, 0.45]]
    found = smaa_of_groups(seats, [1, 1], np.array([0, 0, 1]), draws=2000)
    assert found.rank_share[:, 0].tolist() == [1.0, 0.0]
    assert smaa(seats, [1, 1], draws=2000, seed=1).rank_share[0, 0] == pytest.approx(0.5, abs=0.05)


def test_groups_of_one_are_the_alternatives_themselves_block_after_block() -> None:
    matrix = np.random.default_rng(3).random((5, 3))
    alone, grouped = smaa(matrix, np.ones(3), 2500), smaa_of_groups(matrix, np.ones(3), np.arange(5), 2500)
    assert alone.rank_share.tolist() == grouped.rank_share.tolist()
    assert alone.confidence.tolist() == grouped.confidence.tolist()


@settings(deadline=None, max_examples=30)
@given(st.integers(1, 6), st.integers(1, 4), st.integers(0, 1000))
def test_shares_are_shares(alternatives: int, criteria: int, seed: int) -> None:
    matrix = np.random.default_rng(seed).integers(0, 4, (alternatives, criteria)).astype(float)
    found = smaa(matrix, np.ones(criteria), draws=50, seed=seed)
    assert found.rank_share.sum(axis=1) == pytest.approx(np.ones(alternatives))
    assert found.rank_share[:, 0].sum() >= 1 - 1e-9
    assert (np.isnan(found.central_weights).any(axis=1) == (found.rank_share[:, 0] == 0)).all()
    # The weights that put one first are a convex set: their mean is one of them.
    assert (found.confidence == (found.rank_share[:, 0] > 0)).all()


def test_bad_numbers_are_refused() -> None:
    for matrix in ([], [[1.0, float("nan")]]):
        with pytest.raises(ProblemError):
            smaa(matrix, [1, 1], 10, 1)


def test_the_range_of_a_weight_is_exact() -> None:
    # 1 * w against 0.5 * (1 - w): equal at w = 1/3.
    assert weight_range(FIRST_OR_SECOND, [1, 1], [0.5, 0.5]) == pytest.approx(np.array([[1 / 3, 1], [0, 2 / 3]]))


def test_the_range_of_a_group_goes_on_where_another_member_takes_over() -> None:
    seats = [[1.0, 0.0], [0.0, 1.0], [0.45, 0.45]]
    alone = weight_range(seats, [1, 1], [0.7, 0.3])
    together = weight_range(seats, [1, 1], [0.7, 0.3], np.array([True, True, False]))
    assert alone[0] == pytest.approx([0.5, 1])
    assert together[0] == pytest.approx([0, 1])


def test_the_range_where_the_others_weigh_nothing_or_none_is_first() -> None:
    assert weight_range([[1.0, 0.0], [0.0, 0.5]], [1, 1], [1, 0])[0] == pytest.approx([1 / 3, 1])
    assert weight_range([[1.0], [0.0]], [1], [1])[0] == pytest.approx([1, 1])
    assert np.isnan(weight_range(FIRST_OR_SECOND, [1, 1], [0.5, 0.5], np.array([False, True]))).all()


@settings(deadline=None, max_examples=60)
@given(st.integers(2, 7), st.integers(2, 4), st.integers(0, 10_000), st.integers(1, 3))
def test_the_range_agrees_with_trying(alternatives: int, criteria: int, seed: int, groups: int) -> None:
    random = np.random.default_rng(seed)
    matrix, weights = random.random((alternatives, criteria)), random.dirichlet(np.ones(criteria))
    group = random.integers(0, groups, alternatives)
    ours = group == group[(matrix @ weights).argmax()]
    found = weight_range(matrix, np.ones(criteria), weights, ours)
    for moved, (low, high) in enumerate(found):
        assert low <= weights[moved] + 1e-9 and weights[moved] <= high + 1e-9
        for at in (low - 1e-4, low + 1e-4, (low + high) / 2, high - 1e-4, high + 1e-4):
            if not 0 <= at <= 1 or min(abs(at - low), abs(at - high)) < 5e-5:
                continue
            tried = weights * (1 - at) / (1 - weights[moved])
            tried[moved] = at
            scores = matrix @ tried
            margin = scores[ours].max() - np.max(scores[~ours], initial=-np.inf)
            assert margin >= -1e-9 if low <= at <= high else margin <= 1e-9


def test_a_greedy_choice_loses_what_is_known_by_hand() -> None:
    # Five places on a road, two sites: the middle is best alone and spoils the pair.
    at = np.array([0.0, 1.0, 2.0, 3.0, 4.0])
    cost, demand = abs(at[:, None] - at), np.array([10, 1, 1, 1, 10.0])
    assert (exact := p_median(demand, cost, 2)[0]).sites == (0, 4) and exact.objective == 4
    taken = greedy(demand, cost, 2)[0]
    assert 2 in taken.sites and taken.objective == 22
    assert greedy(demand, cost, 1)[0] == p_median(demand, cost, 1)[0]


def test_greedy_keeps_the_rules_and_says_when_they_are_impossible() -> None:
    cost, demand = np.array([[0.0, 1, 5], [1, 0, 5], [5, 5, 0]]), np.ones(3)
    rules = Rules(group=["a", "a", "b"], distinct_groups=True, fixed=(1,))
    assert greedy(demand, cost, 2, rules)[0].sites == (1, 2)
    assert list(greedy(demand, cost, 3, rules)) == []


@settings(deadline=None, max_examples=25)
@given(st.integers(3, 7), st.integers(1, 3), st.integers(0, 1000))
def test_greedy_is_never_better_than_exact(places: int, p: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    demand, cost = random.integers(1, 9, places).astype(float), random.random((places, places))
    exact, taken = p_median(demand, cost, p)[0], greedy(demand, cost, p)[0]
    assert len(taken.sites) == p
    assert taken.objective >= exact.objective - 1e-9
