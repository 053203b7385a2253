"""Points against outlines: inside, near the border, far outside, unknown."""

import numpy as np
import pytest

from geo import points


def test_a_town_lies_in_its_delegation() -> None:
    assert points.delegation_at(8.75801, 36.95442, "2254") == ("2254", 0.0)


def test_a_point_far_away_lies_nowhere_and_says_how_far() -> None:
    code, km = points.delegation_at(10.18, 36.8, "2251")  # Tunis
    assert code is None
    assert km is not None
    assert 100 < km < 140


def test_distance_is_in_kilometres() -> None:
    # The outline of Jendouba ends at 8.937, 36.448; 0.1 degree further east is 0.1 x 111.32 x cos(36.448) = 8.95 km.
    km = points.km_from_outline(["2251"], [9.037], [36.448])[0]
    assert km == pytest.approx(8.95, abs=0.05)


def test_salakta_is_near_the_border_and_not_far_outside() -> None:
    code, km = points.delegation_at(11.04361, 35.39444, "3361")
    assert code is None
    assert km is not None
    assert 1.0 < km < points.NEAR_BORDER_KM


def test_unknown_points_and_codes_stay_unknown() -> None:
    assert list(points.delegations_at([np.nan, 8.78], [36.5, np.nan])) == [None, None]
    assert np.isnan(points.km_from_outline(["2251", None, "9999"], [np.nan, 8.78, 8.78], [36.5, 36.5, 36.5])).all()


def test_many_points_at_once_agree_with_one_by_one() -> None:
    rng = np.random.default_rng(1)
    lon, lat = rng.uniform(8.1, 11.3, 300), rng.uniform(34.4, 37.0, 300)
    at_once = points.delegations_at(lon, lat)
    assert [points.delegation_at(x, y)[0] for x, y in zip(lon, lat, strict=True)] == list(at_once)
    inside = np.array([code is not None for code in at_once])
    assert inside.any()
    assert not inside.all()
    assert (points.km_from_outline(at_once, lon, lat)[inside] == 0).all()


def test_the_representative_point_is_inside() -> None:
    for code in ("4252", "4253", "4352"):
        assert points.delegation_at(*points.representative(code))[0] == code


def test_areas_are_plausible() -> None:
    assert points.area_km2("2251") == pytest.approx(248, abs=2)
    sidi_bouzid = sum(points.area_km2(str(code)) for code in range(4351, 4363))
    assert sidi_bouzid == pytest.approx(6994, rel=0.05)  # the published area
