"""Printed maps from the reference outlines: what stands in a frame, as values, and all of it drawn.

Nothing here knows colours or words: looks, names and paper come in as values.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely

from geo import scale_bar
from geo.drawing import Disc, Drawing, Path, Spot, Text
from geo.frames import Box, Frame
from geo.labels import Name, placed
from geo.points import metric_outlines, project

HATCH = 1.1  # mm between the lines of a hatch
SEAT = 2.1  # mm from the middle of a seat's diamond to its corners


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
class Reach:
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
    reaches: tuple[Reach, ...] = ()
    spokes: tuple[Spoke, ...] = ()
    size: float = 6.4  # points, of the names
    small: bool = False  # a locator: no scale bar, no inner borders, thin lines
    title: str = ""  # above all, in the upper middle


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


def drawn(views: Iterable[tuple[Frame, Content]], paper: Paper, width: float, height: float) -> Drawing:
    """All frames of a sheet with what stands in them; a later frame covers an earlier one."""
    marks: list[Path | Disc] = []
    texts: list[Text] = []
    pairs = list(views)
    for at, (frame, content) in enumerate(pairs):
        covered = [other.box for other, _ in pairs[at + 1 :]]
        kept = [scale_bar.box(frame), _title_box(frame, content), *(_seat_box(frame, mark) for mark in content.marks)]
        words, threads, _ = placed(_names(frame, content, covered), content.size, frame.box, covered + kept)
        marks += [*_ground(frame, paper), *_delegations(frame, content, paper), *_over(frame, content), *threads]
        marks.append(_shape(frame, frame.window, stroke=paper.line, width=0.3))
        texts += words
        if content.title:
            texts.append(Text(frame.x + frame.width / 2, frame.y + 2.2, (content.title,), 5.8, bold=True))
        if not content.small:
            marks.append(scale_bar.bar(frame, paper.ink))
            texts.append(scale_bar.words(frame, paper.scale_words, paper.ink))
    return Drawing(width, height, tuple(marks), tuple(texts))


def _ground(frame: Frame, paper: Paper) -> list[Path]:
    """Sea, land beyond the country, the 24 governorates."""
    window = frame.window
    beyond = [_metric(ring).intersection(window) for ring in paper.abroad]
    country = [one.intersection(window) for one in metric_outlines("governorates.geojson").values()]
    return [
        _shape(frame, window, fill=paper.sea),
        *(_shape(frame, one, fill=paper.land) for one in beyond),
        *(_shape(frame, one, fill=paper.land, stroke=paper.line, width=0.15) for one in country if not one.is_empty),
    ]


def _delegations(frame: Frame, content: Content, paper: Paper) -> list[Path]:
    """The 45 delegations in their looks, then borders of governorates, then what stands out."""
    seen = {code: shape.intersection(frame.window) for code, shape in metric_outlines().items()}
    seen = {code: shape for code, shape in seen.items() if not shape.is_empty}
    border = None if content.small else paper.ink
    found = []
    for code, shape in seen.items():
        look = content.looks.get(code, Look(paper.ours))
        found.append(_shape(frame, shape, fill=look.fill, stroke=border, width=0.12, edge=look.edge, name=code))
        if look.hatched:
            found.append(_hatch(frame, shape, paper.ink))
    for code in sorted({code[:2] for code in seen}):
        edge = metric_outlines("governorates.geojson")[code].intersection(frame.window)
        found.append(_shape(frame, edge, stroke=paper.ink, width=0.15 if content.small else 0.35))
    strong = [code for code, look in content.looks.items() if look.strong and code in seen]
    return found + [_shape(frame, seen[code], stroke=paper.ink, width=0.8) for code in strong]


def _over(frame: Frame, content: Content) -> list[Path | Disc]:
    """Lines to the seats, reach, circles, seats."""
    found: list[Path | Disc] = []
    for spoke in content.spokes:
        line = shapely.LineString([project()(*spoke.start), project()(*spoke.end)])
        found.append(_line(frame, line, spoke.color, 0.25))
    for reach in content.reaches:
        circle = shapely.Point(*project()(reach.lon, reach.lat)).buffer(reach.km * 1000, quad_segs=24).exterior
        found.append(_line(frame, circle, reach.color, 0.4, "dashed"))
    for bubble in content.bubbles:
        x, y = frame.at(bubble.lon, bubble.lat)
        if _within((x, y), frame.box):
            found.append(Disc(x, y, bubble.radius, bubble.color, bubble.color, 0.2, bubble.edge, opacity=0.16))
    for seat in content.marks:
        x, y = frame.at(seat.lon, seat.lat)
        if _within((x, y), frame.box):
            corners = ((x, y - SEAT), (x + SEAT, y), (x, y + SEAT), (x - SEAT, y))
            found.append(Path((corners,), seat.color, "#ffffff", 0.45))
    return [one for one in found if isinstance(one, Disc) or one.rings]


def _names(frame: Frame, content: Content, covered: Iterable[Box]) -> list[Name]:
    found = []
    for code, words in content.names.items():
        east, north, radius = _centre(code, frame.window)
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


def _line(frame: Frame, line: Any, color: str, width: float, edge: str = "solid") -> Path:
    """A line, or several, cut to what the frame shows."""
    seen = line.intersection(frame.window)
    parts = [part for part in getattr(seen, "geoms", [seen]) if part.geom_type == "LineString" and not part.is_empty]
    rings = tuple(tuple(frame.spot(*xy) for xy in part.coords) for part in parts)
    return Path(rings, stroke=color, width=width, edge=edge, closed=False)


def _hatch(frame: Frame, shape: Any, color: str) -> Path:
    """Lines from lower left to upper right, clipped to the shape: a hatch that slides and SVG draw alike."""
    west, south, east, north = shape.bounds
    step, high = HATCH / frame.scale * 2**0.5, north - south
    lines = [((x, south), (x + high, north)) for x in np.arange(west - high, east, step)]
    return _line(frame, shapely.MultiLineString(lines).intersection(shape), color, 0.12)


def _title_box(frame: Frame, content: Content) -> Box:
    return frame.x, frame.y, frame.x + frame.width, frame.y + (4.2 if content.title else 0)


def _seat_box(frame: Frame, mark: Mark) -> Box:
    x, y = frame.at(mark.lon, mark.lat)
    return x - SEAT, y - SEAT, x + SEAT, y + SEAT


def _centre(code: str, window: Any) -> tuple[float, float, float]:
    """East, north and radius in metres of the largest circle inside what is seen: where a name fits best."""
    seen = metric_outlines()[code].intersection(window)
    if seen.is_empty:
        return float("inf"), float("inf"), 0.0
    part = max(getattr(seen, "geoms", [seen]), key=lambda one: one.area)
    radius = shapely.maximum_inscribed_circle(part, tolerance=window.length / 2000)
    east, north = radius.coords[0]
    return float(east), float(north), float(radius.length)


def _metric(ring: tuple[Spot, ...]) -> Any:
    return shapely.make_valid(shapely.Polygon([project()(lon, lat) for lon, lat in ring]))


def _within(spot: Spot, box: Box) -> bool:
    return box[0] <= spot[0] <= box[2] and box[1] <= spot[1] <= box[3]
