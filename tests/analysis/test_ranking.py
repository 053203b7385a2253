import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analysis.ranking import apart, ranked


def test_the_first_key_decides_before_the_second() -> None:
    order, rank = ranked(np.array([[2.0, 0.0], [1.0, 9.0], [1.0, 3.0]]))
    assert order.tolist() == [2, 1, 0]
    assert rank.tolist() == [0, 1, 2]


def test_equal_rows_share_a_rank_and_keep_their_order() -> None:
    order, rank = ranked(np.array([[5.0], [3.0], [3.0 * (1 + 1e-12)], [9.0], [3.0 * (1 - 1e-12)]]))
    assert order.tolist() == [1, 2, 4, 0, 3]
    assert rank.tolist() == [0, 0, 0, 3, 4]


def test_a_tie_on_the_first_key_within_the_tolerance_lets_the_second_decide() -> None:
    order, rank = ranked(np.array([[1.0, 2.0], [1.0 + 1e-12, 1.0]]))
    assert order.tolist() == [1, 0]
    assert rank.tolist() == [0, 1]


def test_more_than_the_tolerance_is_no_tie() -> None:
    assert ranked(np.array([[1.0], [1.0 + 3e-9]]))[1].tolist() == [0, 1]


def test_no_rows_give_no_order() -> None:
    order, rank = ranked(np.empty((0, 2)))
    assert len(order) == len(rank) == 0


def test_equal_infinities_are_not_apart() -> None:
    left = np.array([np.inf, np.inf, -np.inf, 0.0])
    assert apart(left, np.array([np.inf, 1.0, np.inf, 0.0])).tolist() == [False, True, True, False]


@given(st.lists(st.tuples(*[st.integers(0, 3)] * 3), max_size=12))
def test_integers_are_ordered_as_python_orders_them(rows: list[tuple[int, int, int]]) -> None:
    keys = np.array(rows, dtype=float).reshape(-1, 3)
    order, rank = ranked(keys)
    expected = sorted(range(len(rows)), key=lambda row: (rows[row], row))
    assert order.tolist() == expected
    assert rank.tolist() == [sorted(rows).index(rows[row]) for row in expected]
