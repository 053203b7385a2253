"""Printed maps from the reference outlines, in UTM zone 32N: frames at a stated scale, and what stands in them.

Nothing here knows colours or words: looks, names and paper come in as values.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
import shapely

from geo.drawing import Disc, Drawing, Path, Spot, Text
from geo.labels import Box, Name, placed
from geo.points import metric_outlines, project

PANELS = (("42", "43"), ("22",), ("33",))  # one scale; Kasserine and Sidi Bouzid touch
FOUR = ("22", "33", "42", "43")
GAP = 3.0  # mm between panels
HATCH = 1.1  # mm between the lines of a hatch


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
        return shapely.box(
            self.west, self.south, self.west + self.width / self.scale, self.south + self.height / self.scale
        )

    @property
    def box(self) -> Box:
        """The frame on the sheet."""
        return self.x, self.y, self.x + self.width, self.y + self.height


@dataclass(frozen=True)
class Look:
    """How one delegation is drawn."""

    fill: str
    edge: str = "solid"
    hatched: bool = False
    strong: bool = False


@dataclass(frozen=True)
class Bubble:
    """A circle at a place (lon, lat), radius in mm."""

    lon: float
    lat: float
    radius: float
    color: str
    edge: str = "solid"


@dataclass(frozen=True)
class Mark:
    """A seat (a diamond) at a place."""

    lon: float
    lat: float
    color: str


@dataclass(frozen=True)
class Ring:
    """A circle of `km` on the ground around a place."""

    lon: float
    lat: float
    km: float
    color: str


@dataclass(frozen=True)
class Spoke:
    """A straight line between two places (lon, lat)."""

    start: Spot
    end: Spot
    color: str


@dataclass(frozen=True)
class Content:
    """What a map shows. Delegations without a look are drawn as paper; without a name they have none."""

    looks: Mapping[str, Look]
    names: Mapping[str, str] = field(default_factory=dict)
    first: frozenset[str] = frozenset()  # codes whose names are placed first, in bold
    bubbles: tuple[Bubble, ...] = ()
    marks: tuple[Mark, ...] = ()
    rings: tuple[Ring, ...] = ()
    spokes: tuple[Spoke, ...] = ()
    size: float = 6.4  # points, of the names
    small: bool = False  # a locator: no scale bar, no inner borders, thin lines


@dataclass(frozen=True)
class Paper:
    """What lies under and around: colours, and land beyond the country as rings of (lon, lat)."""

    sea: str
    land: str
    ours: str
    line: str
    ink: str
    abroad: tuple[tuple[Spot, ...], ...] = ()
    scale_words: str = "{km} km"


def fitted(governorates: Iterable[str], width: float, height: float, x: float = 0, y: float = 0) -> Frame:
    """The frame of `width` by `height` mm that shows these governorates as large as they go, with some air."""
    bounds = _bounds(tuple(governorates))
    scale = min(width / (bounds[2] - bounds[0]), height / (bounds[3] - bounds[1])) * 0.94
    return _centred(bounds, scale, x, y, width, height)


def panels(width: float, height: float) -> tuple[Frame, ...]:
    """The three panels of PANELS at one scale on one sheet: the first on the left, the two others above each other."""
    wide = [_bounds(group) for group in PANELS]
    across = [(b[2] - b[0]) * 1.05 for b in wide]
    down = [(b[3] - b[1]) * 1.07 for b in wide]
    right = max(across[1:])
    scale = min((width - GAP) / (across[0] + right), height / down[0], (height - GAP) / (down[1] + down[2]))
    left_width = (width - GAP) * across[0] / (across[0] + right)
    spare = (height - GAP - (down[1] + down[2]) * scale) / 2
    upper, lower = down[1] * scale + spare, down[2] * scale + spare
    x = left_width + GAP
    return (
        _centred(wide[0], scale, 0, 0, left_width, height),
        _centred(wide[1], scale, x, 0, width - x, upper),
        _centred(wide[2], scale, x, upper + GAP, width - x, lower),
    )


def inset(frame: Frame, governorates: Iterable[str], width: float, height: float) -> Frame:
    """A small frame on all four governorates in the corner of another where it hides least of `governorates`."""
    shown = shapely.union_all([metric_outlines("governorates.geojson")[code] for code in governorates])
    x, y, right, low = frame.x, frame.y, frame.x + frame.width - width, frame.y + frame.height - height
    corners = [(right, y), (x, y), (right, low)]  # the fourth holds the scale bar

    def hidden(corner: Spot) -> float:
        west = frame.west + (corner[0] - frame.x) / frame.scale
        north = frame.south + (frame.y + frame.height - corner[1]) / frame.scale
        return float(
            shapely.box(west, north - height / frame.scale, west + width / frame.scale, north).intersection(shown).area
        )

    return fitted(FOUR, width, height, *min(corners, key=hidden))


def drawn(views: Iterable[tuple[Frame, Content]], paper: Paper, width: float, height: float) -> Drawing:
    """All frames of a sheet with what stands in them; a later frame covers an earlier one."""
    marks: list[Path | Disc] = []
    texts: list[Text] = []
    pairs = list(views)
    for at, (frame, content) in enumerate(pairs):
        covered = [other.box for other, _ in pairs[at + 1 :]]
        taken = [*covered, _bar_box(frame), *(_disc_box(frame, mark) for mark in content.marks)]
        words, threads, _ = placed(_names(frame, content, covered), content.size, frame.box, taken)
        marks += [*_marks(frame, content, paper), *threads]
        texts += words
        if not content.small:
            marks.append(_scale_bar(frame, paper))
            texts.append(_scale_words(frame, paper))
    return Drawing(width, height, tuple(marks), tuple(texts))


def _disc_box(frame: Frame, mark: Mark) -> Box:
    x, y = frame.at(mark.lon, mark.lat)
    return x - 2, y - 2, x + 2, y + 2


def _marks(frame: Frame, content: Content, paper: Paper) -> list[Path | Disc]:
    window = frame.window
    marks: list[Path | Disc] = [_shape(frame, window, fill=paper.sea)]
    for ring in paper.abroad:
        marks.append(_shape(frame, _metric(ring).intersection(window), fill=paper.land))
    country = metric_outlines("governorates.geojson").values()
    marks += [
        _shape(frame, one.intersection(window), fill=paper.land, stroke=paper.line, width=0.15) for one in country
    ]
    for code in metric_outlines():
        look = content.looks.get(code, Look(paper.ours))
        seen = metric_outlines()[code].intersection(window)
        if seen.is_empty:
            continue
        border = None if content.small else paper.ink
        marks.append(_shape(frame, seen, fill=look.fill, stroke=border, width=0.12, edge=look.edge, name=code))
        if look.hatched:
            marks.append(_hatch(frame, seen, paper.ink))
    for code in sorted({code[:2] for code in metric_outlines()}):
        edge = metric_outlines("governorates.geojson")[code].intersection(window)
        if not edge.is_empty:
            marks.append(_shape(frame, edge, stroke=paper.ink, width=0.15 if content.small else 0.35))
    for code, look in content.looks.items():
        if look.strong:
            seen = metric_outlines()[code].intersection(window)
            if not seen.is_empty:
                marks.append(_shape(frame, seen, stroke=paper.ink, width=0.8))
    for spoke in content.spokes:
        line = shapely.LineString([project()(*spoke.start), project()(*spoke.end)]).intersection(window)
        if not line.is_empty:
            ends = tuple(frame.spot(*xy) for xy in line.coords)
            marks.append(Path((ends,), stroke=spoke.color, width=0.25, closed=False))
    for ring in content.rings:
        round_ = shapely.Point(*project()(ring.lon, ring.lat)).buffer(ring.km * 1000, quad_segs=24).exterior
        seen = round_.intersection(window)
        parts = tuple(tuple(frame.spot(*xy) for xy in part.coords) for part in getattr(seen, "geoms", [seen]))
        marks.append(Path(parts, stroke=ring.color, width=0.4, edge="dashed", closed=False))
    for bubble in content.bubbles:
        x, y = frame.at(bubble.lon, bubble.lat)
        if _within((x, y), frame.box):
            marks.append(Disc(x, y, bubble.radius, bubble.color, bubble.color, 0.2, bubble.edge, opacity=0.16))
    for seat in content.marks:
        x, y = frame.at(seat.lon, seat.lat)
        if _within((x, y), frame.box):
            diamond = ((x, y - 2.1), (x + 2.1, y), (x, y + 2.1), (x - 2.1, y))
            marks.append(Path((diamond,), seat.color, "#ffffff", 0.45))
    marks.append(_shape(frame, window, stroke=paper.line, width=0.3))
    return marks


def _names(frame: Frame, content: Content, covered: Iterable[Box]) -> list[Name]:
    found = []
    for code, words in content.names.items():
        east, north, radius = _centre(code)
        x, y = frame.spot(east, north)
        if _within((x, y), frame.box) and not any(_within((x, y), box) for box in covered):
            found.append(Name(x, y, words, radius * 2 * frame.scale, code in content.first))
    return found


def _shape(frame: Frame, shape: Any, **look: Any) -> Path:
    rings = []
    for part in getattr(shape, "geoms", [shape]):
        if part.geom_type == "Polygon" and not part.is_empty:
            for ring in (part.exterior, *part.interiors):
                rings.append(tuple(frame.spot(*xy) for xy in ring.coords[:-1]))
    return Path(tuple(rings), **look)


def _hatch(frame: Frame, shape: Any, color: str) -> Path:
    """Lines from lower left to upper right, clipped to the shape: a hatch that slides and SVG draw alike."""
    west, south, east, north = shape.bounds
    step, high = HATCH / frame.scale * 2**0.5, north - south
    lines = [((x, south), (x + high, north)) for x in np.arange(west - high, east, step)]
    cut = shapely.MultiLineString(lines).intersection(shape)
    parts = [part for part in getattr(cut, "geoms", [cut]) if part.geom_type == "LineString"]
    rings = tuple(tuple(frame.spot(*xy) for xy in part.coords) for part in parts)
    return Path(rings, stroke=color, width=0.12, closed=False, opacity=1.0)


def _bar(frame: Frame) -> tuple[float, float]:
    """A round number of km that is a sixth to a third of the frame's width, and its length in mm."""
    km = next((one for one in (100, 50, 20, 10, 5) if one * 1000 * frame.scale <= frame.width / 3), 2)
    return km, km * 1000 * frame.scale


def _bar_box(frame: Frame) -> Box:
    """Where the bar and its words stand: the lower left corner."""
    _, length = _bar(frame)
    return frame.x, frame.y + frame.height - 6.2, frame.x + length + 4, frame.y + frame.height


def _scale_bar(frame: Frame, paper: Paper) -> Path:
    _, length = _bar(frame)
    x, y = frame.x + 2, frame.y + frame.height - 2
    tick = ((x, y - 1.1), (x, y), (x + length, y), (x + length, y - 1.1))
    return Path((tick,), stroke=paper.ink, width=0.3, closed=False)


def _scale_words(frame: Frame, paper: Paper) -> Text:
    km, length = _bar(frame)
    return Text(
        frame.x + 2 + length / 2, frame.y + frame.height - 3.9, (paper.scale_words.format(km=km),), 5.8, color=paper.ink
    )


def _centred(bounds: Any, scale: float, x: float, y: float, width: float, height: float) -> Frame:
    west = (bounds[0] + bounds[2]) / 2 - width / scale / 2
    south = (bounds[1] + bounds[3]) / 2 - height / scale / 2
    return Frame(*(float(value) for value in (west, south, scale, x, y, width, height)))


def _bounds(governorates: tuple[str, ...]) -> Any:
    return shapely.total_bounds([one for code, one in metric_outlines().items() if code[:2] in governorates])


@cache
def _centre(code: str) -> tuple[float, float, float]:
    """East, north and radius in metres of the largest circle inside the outline: where a name fits best."""
    whole = metric_outlines()[code]
    part = max(getattr(whole, "geoms", [whole]), key=lambda one: one.area)
    radius = shapely.maximum_inscribed_circle(part, tolerance=200)
    east, north = radius.coords[0]
    return float(east), float(north), float(radius.length)


def _metric(ring: tuple[Spot, ...]) -> Any:
    return shapely.make_valid(shapely.Polygon([project()(lon, lat) for lon, lat in ring]))


def _within(spot: Spot, box: Box) -> bool:
    return box[0] <= spot[0] <= box[2] and box[1] <= spot[1] <= box[3]
