"""Points up to a limit, an aggregate above."""

import pytest

from ui.shapes import MAX_POINTS, Circles, Legend, Point, Points, points_or_aggregate

AGGREGATE = Circles({"2251": 3}, {}, "", 10, ())


@pytest.mark.parametrize(("count", "aggregated"), [(0, False), (MAX_POINTS, False), (MAX_POINTS + 1, True)])
def test_the_aggregate_takes_over_by_itself(count: int, aggregated: bool) -> None:
    points = Points("enterprise", [Point(9.0, 35.0, "a", "", "")] * count, Legend("", ()))
    assert points_or_aggregate(points, AGGREGATE) is (AGGREGATE if aggregated else points)
