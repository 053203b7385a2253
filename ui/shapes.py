"""What can be drawn on the map, as values: no Streamlit, no folium, words already in the reader's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

MAX_POINTS = 2000  # above, an aggregate is drawn instead
MAX_NAMED = 300  # above, a point's tooltip says its kind only and its card says the rest: a few kB per change
LARGEST_RADIUS = 16.0  # pixels, of the circle whose value is `Circles.scale`

EDGES = ("solid", "dashed", "dotted")
MARKS = ("circle", "square", "triangle", "diamond")


@dataclass(frozen=True)
class LegendClass:
    """One row of a legend: `n` delegations (or points) are in the class, None where a count says nothing."""

    key: str
    words: str
    fill: str
    edge: str = "solid"
    n: int | None = None
    mark: str = "area"


@dataclass(frozen=True)
class Legend:
    """A title, the classes from low to high, and notes: what is not located, what the marks mean."""

    title: str
    classes: tuple[LegendClass, ...]
    notes: tuple[str, ...] = ()
    hatch: str = ""


@dataclass(frozen=True)
class Areas:
    """Delegations coloured by class. A delegation that is absent from `classes` is not shown by the filters."""

    classes: Mapping[str, str]
    labels: Mapping[str, str]
    legend: Legend
    marked: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Circles:
    """Proportional circles at delegation points; surface is in proportion to the value.

    `scale` is the value of the largest circle, the same whatever the filters. Zero is a small open ring; the codes in
    `masked` (counts too small to tell) are a small broken ring whatever their value.
    """

    values: Mapping[str, float]
    labels: Mapping[str, str]
    title: str
    scale: float
    steps: tuple[tuple[float, str], ...]
    masked: frozenset[str] = frozenset()
    masked_words: str = ""
    color: str = "#1d2b3a"
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Point:
    """One place of one thing; `style` is a key of the layer's legend."""

    lon: float
    lat: float
    style: str
    label: str
    code: str


@dataclass(frozen=True)
class Points:
    """At most MAX_POINTS points of one `kind` ("enterprise", "service", ...): what a click on one returns."""

    kind: str
    points: Sequence[Point]
    legend: Legend


@dataclass(frozen=True)
class Ring:
    """A reach of `km` on the ground around a place."""

    lon: float
    lat: float
    km: float
    color: str = "#0f766e"


@dataclass(frozen=True)
class Rings:
    """Reach circles; the words say what the radius means."""

    rings: tuple[Ring, ...]
    words: str


@dataclass(frozen=True)
class Line:
    """A straight line between two places (lon, lat)."""

    start: tuple[float, float]
    end: tuple[float, float]
    color: str = "#6b7682"
    width: float = 1.2


@dataclass(frozen=True)
class Lines:
    """Who is served from where."""

    lines: tuple[Line, ...]
    words: str


@dataclass(frozen=True)
class Site:
    """A seat with its name on the map; a click returns its `code`."""

    code: str
    lon: float
    lat: float
    name: str
    label: str = ""
    color: str = "#0f766e"


@dataclass(frozen=True)
class Sites:
    """Hub seats."""

    sites: tuple[Site, ...]
    words: str = ""
    color: str = field(default="#0f766e")


Shape = Areas | Circles | Points | Rings | Lines | Sites


def points_or_aggregate(points: Points, aggregate: Circles) -> Points | Circles:
    """The points themselves up to MAX_POINTS, the aggregate above."""
    return points if len(points.points) <= MAX_POINTS else aggregate
