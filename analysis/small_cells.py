"""Small counts of people in a table with totals: which cells to hide so that no sum gives a hidden one away.

Primary and secondary suppression (Hundepool et al., Statistical Disclosure Control, 2012, section 4.2). A cell of 1
to 4 is *small* ("<5"); a cell hidden only because it would reveal a small one is *covered*. Zero stays zero.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.masking import SMALL

SHOWN, SMALL_CELL, COVERED = "shown", "small", "covered"
TOTAL = "total"
EXACT = 1e-9
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


def is_small(n: int) -> bool:
    """Whether a count of people is 1 to 4."""
    return 0 < n < SMALL


def with_totals(counts: pd.DataFrame) -> pd.DataFrame:
    """The counts with a last column and a last row `total`."""
    wide = counts.assign(**{TOTAL: counts.sum(axis=1)})
    wide.loc[TOTAL] = wide.sum()
    return wide.astype("int64")


def hidden(counts: pd.DataFrame) -> pd.DataFrame:
    """Counts with totals -> shown, small or covered, cell by cell.

    The totals are settled first and by themselves, so that tables of the same places by sex, by age and by situation
    hide the same totals; one more is hidden only where nothing else can cover. Sums alone reveal no small cell; a
    reader who knows some of the people counted may still learn more.
    """
    cells = counts.to_numpy(dtype=np.int64)
    small = (cells >= 1) & (cells < SMALL)
    mask = small.copy()
    for margin in (np.s_[:, -1:], np.s_[-1:, :]):
        mask[margin] = _covered(cells[margin], small[margin], mask[margin])
    mask = _covered(cells, small, mask)
    states = np.where(small, SMALL_CELL, np.where(mask, COVERED, SHOWN))
    return pd.DataFrame(states, index=counts.index, columns=counts.columns)


def told(counts: pd.DataFrame, small_words: str, covered_words: str) -> pd.DataFrame:
    """The table as read, an object in each cell: a number, or words where it is hidden."""
    states = hidden(counts)
    cells = counts.astype(object).mask(states == SMALL_CELL, small_words)
    return cells.mask(states == COVERED, covered_words)


def line(counts: pd.Series) -> pd.Series:
    """One row of counts whose total is told elsewhere -> shown, small or covered, by the same index."""
    table = pd.DataFrame([[*counts, counts.sum()]])
    return pd.Series(hidden_line(table.to_numpy(dtype=np.int64))[0][:-1], index=counts.index, dtype="object")


def hidden_line(cells: Ints) -> NDArray[np.object_]:
    """States of a table of one row that ends with its total."""
    small = (cells >= 1) & (cells < SMALL)
    mask = _covered(cells, small, small.copy())
    return np.where(small, SMALL_CELL, np.where(mask, COVERED, SHOWN)).astype(object)


def _covered(cells: Ints, small: Bools, mask: Bools) -> Bools:
    """Hide the smallest cells that leave no small one to be computed; `cells` ends with its totals where it has any."""
    mask = mask.copy()
    while len(given := _given_away(cells, small, mask)):
        if not (free := ~mask & (cells > 0)).any():
            return mask
        square = _cheapest_square(cells, mask, given[0])
        mask |= _cheapest_cell(cells, mask, free, given[0]) if square is None else square
    return mask


def _cheapest_square(cells: Ints, mask: Bools, corner: tuple[int, int]) -> Bools | None:
    """The square of inner, non-zero cells on this corner that hides the fewest people more, or None."""
    row, column = corner
    inner = cells[:-1, :-1]
    if min(inner.shape) < 2 or row >= len(inner) or column >= inner.shape[1]:
        return None
    cost = np.where(mask[:-1, :-1], 0, inner)
    total = cost[row, :][None, :] + cost[:, column][:, None] + cost
    usable = (inner > 0) & (inner[row, :] > 0)[None, :] & (inner[:, column] > 0)[:, None] & (total > 0)
    usable[row, :] = usable[:, column] = False
    if not usable.any():
        return None
    other_row, other_column = divmod(int(np.where(usable, total, total.max() + 1).argmin()), inner.shape[1])
    found = np.zeros_like(mask)
    found[row, column] = found[row, other_column] = found[other_row, column] = found[other_row, other_column] = True
    return found


def _cheapest_cell(cells: Ints, mask: Bools, free: Bools, given: tuple[int, int]) -> Bools:
    """The smallest cell that may still cover: in the lines of the one given away, then in other hidden lines."""
    row, column = given
    inner = np.zeros_like(free)
    inner[: -1 if len(cells) > 1 else None, : -1 if cells.shape[1] > 1 else None] = True
    crossing = np.zeros_like(free)
    crossing[row, :] = crossing[:, column] = True
    wider = mask.any(axis=1, keepdims=True) | mask.any(axis=0, keepdims=True)
    below = np.zeros_like(free)
    below[-1, :-1] = True  # totals of the columns before those of the rows, which other tables tell too
    choices: list[Bools] = [free & inner & crossing, free & inner & wider, free & inner, free & below, free]
    choice = next(one for one in choices if bool(one.any()))
    found: Bools = np.zeros_like(mask)
    found.ravel()[int(np.where(choice, cells, cells.max() + 1).argmin())] = True
    return found


def _given_away(cells: Ints, small: Bools, mask: Bools) -> list[tuple[int, int]]:
    """Small cells that the sums of the table determine: not free in the equations, or all at one end of 1 to 4."""
    places = np.argwhere(mask)
    if not len(places):
        return []
    equations = _equations(cells.shape, places)
    _, sizes, rows = np.linalg.svd(equations) if equations.size else (None, np.zeros(0), np.eye(len(places)))
    free = rows[int((sizes > EXACT).sum()) :]
    moves = (np.abs(free) > EXACT**0.5).any(axis=0)
    at_an_end = _at_an_end(cells, small, mask)
    return [
        (int(r), int(c))
        for (r, c), moved in zip(places, moves, strict=True)
        if small[r, c] and (not moved or at_an_end[r, c])
    ]


def _equations(shape: tuple[int, ...], places: NDArray[np.intp]) -> NDArray[np.float64]:
    """One row per line of the table that has a total: its parts less its total, over the hidden cells."""
    found = []
    for axis in (0, 1):
        if shape[1 - axis] < 2:  # a single cell has no total beside it
            continue
        sign = np.where(places[:, 1 - axis] == shape[1 - axis] - 1, -1.0, 1.0)
        found += [np.where(places[:, axis] == at, sign, 0.0) for at in range(shape[axis])]
    return np.array(found)


def _at_an_end(cells: Ints, small: Bools, mask: Bools) -> Bools:
    """Cells of a line with a known total whose hidden parts, all of 1 to 4, can only be all 1 or all 4."""
    found = np.zeros_like(mask)
    for table, one, out in ((cells, mask, found), (cells.T, mask.T, found.T)):
        if table.shape[1] < 2:
            continue
        parts = one[:, :-1]
        all_small = (parts <= (small if out is found else small.T)[:, :-1]).all(axis=1)
        n, held = parts.sum(axis=1), np.where(parts, table[:, :-1], 0).sum(axis=1)
        stuck = all_small & ~one[:, -1] & (n > 0) & ((held == n) | (held == n * (SMALL - 1)))
        out[:, :-1] |= parts & stuck[:, None]
    return found
