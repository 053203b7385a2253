"""Outlines lose nothing when made small."""

import json

from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point, Polygon

from geo.outlines import REFERENCE, delegation_codes, read_delegations, read_governorates, steps, vertices

DEGREES = st.integers(-180_000, 180_000).map(lambda value: value / 1000)


@given(st.lists(st.tuples(DEGREES, DEGREES), min_size=3, max_size=30))
def test_steps_and_vertices_are_inverse(points: list[tuple[float, float]]) -> None:
    ring = [list(point) for point in [*points, points[0]]]
    assert vertices(steps(ring)) == points


def test_steps_by_hand() -> None:
    assert steps([[1.0, 2.0], [1.001, 2.0], [1.001, 1.998], [1.0, 2.0]]) == [1000, 2000, 1, 0, 0, -2]


def test_every_outline_is_the_published_one() -> None:
    published = json.loads((REFERENCE / "delegations.geojson").read_text(encoding="utf-8"))["features"]
    rings = {one["properties"]["code"]: one["geometry"]["coordinates"] for one in published}
    found = read_delegations()
    assert [one.code for one in found] == list(delegation_codes()) == sorted(rings)
    for one in found:
        assert [[list(point) for point in vertices(ring)] for ring in one.rings] == [
            ring[:-1] for ring in rings[one.code]
        ]


def test_names_and_points_of_a_delegation() -> None:
    thala = next(one for one in read_delegations() if one.code == "4259")
    assert thala.names == {"fr": "Thala", "ar": "تالة"} and thala.governorate == "42"
    assert thala.point == (8.67031, 35.57244)


def test_where_no_seat_is_known_the_point_lies_inside() -> None:
    without = [one for one in read_delegations() if one.code in {"4252", "4253", "4352"}]
    assert len(without) == 3
    for one in without:
        assert Polygon(vertices(one.rings[0])).contains(Point(one.point))


def test_a_name_has_room_where_it_is_put() -> None:
    for one in (*read_delegations(), *read_governorates()):
        lon, lat, radius = one.centre
        assert radius > 0
        circle = Point(lon, lat).buffer(radius * 0.9)
        assert any(Polygon(vertices(ring)).contains(circle) for ring in one.rings), one.code


def test_all_governorates_are_there_for_context() -> None:
    found = read_governorates()
    assert len(found) == 24
    assert {one.governorate for one in read_delegations()} <= {one.code for one in found}
