"""Small worlds of delegations in governorates, by hand and drawn at random."""

import numpy as np
import pandas as pd
from hypothesis import strategies as st

World = tuple[pd.DataFrame, pd.DataFrame]


def world(rows: list[tuple[str, str, str | None, float]], km: list[list[float]]) -> World:
    """(code, governorate, town, need) and the distances between them."""
    places = pd.DataFrame(rows, columns=["code", "governorate", "town", "need"]).set_index("code")
    return places, pd.DataFrame(np.array(km, dtype=float), places.index, places.index)


def line() -> World:
    """Two governorates on one road: N1 - N2 - N3 in the north, S1 - S2 in the south; N1 and N2 are one town."""
    at = np.array([0, 10, 40, 60, 100])
    km = np.where(np.eye(5, dtype=bool), 3.0, abs(at[:, None] - at))
    rows = [
        ("n1", "N", "Nord", 100.0),
        ("n2", "N", "Nord", 100.0),
        ("n3", "N", None, 50.0),
        ("s1", "S", None, 30.0),
        ("s2", "S", "", 70.0),
    ]
    return world(rows, km.tolist())


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Three to seven places in up to three governorates, small whole distances (many ties), some need unknown."""
    count = draw(st.integers(3, 7))
    governorates = draw(
        st.lists(st.sampled_from("NSW"), min_size=count, max_size=count).filter(lambda found: len(set(found)) > 1)
    )
    needs = draw(
        st.lists(st.sampled_from([0.0, 1.0, 2.0, 5.0, np.nan]), min_size=count, max_size=count).filter(
            lambda found: any(need > 0 for need in found)
        )
    )
    km = draw(
        st.lists(
            st.lists(st.sampled_from([1, 5, 30, 31]), min_size=count, max_size=count), min_size=count, max_size=count
        )
    )
    rows = [(f"p{at}", governorates[at], "T" if at < 2 else None, needs[at]) for at in range(count)]
    return world(rows, km)
