"""Small counts of people and informal groups that must not be read off a map or a table."""

import pandas as pd

SMALL = 5  # cells of 1 to 4 are masked; 0 stays 0


def masked(counts: pd.Series) -> pd.Series:
    """Counts with every 1 to 4 replaced by NA; where only one cell is masked the next smallest goes with it.

    Without that second one, a published total less the other cells would reveal the first (secondary
    suppression, Hundepool et al., Statistical Disclosure Control, 2012, section 4.2).
    """
    kept = counts.astype("Int64")
    small = kept.between(1, SMALL - 1)
    if small.sum() == 1 and (kept >= SMALL).any():
        small = small | (kept.index == kept[kept >= SMALL].idxmin())
    return kept.mask(small)


def at_least(counts: pd.Series) -> tuple[int, bool]:
    """(total, exact): the total of what may be said, and whether it is exact; a masked cell counts as one."""
    shown = masked(counts)
    hidden = int(shown.isna().sum())
    return int(shown.sum()) + hidden, hidden == 0
