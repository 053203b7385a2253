import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import siting_scan
from analysis.siting import Choices, Rules, p_median
from analysis.siting_bounds import narrowed
from analysis.siting_rules import MEDIAN, Search, prepare
from tests.analysis.siting_worlds import worlds


def searched(demand: np.ndarray, cost: np.ndarray, rules: Rules = Rules()) -> Search:  # noqa: B008
    search = prepare(demand, cost, rules)
    assert isinstance(search, Search)
    return search


@given(st.data())
@settings(max_examples=150)
def test_nothing_that_counts_is_struck_out(data: st.DataObject) -> None:
    demand, cost = data.draw(worlds(unreachable=False))
    fixed = data.draw(st.sets(st.integers(0, cost.shape[1] - 1), max_size=1))
    search = searched(demand, cost, Rules(fixed=tuple(fixed)))
    p = data.draw(st.integers(1, max(1, cost.shape[1] - 1)))
    top = data.draw(st.integers(1, 4))
    expected = siting_scan.best(search, MEDIAN, p, top)
    found = siting_scan.best(narrowed(search, p, top), MEDIAN, p, top)
    assert [choice.sites for choice in found] == [choice.sites for choice in expected]
    assert [choice.objective for choice in found] == pytest.approx([choice.objective for choice in expected])


@given(st.integers(0, 10_000), st.integers(1, 5))
@settings(max_examples=15)
def test_towns_in_a_plane_keep_their_best_sites(seed: int, top: int) -> None:
    rng = np.random.default_rng(seed)
    spots, people = rng.uniform(0, 100, (24, 2)), rng.integers(1, 500, 24).astype(float)
    km = np.hypot(*(spots[:, None] - spots[None]).transpose(2, 0, 1))
    search = searched(people, km)
    less = narrowed(search, 4, top)
    assert siting_scan.best(less, MEDIAN, 4, top) == siting_scan.best(search, MEDIAN, 4, top)


def test_most_candidates_go_where_many_are_offered() -> None:
    rng = np.random.default_rng(4)
    spots = rng.uniform(0, 200, (120, 2))
    km = np.hypot(*(spots[:, None] - spots[None]).transpose(2, 0, 1))
    assert len(narrowed(searched(rng.uniform(1, 9, 120), km), 5, 1).rows) < 60


def test_a_long_question_is_answered_by_enumeration_after_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analysis.siting.MOST_WORK", 5e9)
    rng = np.random.default_rng(4)
    spots = rng.uniform(0, 200, (60, 2))
    km = np.hypot(*(spots[:, None] - spots[None]).transpose(2, 0, 1))
    choices = p_median(rng.uniform(1, 9, 60), km, 5)
    assert isinstance(choices, Choices)
    assert (choices.method, choices.complete, len(choices[0].sites)) == ("enumeration", True, 5)


@pytest.mark.parametrize("rules", [Rules(group=["a", "a", "b"], distinct_groups=True), Rules()])
def test_questions_it_cannot_bound_stay_as_they_are(rules: Rules) -> None:
    cost = np.array([[1.0, 2.0, 3.0], [np.inf, 1.0, 2.0]])
    search = searched(np.ones(2), cost, rules)
    assert narrowed(search, 2, 1) is search
