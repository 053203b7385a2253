"""A drawing in millimetres, as values: what a page, a slide or an SVG file can draw without knowing any map."""

from dataclasses import dataclass
from html import escape

Spot = tuple[float, float]
DASHES = {"solid": None, "dashed": (1.2, 0.8), "dotted": (0.25, 0.7)}  # mm drawn, mm left out


@dataclass(frozen=True)
class Path:
    """Rings (x, y in mm, y downwards), filled evenly so that a ring inside another is a hole; or open lines."""

    rings: tuple[tuple[Spot, ...], ...]
    fill: str | None = None
    stroke: str | None = None
    width: float = 0.2
    edge: str = "solid"
    closed: bool = True
    name: str = ""  # what it is, for those who edit the drawing
    opacity: float = 1.0


@dataclass(frozen=True)
class Disc:
    """A circle, radius in mm."""

    x: float
    y: float
    radius: float
    fill: str | None = None
    stroke: str | None = None
    width: float = 0.2
    edge: str = "solid"
    name: str = ""
    opacity: float = 1.0


@dataclass(frozen=True)
class Text:
    """Lines of words centred on a place, size in points; drawn by whoever can shape every script."""

    x: float
    y: float
    lines: tuple[str, ...]
    size: float
    bold: bool = False
    color: str = "#1d2b3a"


@dataclass(frozen=True)
class Drawing:
    """What is drawn, from the bottom up, on `width` by `height` mm; the words come on top."""

    width: float
    height: float
    marks: tuple[Path | Disc, ...]
    texts: tuple[Text, ...] = ()


def svg(drawing: Drawing) -> str:
    """The drawing without its words: an SVG engine may not shape Arabic, the document's own does."""
    body = "".join(_path(mark) if isinstance(mark, Path) else _disc(mark) for mark in drawing.marks)
    width, height = _n(drawing.width), _n(drawing.height)
    size = f'width="{width}mm" height="{height}mm" viewBox="0 0 {width} {height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{body}</svg>'


def _path(path: Path) -> str:
    close = "Z" if path.closed else ""
    lines = ("M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in ring) + close for ring in path.rings if ring)
    return f'<path d="{"".join(lines)}" fill-rule="evenodd" {_paint(path)}/>'


def _disc(disc: Disc) -> str:
    return f'<circle cx="{_n(disc.x)}" cy="{_n(disc.y)}" r="{_n(disc.radius)}" {_paint(disc)}/>'


def _paint(mark: Path | Disc) -> str:
    parts = [f'fill="{escape(mark.fill or "none")}"']
    if mark.stroke:
        parts.append(f'stroke="{escape(mark.stroke)}" stroke-width="{_n(mark.width)}" stroke-linejoin="round"')
        if dash := DASHES[mark.edge]:
            parts.append(f'stroke-dasharray="{_n(dash[0])} {_n(dash[1])}"')
    if mark.opacity < 1:
        parts.append(f'fill-opacity="{_n(mark.opacity)}"')
    return " ".join(parts)


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
