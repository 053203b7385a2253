from collections.abc import Iterator
from itertools import permutations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import siting, siting_milp
from analysis.siting import Choices, Rules, least_sites, max_cover, p_center, p_median
from tests.analysis.siting_worlds import rules_for, worlds


@pytest.fixture
def solver_only(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every question goes to HiGHS, however small."""
    monkeypatch.setattr(siting, "MOST_WORK", 0)
    monkeypatch.setattr(siting, "MOST_COVER_WORK", 0)
    return


def asked(demand: np.ndarray, cost: np.ndarray, p: int, rules: Rules, top: int) -> list[Choices]:
    answers = [
        p_median(demand, cost, p, rules, top),
        p_center(demand, cost, p, rules, top),
        max_cover(demand, cost, p, 2, rules, top),
        least_sites(demand, cost, 2, rules),
    ]
    assert all(isinstance(answer, Choices) for answer in answers)
    return answers  # type: ignore[return-value]


@given(st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_solver_and_the_enumeration_give_the_same_answers(data: st.DataObject) -> None:
    demand, cost = data.draw(worlds(most=5))
    rules = data.draw(rules_for(cost.shape[1]))
    p, top = data.draw(st.integers(2, 3)), data.draw(st.integers(1, 3))
    expected = asked(demand, cost, p, rules, top)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(siting, "MOST_WORK", 0)
        patch.setattr(siting, "MOST_COVER_WORK", 0)
        found = asked(demand, cost, p, rules, top)
    for one, other in zip(expected, found, strict=True):
        assert [choice.sites for choice in one] == [choice.sites for choice in other]
        assert [choice.objective for choice in one] == pytest.approx([choice.objective for choice in other])
        assert [choice.unserved for choice in one] == pytest.approx([choice.unserved for choice in other])
        assert one.reason == other.reason
        assert other.complete
        assert other.gap == 0


@pytest.mark.usefixtures("solver_only")
def test_an_answer_says_that_a_solver_gave_it() -> None:
    choices = p_median([1, 2], [[1.0, 2.0, 3.0], [3.0, 2.0, 0.5]], 1)
    assert isinstance(choices, Choices)
    assert (choices.method, choices.gap, choices.complete) == ("highs", 0.0, True)
    assert choices[0].sites == (2,)


@pytest.mark.usefixtures("solver_only")
def test_more_ties_than_the_solver_lists_are_said_to_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(siting_milp, "MOST_FOUND", 3)
    monkeypatch.setattr(siting_milp, "MOST_COVERS", 3)
    level = np.ones((3, 6))
    for choices in (p_median([1, 1, 1], level, 2), least_sites([1, 1, 1], level, 2)):
        assert isinstance(choices, Choices)
        assert 3 <= len(choices) < 6
        assert not choices.complete


@pytest.mark.usefixtures("solver_only")
def test_no_time_is_a_reason_and_not_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(siting_milp, "SECONDS", 0.0)
    for choices in asked(np.ones(2), np.array([[1.0, 2.0], [2.0, 1.0]]), 1, Rules(), 1):
        assert choices == []
        assert choices.reason == "siting_no_time"


@pytest.mark.usefixtures("solver_only")
def test_a_smaller_radius_may_follow_where_fewer_are_served() -> None:
    for others in permutations([1.0, 3.0, 5.0, 7.0]):
        cost = np.array([[9.0, *[np.inf] * 4], [9.0, *others]])
        choices = p_center([1, 1], cost, 1, top=2)
        assert [choice.objective for choice in choices] == [9.0, 1.0]


def test_a_question_too_long_to_enumerate_goes_to_the_solver_and_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analysis.siting_bounds.narrowed", lambda search, p, top: search)
    rng = np.random.default_rng(3)
    spots = rng.uniform(0, 200, (40, 2))
    km = np.hypot(*(spots[:, None] - spots[None]).transpose(2, 0, 1))
    demand = rng.uniform(100, 1000, 40)
    choices = p_median(demand, km, 12)
    assert isinstance(choices, Choices)
    assert choices.method == "highs"
    assert choices.gap == 0.0
    assert len(choices[0].sites) == 12
    swaps = [
        {*choices[0].sites} - {out} | {new} for out in choices[0].sites for new in set(range(40)) - {*choices[0].sites}
    ]
    best_swap = min(float(demand @ km[:, sorted(sites)].min(axis=1)) for sites in swaps)
    assert choices[0].objective < best_swap
