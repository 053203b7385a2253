"""Four places and two seats: every figure by hand."""

import numpy as np
import pandas as pd
import pytest

from analysis.hub_figures import figures


def served(seats: list[str | None], km: list[float]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "need": [100.0, 300.0, 50.0, np.nan],
            "need_error": [3.0, 4.0, 12.0, np.nan],
            "seat": seats,
            "distance_km": km,
        },
        index=["d", "a", "b", "c"],
    )


def test_by_hand() -> None:
    found = figures(served(["d", "d", None, "a"], [0.0, 20.0, np.nan, 90.0]))
    assert found == {
        "need_served": 400.0,
        "need_error": 5.0,
        "need_unserved": 50.0,
        "unserved_error": 12.0,
        "places_unserved": 1,
        "mean_km": 15.0,
        "worst_km": 20.0,  # the farther place has no figure of need
        "worst_place": "a",
    }


def test_nobody_is_served() -> None:
    found = figures(served([None] * 4, [np.nan] * 4))
    assert (found["need_served"], found["mean_km"], found["worst_km"], found["worst_place"]) == (0.0, None, None, None)
    assert (found["need_unserved"], found["places_unserved"]) == (450.0, 4)
    assert found["unserved_error"] == pytest.approx(13.0)


def test_of_two_equally_far_the_first_by_code() -> None:
    assert figures(served(["d"] * 4, [20.0, 20.0, 20.0, 20.0]))["worst_place"] == "a"
