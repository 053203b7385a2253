"""Frames of the printed map: one scale for three panels, everything inside, true distances."""

import numpy as np
import pytest
import shapely

from geo.distances import great_circle_km
from geo.frames import FOUR, PANELS, fitted, inset, panels
from geo.points import metric_outlines


def _inside(frame_window: object, codes: tuple[str, ...]) -> bool:
    whole = shapely.union_all([shape for code, shape in metric_outlines().items() if code[:2] in codes])
    return bool(shapely.contains(frame_window, whole))


@pytest.mark.parametrize("size", [(182.0, 98.0), (182.0, 60.0), (120.0, 106.0), (300.0, 150.0)])
def test_the_panels_share_one_scale_and_hold_their_governorates(size: tuple[float, float]) -> None:
    frames = panels(*size)
    assert len({frame.scale for frame in frames}) == 1
    for frame, group in zip(frames, PANELS, strict=True):
        assert _inside(frame.window, group)
        assert frame.x >= 0
        assert frame.y >= 0
        assert frame.x + frame.width <= size[0] + 1e-9
        assert frame.y + frame.height <= size[1] + 1e-9


def test_the_panels_do_not_cover_each_other() -> None:
    boxes = [shapely.box(*frame.box) for frame in panels(182, 98)]
    assert all(boxes[a].intersection(boxes[b]).area == 0 for a, b in ((0, 1), (0, 2), (1, 2)))


def test_millimetres_are_kilometres_on_the_ground() -> None:
    frame = fitted(FOUR, 100, 110)
    thala, mahdia = (8.67, 35.57), (11.06, 35.50)
    (x0, y0), (x1, y1) = frame.at(*thala), frame.at(*mahdia)
    km = great_circle_km([thala[0], mahdia[0]], [thala[1], mahdia[1]])[0, 1]
    assert np.hypot(x1 - x0, y1 - y0) / frame.scale / 1000 == pytest.approx(km, rel=0.002)


def test_north_is_up_and_east_is_right() -> None:
    frame = fitted(("42",), 80, 80)
    assert frame.at(8.7, 35.6)[1] < frame.at(8.7, 35.0)[1]
    assert frame.at(8.4, 35.2)[0] < frame.at(9.0, 35.2)[0]


@pytest.mark.parametrize("governorate", FOUR)
def test_the_inset_hides_almost_nothing_and_leaves_the_scale_bar(governorate: str) -> None:
    frame = fitted((governorate,), 88, 84)
    small = inset(frame, (governorate,), 18, 20)
    west = frame.west + (small.x - frame.x) / frame.scale
    north = frame.south + (frame.height - small.y) / frame.scale
    cover = shapely.box(west, north - 20 / frame.scale, west + 18 / frame.scale, north)
    shape = metric_outlines("governorates.geojson")[governorate]
    assert cover.intersection(shape).area < 0.02 * shape.area
    assert small.x > frame.x or small.y < frame.y + frame.height - 26
