"""Small worlds of value chains, known by hand and drawn at random."""

import numpy as np
import pandas as pd
from hypothesis import strategies as st

STAGES = ("PRO", "COL", "TRA", "COM")
Row = tuple[str, str, int, int, int, int]  # delegation, stage, ess, informal, not entitled, conventional


def road(*at: float) -> pd.DataFrame:
    """Delegations a, b, c... along one road, at these kilometres."""
    codes = pd.Index([chr(97 + rank) for rank in range(len(at))])
    km = abs(np.array(at)[:, None] - np.array(at))
    return pd.DataFrame(km, codes, codes)


def counted(*rows: Row) -> pd.DataFrame:
    """The actors of one chain X."""
    columns = ["delegation", "stage", "ess", "informal", "not_entitled", "conventional"]
    return pd.DataFrame(rows, columns=columns).assign(chain="X")


def surveys(km: pd.DataFrame, unsurveyed: str = "") -> pd.DataFrame:
    """Every delegation surveyed for X but those named."""
    status = ["not" if code in unsurveyed else "surveyed" for code in km.index]
    return pd.DataFrame({"delegation": km.index, "chain": "X", "status": status})


def within(max_km: float) -> pd.DataFrame:
    """One range for all stages of X."""
    rows = [("X", stage, rank, max_km) for rank, stage in enumerate(STAGES, 1)]
    return pd.DataFrame(rows, columns=["chain", "stage", "rank", "max_km"])


@st.composite
def worlds(draw: st.DrawFn) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Up to five delegations on a road, few actors, some delegations not surveyed -> km, counts, survey."""
    km = road(*draw(st.lists(st.sampled_from([0, 10, 25, 40, 90]), min_size=1, max_size=5)))
    number = st.integers(0, 2)
    rows = draw(
        st.lists(
            st.tuples(st.sampled_from(list(km.index)), st.sampled_from(STAGES), number, number, number, number),
            max_size=8,
        )
    )
    unsurveyed = "".join(draw(st.sets(st.sampled_from(list(km.index)))))
    return km, counted(*rows), surveys(km, unsurveyed)
