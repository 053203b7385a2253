"""Small counts: masked, with what would reveal them."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis.masking import SMALL, at_least, masked

COUNTS = st.lists(st.integers(0, 30), min_size=1, max_size=12).map(pd.Series)


def test_one_to_four_are_masked_and_zero_stays_zero() -> None:
    shown = masked(pd.Series([0, 1, 4, 5, 9], index=list("abcde")))
    assert shown["a"] == 0
    assert shown[["b", "c"]].isna().all()
    assert shown["d"] == 5
    assert shown["e"] == 9


def test_a_lone_masked_cell_takes_the_next_smallest_with_it() -> None:
    shown = masked(pd.Series([3, 12, 7, 0], index=list("abcd")))
    assert shown[["a", "c"]].isna().all()
    assert shown["b"] == 12
    assert shown["d"] == 0


def test_a_total_with_hidden_cells_is_only_a_lower_bound() -> None:
    assert at_least(pd.Series([5, 6])) == (11, True)
    total, exact = at_least(pd.Series([2, 3, 10]))
    assert not exact
    assert total == 12


@given(COUNTS)
def test_no_small_count_is_ever_shown(counts: pd.Series) -> None:
    assert not masked(counts).dropna().between(1, SMALL - 1).any()


@given(COUNTS)
def test_a_published_total_never_gives_a_masked_cell_away(counts: pd.Series) -> None:
    hidden = masked(counts).isna()
    assert hidden.sum() != 1 or not (counts[~hidden] >= SMALL).any()


@given(COUNTS)
def test_at_least_is_never_more_than_the_truth(counts: pd.Series) -> None:
    assert at_least(counts)[0] <= counts.sum()
