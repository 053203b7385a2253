"""Two choices of hubs against each other, on places whose answer is seen at a glance."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.hub_change import CHANGES, by_place, need_difference


def choice(**places: tuple[str | None, float]) -> pd.DataFrame:
    seats = pd.Series([seat for seat, _ in places.values()], index=list(places), dtype=object)
    km = [np.nan if seat is None else km for seat, km in places.values()]
    return pd.DataFrame({"need": 100.0, "need_error": 3.0, "seat": seats, "distance_km": km})


BEFORE = choice(a=("s", 10.0), b=("s", 10.0), c=("s", 10.0), d=("s", 10.0), e=(None, 0), f=(None, 0), g=("s", 10.0))
AFTER = choice(a=("s", 10.04), b=("s", 9.0), c=("r", 12.5), d=(None, 0), e=("r", 5.0), f=(None, 0), g=("r", 10.0))


def test_each_place_changes_as_its_distances_say() -> None:
    change = by_place(BEFORE, AFTER)
    assert change["change"].tolist() == ["same", "nearer", "farther", "lost", "gained", "neither", "same"]
    assert change["other_seat"].tolist() == [False, False, True, False, False, False, True]
    assert change["km"].tolist() == pytest.approx([0.04, -1.0, 2.5, np.nan, np.nan, np.nan, 0.0], nan_ok=True)


def test_places_are_matched_by_code_not_by_order() -> None:
    assert by_place(BEFORE, AFTER.iloc[::-1]).equals(by_place(BEFORE, AFTER))


def test_the_difference_counts_only_what_differs() -> None:
    two = need_difference(BEFORE, AFTER)  # d is lost, e gained
    assert (two.people, two.error) == (0.0, pytest.approx(np.sqrt(18)))
    assert not two.told_apart
    more = need_difference(BEFORE, choice(**dict.fromkeys(BEFORE.index, ("s", 1.0))))
    assert (more.people, more.error) == (200.0, pytest.approx(np.sqrt(18)))
    assert more.told_apart
    assert need_difference(BEFORE, BEFORE).error == 0.0


def test_a_place_without_figure_adds_nothing() -> None:
    unknown = BEFORE.assign(need=[np.nan, *[100.0] * 6], need_error=[np.nan, *[3.0] * 6])
    nobody = unknown.assign(seat=None, distance_km=np.nan)
    assert need_difference(nobody, unknown).people == 400.0
    assert need_difference(nobody, unknown).error == pytest.approx(6.0)


def test_another_basis_differs_by_its_own_error() -> None:
    rescaled = BEFORE.assign(need=BEFORE["need"] * 1.1, need_error=BEFORE["need_error"] * 1.1)
    two = need_difference(BEFORE, rescaled)
    assert (two.people, two.error) == (pytest.approx(50.0), pytest.approx(0.3 * np.sqrt(5)))


PLACE = st.tuples(st.sampled_from(["r", "s", None]), st.floats(0, 200))


@settings(max_examples=40)
@given(rows=st.lists(st.tuples(PLACE, PLACE), min_size=1, max_size=9))
def test_turned_round_it_is_the_opposite(rows: list[tuple[tuple[str | None, float], tuple[str | None, float]]]) -> None:
    before, after = (choice(**{f"p{n}": row[side] for n, row in enumerate(rows)}) for side in (0, 1))
    there, back = by_place(before, after), by_place(after, before)
    opposite = {"gained": "lost", "lost": "gained", "nearer": "farther", "farther": "nearer"}
    assert back["change"].tolist() == [opposite.get(one, one) for one in there["change"]]
    assert set(there["change"]) <= set(CHANGES)
    assert back["other_seat"].equals(there["other_seat"])
    assert need_difference(before, after).people == pytest.approx(-need_difference(after, before).people)
