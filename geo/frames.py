"""Windows on the printed map, in UTM zone 32N: where each stands on its sheet, at which scale, and what it holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import shapely

from geo.drawing import Spot
from geo.points import metric_outlines, project

PANELS = (("42", "43"), ("22",), ("33",))  # one scale; Kasserine and Sidi Bouzid touch
FOUR = ("22", "33", "42", "43")
GAP = 3.0  # mm between panels
AIR = 1.07  # a frame is a little larger than what it shows

Box = tuple[float, float, float, float]  # x0, y0, x1, y1 in mm


@dataclass(frozen=True)
class Frame:
    """A window on the map: its lower left corner in metres, its place and size on the sheet in mm, and its scale."""

    west: float
    south: float
    scale: float  # mm on paper per metre
    x: float
    y: float
    width: float
    height: float

    def spot(self, east: float, north: float) -> Spot:
        """Metres -> mm on the sheet."""
        return (
            self.x + (east - self.west) * self.scale,
            self.y + self.height - (north - self.south) * self.scale,
        )

    def at(self, lon: float, lat: float) -> Spot:
        """Degrees -> mm on the sheet."""
        return self.spot(*project()(lon, lat))

    @property
    def window(self) -> Any:
        """What is seen, in metres."""
        east, north = self.west + self.width / self.scale, self.south + self.height / self.scale
        return shapely.box(self.west, self.south, east, north)

    @property
    def box(self) -> Box:
        """The frame on the sheet."""
        return self.x, self.y, self.x + self.width, self.y + self.height


def fitted(governorates: Iterable[str], width: float, height: float, x: float = 0, y: float = 0) -> Frame:
    """The frame of `width` by `height` mm that shows these governorates as large as they go, with some air."""
    bounds = _bounds(governorates)
    scale = min(width / (bounds[2] - bounds[0]), height / (bounds[3] - bounds[1])) / AIR
    return _centred(bounds, scale, x, y, width, height)


def panels(width: float, height: float) -> tuple[Frame, ...]:
    """The three panels of PANELS at one scale on one sheet: the first on the left, the two others above each other."""
    wide = [_bounds(group) for group in PANELS]
    across = [(bounds[2] - bounds[0]) * AIR for bounds in wide]
    down = [(bounds[3] - bounds[1]) * AIR for bounds in wide]
    right = max(across[1:])
    scale = min((width - GAP) / (across[0] + right), height / down[0], (height - GAP) / (down[1] + down[2]))
    left = (width - GAP) * across[0] / (across[0] + right)
    spare = (height - GAP - (down[1] + down[2]) * scale) / 2
    upper, lower, x = down[1] * scale + spare, down[2] * scale + spare, left + GAP
    return (
        _centred(wide[0], scale, 0, 0, left, height),
        _centred(wide[1], scale, x, 0, width - x, upper),
        _centred(wide[2], scale, x, upper + GAP, width - x, lower),
    )


def inset(frame: Frame, governorates: Iterable[str], width: float, height: float) -> Frame:
    """A small frame on all four governorates in the corner of another where it hides least of `governorates`."""
    shown = shapely.union_all([metric_outlines("governorates.geojson")[code] for code in governorates])
    right, low = frame.x + frame.width - width, frame.y + frame.height - height
    corners = [(right, frame.y), (frame.x, frame.y), (right, low)]  # the fourth holds the scale bar

    def hidden(corner: Spot) -> float:
        west = frame.west + (corner[0] - frame.x) / frame.scale
        north = frame.south + (frame.y + frame.height - corner[1]) / frame.scale
        cover = shapely.box(west, north - height / frame.scale, west + width / frame.scale, north)
        return float(cover.intersection(shown).area)

    return fitted(FOUR, width, height, *min(corners, key=hidden))


def enlarged(frame: Frame, lon: float, lat: float, times: float, width: float, height: float) -> Frame:
    """A small frame around a place, `times` the scale of another, in that one's upper right corner."""
    east, north = project()(lon, lat)
    scale = frame.scale * times
    west, south = east - width / scale / 2, north - height / scale / 2
    return Frame(float(west), float(south), scale, frame.x + frame.width - width, frame.y, width, height)


def _centred(bounds: Any, scale: float, x: float, y: float, width: float, height: float) -> Frame:
    west = (bounds[0] + bounds[2]) / 2 - width / scale / 2
    south = (bounds[1] + bounds[3]) / 2 - height / scale / 2
    return Frame(*(float(value) for value in (west, south, scale, x, y, width, height)))


def _bounds(governorates: Iterable[str]) -> Any:
    chosen = frozenset(governorates)
    return shapely.total_bounds([one for code, one in metric_outlines().items() if code[:2] in chosen])
