"""Informal counts of the matrix: 1 to 4 masked, and never to be had from the others."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.stage_masking import masked_informal


def _told(*counts: int | None) -> list[tuple[int, int]]:
    rows = pd.DataFrame(
        {
            "governorate": "22",
            "delegation": [f"22{rank}" for rank in range(len(counts))],
            "chain": "X",
            "stage": "PRO",
            "informal": counts,
        }
    )
    found = masked_informal(rows, "delegation", ["governorate"])
    return list(zip(found["told"], found["hidden"], strict=True))


def test_one_to_four_are_masked_and_zero_stays_zero() -> None:
    assert _told(0, 1, 4, 5) == [(0, 0), (0, 1), (0, 1), (5, 0)]


def test_a_lone_masked_count_takes_the_next_smallest_with_it() -> None:
    assert _told(3, 9, 6) == [(0, 1), (9, 0), (0, 1)]
    assert _told(3, 0) == [(0, 1), (0, 0)]


def test_a_place_that_is_not_known_is_masked_with_its_group() -> None:
    rows = pd.DataFrame(
        {"governorate": "22", "delegation": ["2251", None], "chain": "X", "stage": "PRO", "informal": [8, 2]}
    )
    assert masked_informal(rows, "delegation", ["governorate"])["hidden"].tolist() == [1, 1]


@settings(max_examples=25, deadline=None)
@given(counts=st.lists(st.integers(0, 9), min_size=1, max_size=5))
def test_no_small_count_is_told_nor_follows_from_the_total(counts: list[int]) -> None:
    told = _told(*counts)
    assert all(hidden for (_n, hidden), count in zip(told, counts, strict=True) if 1 <= count < 5)
    assert all(n == count for (n, hidden), count in zip(told, counts, strict=True) if not hidden)
    if sum(hidden for _n, hidden in told) == 1:  # alone only where nothing else could go with it
        assert all(count < 5 for count in counts)
