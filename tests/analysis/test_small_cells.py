"""Small cells of a table with totals: hidden, and not to be computed from the others."""

from itertools import product

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.masking import SMALL
from analysis.small_cells import COVERED, SHOWN, SMALL_CELL, TOTAL, hidden, line, told, with_totals

CELL = st.one_of(st.just(0), st.integers(0, 7), st.integers(0, 40))
TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=5)
)
TINY = st.lists(st.lists(st.integers(0, 7), min_size=2, max_size=2), min_size=2, max_size=2)


def _table(rows: list[list[int]]) -> pd.DataFrame:
    return with_totals(pd.DataFrame(rows, index=[f"r{i}" for i in range(len(rows))]))


def test_totals_are_added() -> None:
    assert _table([[1, 2], [3, 4]]).to_numpy().tolist() == [[1, 2, 3], [3, 4, 7], [4, 6, 10]]


def test_a_table_without_small_cells_is_shown_whole() -> None:
    assert (hidden(_table([[10, 0], [6, 7]])) == SHOWN).all(axis=None)


def test_a_small_cell_takes_three_others_of_a_square_with_it() -> None:
    states = hidden(_table([[3, 20, 9], [30, 40, 50], [25, 8, 60]]))
    assert states.loc["r0"].tolist() == [SMALL_CELL, COVERED, SHOWN, SHOWN]
    assert states.loc["r2"].tolist() == [COVERED, COVERED, SHOWN, SHOWN]  # 20 + 25 + 8 is the least there is to hide
    assert (states == COVERED).to_numpy().sum() == 3
    assert (states.loc[TOTAL] == SHOWN).all()


def test_zero_stays_zero_and_a_lone_small_cell_hides_its_total() -> None:
    states = hidden(_table([[3, 0], [20, 9]]))
    assert states.loc["r0", TOTAL] == SMALL_CELL
    assert states.loc["r0", 1] == SHOWN
    assert states.loc["r1", TOTAL] == COVERED


def test_two_small_cells_that_can_only_be_one_each_are_no_cover() -> None:
    assert line(pd.Series([1, 1, 10])).tolist() == [SMALL_CELL, SMALL_CELL, COVERED]
    assert line(pd.Series([4, 4, 10])).tolist() == [SMALL_CELL, SMALL_CELL, COVERED]
    assert line(pd.Series([1, 2, 10])).tolist() == [SMALL_CELL, SMALL_CELL, SHOWN]


def test_a_line_covers_with_its_smallest() -> None:
    assert line(pd.Series([3, 0, 12, 7], index=list("abcd"))).to_dict() == {
        "a": SMALL_CELL, "b": SHOWN, "c": SHOWN, "d": COVERED,
    }  # fmt: skip


def test_words_stand_for_what_is_hidden() -> None:
    shown = told(_table([[3, 20, 9], [30, 40, 50]]), "<5", "…")
    assert shown.loc["r0"].tolist() == ["<5", 20, "…", 32]


@settings(deadline=None, max_examples=120)
@given(TABLES)
def test_no_small_cell_is_shown_and_none_follows_from_the_sums(rows: list[list[int]]) -> None:
    table = _table(rows)
    states = hidden(table)
    cells = table.to_numpy()
    assert (states.to_numpy()[(cells >= 1) & (cells < SMALL)] == SMALL_CELL).all()
    assert (states.to_numpy()[cells == 0] == SHOWN).all()
    for row, column in np.argwhere((states == SMALL_CELL).to_numpy()):
        assert not _solved(states.to_numpy(), int(row), int(column)), (row, column)


def _solved(states: np.ndarray, row: int, column: int) -> bool:
    """Whether the sums give this cell: it follows iff adding `cell = 0` to them raises their rank not at all."""
    places = [tuple(place) for place in np.argwhere(states != SHOWN)]
    height, width = states.shape
    lines = []
    for r in range(height):
        lines.append([(-1 if c == width - 1 else 1) if r == at else 0 for at, c in places])
    for c in range(width):
        lines.append([(-1 if r == height - 1 else 1) if c == at else 0 for r, at in places])
    mine = [1 if place == (row, column) else 0 for place in places]
    return bool(np.linalg.matrix_rank([*lines, mine]) == np.linalg.matrix_rank(lines))


@settings(deadline=None, max_examples=20)
@given(TINY)
def test_another_table_could_stand_behind_each_small_cell(rows: list[list[int]]) -> None:
    """Exhaustive on 2 x 2: among all tables with the same shown cells, every small one has at least two values."""
    table = _table(rows)
    states = hidden(table).to_numpy()
    cells = table.to_numpy()
    possible: dict[tuple[int, int], set[int]] = {}
    for a, b, c, d in product(range(10), repeat=4):
        other = np.array([[a, b, a + b], [c, d, c + d], [a + c, b + d, a + b + c + d]])
        if (other == cells)[states == SHOWN].all():
            for place in map(tuple, np.argwhere(states == SMALL_CELL)):
                possible.setdefault(place, set()).add(int(other[place]))
    assert all(len(values) > 1 for values in possible.values())


@settings(deadline=None, max_examples=60)
@given(st.lists(CELL, min_size=1, max_size=8))
def test_totals_that_cover_totals_are_hidden_whatever_stands_before_them(counts: list[int]) -> None:
    whole = hidden(_table([[n] for n in counts]))
    halves = hidden(_table([[n // 2, n - n // 2] for n in counts]))
    covering = whole[TOTAL] != SHOWN
    assert (halves[TOTAL][covering] == whole[TOTAL][covering]).all()
