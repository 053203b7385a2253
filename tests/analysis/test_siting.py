import time
import tracemalloc
from itertools import combinations
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.siting import Choice, Choices, Rules, least_sites, max_cover, p_center, p_median, pareto
from tests.analysis.siting_worlds import World, by_hand, permitted, rules_for, worlds
from words.problem import ProblemError

POINTS = np.array([(1, 5), (2, 4), (4, 3), (2, 1), (7, 8), (8, 7)], dtype=float)
EUCLID = np.hypot(*(POINTS[:, None] - POINTS[None]).transpose(2, 0, 1))
FOUR = np.array([[0, 6, 3, 2], [6, 0, 4, 7], [3, 4, 0, 10], [2, 7, 10, 0]], dtype=float)
INF = np.inf


def weighted(served: list[tuple[float, float]]) -> float:
    return sum(who * cost for who, cost in served)


def worst(served: list[tuple[float, float]]) -> float:
    return max((cost for _, cost in served), default=0.0)


def people(served: list[tuple[float, float]]) -> float:
    return sum(who for who, _ in served)


# Published results ------------------------------------------------------------------------------------------------


def test_the_published_tie_on_six_points() -> None:
    choices = p_median(np.ones(6), EUCLID, 2)
    assert [choice.sites for choice in choices] == [(1, 4), (1, 5)]
    assert all(choice.objective == pytest.approx(8.06449510224598, rel=1e-14) for choice in choices)


def test_the_published_matrix_of_four() -> None:
    assert p_median(np.ones(4), FOUR, 2) == [Choice((0, 1), 5.0, 0.0)]
    choices = p_median(np.ones(4), FOUR, 2, top=2)
    assert [(choice.sites, choice.objective) for choice in choices] == [
        ((0, 1), 5),
        ((0, 2), 6),
        ((1, 3), 6),
        ((2, 3), 6),
    ]


# Small worlds whose answers are known by hand ----------------------------------------------------------------------


def test_top_cuts_after_the_ties_of_the_last_rank_only() -> None:
    lengths = [len(p_median(np.ones(4), FOUR, 2, top=top)) for top in (1, 2, 3, 4, 5, 99)]
    assert lengths == [1, 4, 4, 4, 5, 6]


def test_unserved_people_come_before_distance() -> None:
    cost = np.array([[1.0, 50.0], [INF, 50.0]])
    assert p_median([5, 1], cost, 1, top=2) == [Choice((1,), 300.0, 0.0), Choice((0,), 5.0, 1.0)]
    assert p_center([5, 1], cost, 1, top=2) == [Choice((1,), 50.0, 0.0), Choice((0,), 1.0, 1.0)]


def test_a_place_without_demand_weighs_nothing_even_where_nobody_can_go() -> None:
    cost = np.array([[1.0, 2.0], [INF, 0.0]])
    assert p_median([3, 0], cost, 1) == [Choice((0,), 3.0, 0.0)]
    assert p_center([3, 0], cost, 1) == [Choice((0,), 1.0, 0.0)]


def test_a_limit_is_inclusive_and_the_rest_is_unserved() -> None:
    cost = np.array([[20.0, 30.0], [20.1, 5.0], [9.0, INF]])
    assert max_cover([10, 4, 1], cost, 1, limit=20, top=2) == [Choice((0,), 11.0, 4.0), Choice((1,), 4.0, 11.0)]


def test_an_infinite_cost_is_beyond_any_limit() -> None:
    assert max_cover([1], np.array([[INF, 2.0]]), 1, limit=INF) == [Choice((1,), 1.0, 0.0)]


def test_nobody_served_is_said_by_unserved() -> None:
    nobody = [Choice((0,), 0.0, 7.0), Choice((1,), 0.0, 7.0)]
    assert p_median([7], np.array([[INF, INF]]), 1) == nobody
    assert p_center([7], np.array([[INF, INF]]), 1) == nobody
    assert max_cover([7], np.array([[3.0, 3.0]]), 1, limit=2) == nobody


def test_fixed_excluded_and_distinct_groups() -> None:
    rules = Rules(group=["N", "N", "S", "S"], distinct_groups=True)
    assert p_median(np.ones(4), FOUR, 2, rules, top=9) == [
        choice for choice in p_median(np.ones(4), FOUR, 2, top=9) if choice.sites not in {(0, 1), (2, 3)}
    ]
    assert [c.sites for c in p_median(np.ones(4), FOUR, 2, Rules(fixed=(3,)), top=9)] == [(1, 3), (2, 3), (0, 3)]
    assert {c.sites for c in p_median(np.ones(4), FOUR, 2, Rules(excluded=(0, 2)), top=9)} == {(1, 3)}
    assert p_median(np.ones(4), FOUR, 2, Rules(fixed=(0, 1))) == [Choice((0, 1), 5.0, 0.0)]


def test_the_fewest_sites_that_reach_everyone_reachable() -> None:
    cost = np.array([[1, 9, 9, 2], [9, 1, 9, 2], [9, 9, 1, 9], [9, 9, 9, 9]], dtype=float)
    assert least_sites([5, 5, 5, 2], cost, limit=2) == [Choice((2, 3), 2.0, 2.0)]
    assert least_sites([5, 5, 0, 2], cost, limit=2) == [Choice((3,), 1.0, 2.0)]
    assert least_sites([5, 5, 5, 2], cost, limit=2, rules=Rules(excluded=(3,))) == [Choice((0, 1, 2), 3.0, 2.0)]
    assert least_sites([5, 5, 5, 2], cost, limit=2, rules=Rules(fixed=(0,))) == [
        Choice((0, 1, 2), 3.0, 2.0),
        Choice((0, 2, 3), 3.0, 2.0),
    ]


def test_a_few_people_left_over_still_need_a_site() -> None:
    cost = np.array([[1, 9, 1], [9, 1, 9]], dtype=float)
    assert [choice.sites for choice in least_sites([100_000, 1], cost, limit=2)] == [(0, 1), (1, 2)]


def test_nobody_reachable_needs_no_site() -> None:
    assert least_sites([5], np.array([[9.0]]), limit=2) == [Choice((), 0.0, 5.0)]


# Rules that contradict themselves, numbers that make no sense ------------------------------------------------------


@pytest.mark.parametrize(
    ("p", "rules", "reason"),
    [
        (2, Rules(fixed=(0,), excluded=(0,)), "siting_fixed_and_excluded"),
        (2, Rules(["a", "a", "b", "b"], True, fixed=(0, 1)), "siting_fixed_share_group"),
        (1, Rules(fixed=(0, 1)), "siting_too_many_fixed"),
        (3, Rules(excluded=(0, 1)), "siting_too_few_candidates"),
        (5, Rules(), "siting_too_few_candidates"),
        (3, Rules(["a", "a", "b", "b"], True), "siting_too_few_groups"),
        (2, Rules(["a", "a", "b", "b"], True, fixed=(0,), excluded=(2, 3)), "siting_too_few_candidates"),
    ],
)
def test_impossible_rules_give_an_empty_list_with_the_reason(p: int, rules: Rules, reason: str) -> None:
    for choices in (
        p_median(np.ones(4), FOUR, p, rules),
        p_center(np.ones(4), FOUR, p, rules),
        max_cover(np.ones(4), FOUR, p, 3, rules),
    ):
        assert choices == []
        assert isinstance(choices, Choices)
        assert choices.reason == reason


def test_everyone_reachable_may_be_impossible_under_the_rules() -> None:
    choices = least_sites([1, 1], np.array([[1.0, 9.0], [9.0, 1.0]]), 2, Rules(["a", "a"], True))
    assert choices == []
    assert isinstance(choices, Choices)
    assert choices.reason == "siting_not_all_reachable"


@pytest.mark.parametrize(
    ("demand", "cost", "code"),
    [
        ([0, 0], [[1, 1], [1, 1]], "siting_no_demand"),
        ([], np.empty((0, 2)), "siting_no_demand"),
        ([1, np.nan], [[1, 1], [1, 1]], "siting_missing_number"),
        ([1, 1], [[1, np.nan], [1, 1]], "siting_missing_number"),
        ([1, -1], [[1, 1], [1, 1]], "siting_bad_demand"),
        ([1, INF], [[1, 1], [1, 1]], "siting_bad_demand"),
        ([1, 1], [[1, -1], [1, 1]], "siting_negative_cost"),
        ([1, 1, 1], [[1, 1], [1, 1]], "siting_shape"),
    ],
)
def test_senseless_numbers_are_refused(demand: Any, cost: Any, code: str) -> None:
    for ask in (
        lambda: p_median(demand, cost, 1),
        lambda: p_center(demand, cost, 1),
        lambda: max_cover(demand, cost, 1, 1),
        lambda: least_sites(demand, cost, 1),
    ):
        with pytest.raises(ProblemError) as caught:
            ask()
        assert caught.value.problem.code == code


def test_senseless_questions_are_refused() -> None:
    asked = [
        ("siting_bad_count", lambda: p_median([1], [[1, 1]], 0)),
        ("siting_bad_count", lambda: p_median([1], [[1, 1]], 1.5)),  # type: ignore[arg-type]
        ("siting_bad_count", lambda: p_median([1], [[1, 1]], 1, top=0)),
        ("siting_bad_limit", lambda: max_cover([1], [[1, 1]], 1, -1)),
        ("siting_bad_limit", lambda: max_cover([1], [[1, 1]], 1, np.nan)),
        ("siting_unknown_site", lambda: p_median([1], [[1, 1]], 1, Rules(fixed=(2,)))),
        ("siting_unknown_site", lambda: p_median([1], [[1, 1]], 1, Rules(excluded=(-1,)))),
        ("siting_groups", lambda: p_median([1], [[1, 1]], 1, Rules(distinct_groups=True))),
        ("siting_groups", lambda: p_median([1], [[1, 1]], 1, Rules(["a"], True))),
        ("siting_groups", lambda: p_median([1], [[1, 1]], 1, Rules(["a", None], True))),
    ]
    for code, ask in asked:
        with pytest.raises(ProblemError) as caught:
            ask()
        assert caught.value.problem.code == code


# Properties -------------------------------------------------------------------------------------------------------


@given(st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_question_agrees_with_looking_one_by_one(data: st.DataObject) -> None:
    world: World = data.draw(worlds())
    rules = data.draw(rules_for(world[1].shape[1]))
    p, top = data.draw(st.integers(1, 3)), data.draw(st.integers(1, 5))
    limited = (world[0], np.where(world[1] <= 2, 0.0, INF))
    assert p_median(*world, p, rules, top) == by_hand(world, p, rules, top, weighted)
    assert p_center(*world, p, rules, top) == by_hand(world, p, rules, top, worst)
    assert max_cover(*world, p, 2, rules, top) == by_hand(limited, p, rules, top, people, most=True)


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_the_smallest_covers_are_all_there(data: st.DataObject) -> None:
    demand, cost = data.draw(worlds())
    rules = data.draw(rules_for(cost.shape[1]))
    choices = least_sites(demand, cost, 2, rules)
    if rules.fixed and set(rules.fixed) & set(rules.excluded):
        assert choices == []
        return
    groups = rules.group or []
    near = cost <= 2
    allowed = [
        site
        for site in range(cost.shape[1])
        if site in rules.fixed
        or (
            site not in rules.excluded
            and not (rules.distinct_groups and groups[site] in {groups[held] for held in rules.fixed})
        )
    ]
    reachable = near[:, allowed].any(axis=1) & (demand > 0)
    expected: list[tuple[int, ...]] = []
    for size in range(cost.shape[1] + 1):
        sets = [sites for sites in combinations(range(cost.shape[1]), size) if permitted(sites, rules)]
        expected = [sites for sites in sets if near[reachable][:, list(sites)].any(axis=1).all()]
        if expected:
            break
    assert [choice.sites for choice in choices] == expected
    assert all(choice.objective == len(choice.sites) for choice in choices)
    assert all(choice.unserved == demand[~reachable].sum() for choice in choices)


@pytest.fixture(scope="module")
def spopt() -> SimpleNamespace:
    """The reference implementation; importing it takes seconds, so only the tests that compare do."""
    import pulp
    from spopt.locate import LSCP, MCLP, PCenter, PMedian

    return SimpleNamespace(
        LSCP=LSCP, MCLP=MCLP, PCenter=PCenter, PMedian=PMedian, solver=lambda: pulp.PULP_CBC_CMD(msg=False)
    )


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("seed", range(6))
def test_spopt_finds_the_same_objectives(spopt: SimpleNamespace, seed: int) -> None:
    rng = np.random.default_rng(seed)
    demand, cost = rng.integers(1, 100, 14).astype(float), rng.uniform(1, 60, (14, 9))
    p, limit = int(rng.integers(2, 4)), 25.0

    def solved(model: Any) -> tuple[float, tuple[int, ...]]:
        answer = model.solve(spopt.solver())
        sites = tuple(at for at, clients in enumerate(answer.fac2cli) if clients)
        return float(answer.problem.objective.value()), sites

    value, sites = solved(spopt.PMedian.from_cost_matrix(cost, demand, p_facilities=p))
    assert p_median(demand, cost, p)[0].objective == pytest.approx(value)
    assert p_median(demand, cost, p)[0].sites == sites
    value, _ = solved(spopt.PCenter.from_cost_matrix(cost, p_facilities=p))
    assert p_center(demand, cost, p)[0].objective == pytest.approx(value)
    value, _ = solved(spopt.MCLP.from_cost_matrix(cost, demand, limit, p_facilities=p))
    assert max_cover(demand, cost, p, limit)[0].objective == pytest.approx(value)
    reachable = cost.min(axis=1) <= limit
    value, _ = solved(spopt.LSCP.from_cost_matrix(cost[reachable], limit))
    assert least_sites(demand[reachable], cost[reachable], limit)[0].objective == pytest.approx(value)


# Size -------------------------------------------------------------------------------------------------------------


def test_all_pairs_of_450_are_fast_and_small() -> None:
    rng = np.random.default_rng(1)
    demand, cost = rng.random(450), rng.uniform(0, 100, (450, 450))
    p_median(demand, cost, 1)
    times = []
    for _ in range(3):
        start = time.perf_counter()
        choices = p_median(demand, cost, 2, top=5)
        times.append(time.perf_counter() - start)
    assert len(choices) == 5
    assert min(times) < 1.0  # about 0.1 s alone on two cores; the margin is for a busy machine
    tracemalloc.start()
    p_median(demand, cost, 2, top=5)
    assert tracemalloc.get_traced_memory()[1] < 20e6
    tracemalloc.stop()


# Pareto -----------------------------------------------------------------------------------------------------------


def test_pareto_keeps_what_nothing_dominates() -> None:
    rows = [[1, 5], [2, 2], [3, 3], [5, 1], [2, 2]]
    assert pareto(rows).tolist() == [True, True, False, True, True]
    assert pareto(rows, [1, 1]).tolist() == [True, False, True, True, False]
    assert pareto(rows, [1, -1]).tolist() == [False, False, False, True, False]


def test_pareto_does_not_split_ties_on_noise() -> None:
    assert pareto([[1.0, 2.0], [1.0 + 1e-13, 2.0]]).tolist() == [True, True]


def test_pareto_refuses_what_cannot_be_compared() -> None:
    for code, values, directions in (
        ("siting_missing_number", [[1.0, np.nan]], None),
        ("siting_bad_directions", [[1.0, 2.0]], [1, 0]),
        ("siting_bad_directions", [[1.0, 2.0]], [1]),
        ("siting_shape", [1.0, 2.0], None),
    ):
        with pytest.raises(ProblemError) as caught:
            pareto(values, directions)
        assert caught.value.problem.code == code


@given(st.lists(st.tuples(*[st.integers(0, 4)] * 3), min_size=1, max_size=15))
def test_pareto_agrees_with_its_definition(rows: list[tuple[int, ...]]) -> None:
    def beats(a: tuple[int, ...], b: tuple[int, ...]) -> bool:
        return all(x <= y for x, y in zip(a, b, strict=True)) and a != b

    assert pareto(rows).tolist() == [not any(beats(other, row) for other in rows) for row in rows]
