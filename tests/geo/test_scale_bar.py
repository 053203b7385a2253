"""The scale bar says what it measures."""

import pytest

from geo import scale_bar
from geo.frames import FOUR, enlarged, fitted, panels

THREE = panels(182, 98)
TOWN = enlarged(THREE[0], 8.83, 35.17, 3.2, 33, 27)
FRAMES = [fitted(FOUR, 46, 50), fitted(("22",), 88, 84), *THREE, TOWN]


@pytest.mark.parametrize("frame", FRAMES)
def test_its_length_on_paper_is_its_words_on_the_ground(frame: object) -> None:
    km, long = scale_bar.length(frame)  # type: ignore[arg-type]
    assert long / frame.scale == pytest.approx(km * 1000)  # type: ignore[attr-defined]
    assert frame.width / 12 < long <= frame.width / 3  # type: ignore[attr-defined]
    told = scale_bar.words(frame, "{km} km", "#000000")  # type: ignore[arg-type]
    assert told.lines == (f"{km} km",)
    x0, y0, x1, y1 = scale_bar.box(frame)  # type: ignore[arg-type]
    assert x0 <= told.x <= x1
    assert y0 <= told.y <= y1
