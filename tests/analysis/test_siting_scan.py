import numpy as np
import pytest

from analysis import siting_scan
from analysis.siting import Choices, p_median


def test_blocks_and_cuts_do_not_change_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(5)
    demand, cost = rng.integers(0, 4, 25).astype(float), rng.integers(0, 9, (25, 40)).astype(float)
    cost[rng.random(cost.shape) < 0.7] = np.inf
    whole = p_median(demand, cost, 3, top=40)
    monkeypatch.setattr(siting_scan, "BLOCK", 60)
    assert p_median(demand, cost, 3, top=40) == whole
    assert whole == p_median(demand, cost, 3, top=9999)[: len(whole)]
    assert len(whole) >= 40


def test_a_list_too_long_to_keep_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(siting_scan, "MOST_LISTED", 50)
    choices = p_median([1.0], np.ones((1, 30)), 2)
    assert isinstance(choices, Choices)
    assert not choices.complete
    assert len(choices) == 51
    assert p_median([1.0], np.ones((1, 6)), 2).complete  # type: ignore[attr-defined]


def test_many_unserved_people_do_not_drown_small_differences() -> None:
    rng = np.random.default_rng(8)
    near = rng.integers(1, 9, (40, 30)) / 10_000
    near[0, 29] = 1000.0
    nobody = np.full((40, 30), np.inf)  # forty places of a thousand million people each, out of everyone's reach
    cost = np.stack([nobody, near], axis=1).reshape(80, 30)
    demand = np.tile([1e9 / 3, 0.1], 40)
    pairs = np.minimum(near[:, :, None], near[:, None, :])[:, *np.triu_indices(30, 1)]
    expected = sorted(pairs.sum(axis=0) * 0.1)
    choices = p_median(demand, cost, 2, top=20)
    assert [choice.objective for choice in choices] == pytest.approx(expected[: len(choices)], rel=1e-9)
    assert len(choices) == sum(value <= expected[19] * (1 + 1e-9) for value in expected)
