import numpy as np
import pymcdm.normalizations as scales
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pymcdm.methods import PROMETHEE_II, TOPSIS, WSM

from analysis.criteria import promethee_ii, topsis, weighted_sum
from words.problem import ProblemError

METHODS = (weighted_sum, topsis, promethee_ii)


@st.composite
def instances(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Two to eight alternatives on one to five criteria of small whole positive values (many ties)."""
    rows, columns = draw(st.integers(2, 8)), draw(st.integers(1, 5))
    values = draw(st.lists(st.integers(1, 12), min_size=rows * columns, max_size=rows * columns))
    weights = np.array(draw(st.lists(st.integers(1, 9), min_size=columns, max_size=columns)), dtype=float)
    signs = draw(st.lists(st.sampled_from([-1, 1]), min_size=columns, max_size=columns))
    return np.array(values, dtype=float).reshape(rows, columns), weights / weights.sum(), np.array(signs)


def test_topsis_agrees_with_the_published_result() -> None:
    found = topsis([[5, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6]], [0.3, 0.4, 0.3], [1, 1, 1])
    assert found == pytest.approx([0.5037, 0.6581, 0.7482, 0.3340], abs=5e-5)


def test_promethee_agrees_with_the_published_result() -> None:
    found = promethee_ii([[4, 3, 2], [3, 2, 4], [5, 1, 3]], [0.5, 0.3, 0.2], [1, 1, 1])
    assert found == pytest.approx([0.1, -0.3, 0.2])


@settings(deadline=None, max_examples=60)
@given(instances())
def test_agrees_with_pymcdm(instance: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
    matrix, weights, signs = instance
    by_name = {
        "minmax": scales.minmax_normalization,
        "vector": scales.vector_normalization,
        "sum": scales.sum_normalization,
    }
    for name, scale in by_name.items():
        ours = weighted_sum(matrix, weights, signs, name)  # type: ignore[arg-type]
        assert ours == pytest.approx(WSM(scale)(matrix, weights, signs, validation=False), abs=1e-9)
    if not (matrix == matrix[0]).all():  # pymcdm divides nothing by nothing where all are equal
        for name in ("minmax", "vector"):
            theirs = TOPSIS(by_name[name])(matrix, weights, signs, validation=False)
            assert topsis(matrix, weights, signs, name) == pytest.approx(theirs, abs=1e-9)  # type: ignore[arg-type]
    theirs = PROMETHEE_II("usual")(matrix, weights, signs, validation=False)
    assert promethee_ii(matrix, weights, signs) == pytest.approx(theirs, abs=1e-9)


@settings(deadline=None, max_examples=30)
@given(instances())
def test_an_alternative_better_everywhere_is_never_behind(
    instance: tuple[np.ndarray, np.ndarray, np.ndarray],
) -> None:
    matrix, weights, signs = instance
    best = np.where(signs > 0, matrix.max(axis=0) + 1, matrix.min(axis=0) - 1)
    for method in METHODS:
        assert method(np.vstack([matrix, best]), weights, signs).argmax() == len(matrix)


@pytest.mark.parametrize("method", METHODS)
def test_a_criterion_on_which_all_are_equal_parts_nobody(method) -> None:  # type: ignore[no-untyped-def]
    without = method([[1.0], [3.0], [2.0]], [1], [1])
    with_it = method([[1.0, 7.0], [3.0, 7.0], [2.0, 7.0]], [0.5, 0.5], [1, -1])
    assert np.argsort(with_it).tolist() == np.argsort(without).tolist()
    assert len(set(method([[7.0], [7.0]], [1], [1]))) == 1


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("matrix", "weights", "directions", "code"),
    [
        ([[1, 2], [3, 4]], [0, 0], [1, 1], "criteria_no_weight"),
        ([[1, 2], [3, 4]], [1, -1], [1, 1], "criteria_bad_weights"),
        ([[1, 2], [3, 4]], [1, float("nan")], [1, 1], "criteria_bad_weights"),
        ([[1, 2], [3, 4]], [1], [1, 1], "criteria_bad_weights"),
        ([[1, float("nan")], [3, 4]], [1, 1], [1, 1], "criteria_missing_number"),
        ([[1, 2], [3, 4]], [1, 1], [1, 0], "siting_bad_directions"),
        ([], [1, 1], [1, 1], "criteria_nothing"),
        (np.empty((0, 2)), [1, 1], [1, 1], "criteria_nothing"),
    ],
)
def test_what_makes_no_sense_is_refused(method, matrix, weights, directions, code) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ProblemError) as refused:
        method(matrix, weights, directions)
    assert refused.value.problem.code == code


def test_scales_that_cannot_be_used_are_refused() -> None:
    with pytest.raises(ProblemError, match="criteria_sum_positive"):
        weighted_sum([[0.0], [1.0]], [1], [1], "sum")
    with pytest.raises(ProblemError, match="criteria_unknown_scale"):
        weighted_sum([[0.0], [1.0]], [1], [1], "rank")  # type: ignore[arg-type]


def test_weights_count_by_their_proportions() -> None:
    matrix = [[1, 5], [4, 2]]
    assert weighted_sum(matrix, [30, 70], [1, 1]) == pytest.approx(weighted_sum(matrix, [0.3, 0.7], [1, 1]))
