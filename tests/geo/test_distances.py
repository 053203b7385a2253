"""Distances with answers known by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import distances

DEGREE_KM = 2 * np.pi * distances.EARTH_KM / 360


def test_one_degree_of_latitude() -> None:
    km = distances.great_circle_km([9, 9], [35, 36])
    assert km == pytest.approx(np.array([[0, DEGREE_KM], [DEGREE_KM, 0]]))


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=1, max_size=6))
def test_distances_are_symmetric_bounded_and_zero_to_oneself(places: list[tuple[float, float]]) -> None:
    km = distances.great_circle_km(*zip(*places, strict=True))
    assert km == pytest.approx(km.T)
    assert (np.diag(km) == 0).all()
    assert (km <= np.pi * distances.EARTH_KM + 1e-6).all()


def test_within_a_disc_of_radius_three() -> None:
    assert distances.within_km([9 * np.pi]) == pytest.approx([2.0])


def test_the_matrix_multiplies_by_the_circuity_and_has_the_within_distance_inside() -> None:
    km = distances.distance_matrix([(9, 35), (9, 36)], [9 * np.pi, 0], circuity=2)
    assert km == pytest.approx(np.array([[4, 2 * DEGREE_KM], [2 * DEGREE_KM, 0]]))


def test_near_other_governorates_shrinks_with_the_reach() -> None:
    points = {"4362": (9.87137, 35.08214), "4255": (9.12321, 35.23151), "4359": (9.56227, 34.93792)}
    assert distances.near_other_governorates(points, 0) == []
    assert "4362" in distances.near_other_governorates(points, 30)  # at the edge, towards Sfax
    assert set(distances.near_other_governorates(points, 300)) == set(points)
    assert distances.near_other_governorates({}, 30) == []


def test_a_higher_circuity_reaches_less_far() -> None:
    points = {"4362": (9.87137, 35.08214)}
    straight = next(km for km in np.arange(0, 60, 0.5) if distances.near_other_governorates(points, km, circuity=1))
    assert distances.near_other_governorates(points, straight * 1.5, circuity=1.5) == ["4362"]
    assert distances.near_other_governorates(points, straight * 1.4, circuity=1.5) == []


def test_seats_inside_one_delegation_are_never_nearer_than_people_live_on_average() -> None:
    points, areas = (
        [(9.0, 35.0), (9.0, 36.0), (9.001, 35.0), (9.5, 35.0)],
        [np.pi * 900, np.pi, np.pi * 900, np.pi * 900],
    )
    km = distances.seats_matrix(points, areas, ["a", "b", "a", "a"], 1.5)
    plain = distances.distance_matrix(points, areas, 1.5)
    assert km[0, 0] == pytest.approx(20 * 1.5)  # 2/3 of the radius of 30 km
    assert km[0, 2] == km[2, 0] == km[0, 0]  # 91 m away, but people live all over the delegation
    assert km[0, 3] == pytest.approx(plain[0, 3])  # farther than that: the straight line
    assert km[1] == pytest.approx(plain[1])
    assert distances.seats_matrix(points[:2], areas[:2], ["a", "b"]) == pytest.approx(
        distances.distance_matrix(points[:2], areas[:2])
    )
