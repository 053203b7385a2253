"""The legend beside the map, as HTML of our own: swatches in the very colours, edges and sizes of the map."""

from base64 import b64encode
from collections.abc import Iterable
from html import escape

import streamlit as st

from ui.shapes import LARGEST_RADIUS, Areas, Circles, Legend, LegendClass, Lines, Points, Rings, Shape
from words.translate import RIGHT_TO_LEFT, number, t

ACCENT = "#0f766e"
DASHES = {
    "solid": "",
    "dashed": ' stroke-dasharray="4 2.5"',
    "dotted": ' stroke-dasharray="1 2.6" stroke-linecap="round"',
}
STYLE = """<style>
.legend { display: flex; flex-wrap: wrap; gap: .6rem 2rem; font-size: .82rem; line-height: 1.3; color: #1d2b3a; }
.legend section { min-width: 9rem; }
.legend h4 { font-size: .82rem; font-weight: 650; margin: 0 0 .3rem; padding: 0; }
.legend ul { list-style: none; margin: 0; padding: 0; }
.legend li { display: flex; align-items: center; gap: .5rem; margin: 0 0 .18rem; padding: 0; font-size: .82rem; }
.legend img { flex: none; }
.legend .n { margin-inline-start: auto; padding-inline-start: .8rem; color: #5b6672;
  font-variant-numeric: tabular-nums; }
.legend p { margin: .15rem 0 0; color: #5b6672; font-size: .78rem; max-width: 24rem; }
</style>"""


def show_legend(shapes: Iterable[Shape], *, language: str) -> None:
    """Draw the legend of these shapes."""
    st.html(legend_html(shapes, language=language))


def legend_html(shapes: Iterable[Shape], *, language: str) -> str:
    """The legend of these shapes; every word is escaped."""
    direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    body = "".join(_section(shape, language) for shape in shapes)
    return f'{STYLE}<div class="legend" dir="{direction}">{body}</div>' if body else ""


def _section(shape: Shape, language: str) -> str:
    if isinstance(shape, Areas | Points):
        return _classes(shape.legend, language)
    if isinstance(shape, Circles):
        return _circles(shape, language)
    if isinstance(shape, Rings):
        color = shape.rings[0].color if shape.rings else ACCENT
        drawing = f'<circle cx="9" cy="7" r="6" fill="none" stroke="{color}" stroke-dasharray="3 2"/>'
    elif isinstance(shape, Lines):
        color = shape.lines[0].color if shape.lines else ACCENT
        drawing = f'<path d="M1 7h16" stroke="{color}" stroke-width="1.5"/>'
    else:
        drawing = f'<circle cx="9" cy="7" r="5" fill="{shape.color}"/>'
    return f"<section><ul>{_row(_svg(drawing), shape.words)}</ul></section>" if shape.words else ""


def _classes(legend: Legend, language: str) -> str:
    rows = "".join(_row(_svg(_swatch(one)), one.words, one.n, language) for one in legend.classes)
    if legend.hatch:
        lines = '<path d="M3 13 13 1M8 13 18 1M-1 13 8 1" stroke="#1d2b3a" stroke-opacity=".55"/>'
        rows += _row(
            _svg(f'<rect x=".5" y=".5" width="17" height="12" fill="#fff" stroke="#c9ccd0"/>{lines}'), legend.hatch
        )
    return f"<section>{_title(legend.title)}<ul>{rows}</ul>{_notes(legend.notes)}</section>"


def _circles(circles: Circles, language: str) -> str:
    rows = ""
    for value, words in circles.steps:
        radius = LARGEST_RADIUS * (value / circles.scale) ** 0.5
        rows += _row(_circle(max(radius, 1.5), circles.color), words)
    if any(value == 0 for value in circles.values.values()):
        rows += _row(_circle(2.6, circles.color), t("legend.nothing", language))
    if circles.masked:
        rows += _row(_circle(2.6, circles.color, ' stroke-dasharray="1.5 1.5"'), circles.masked_words)
    return f"<section>{_title(circles.title)}<ul>{rows}</ul>{_notes(circles.notes)}</section>"


def _circle(radius: float, color: str, dash: str = "") -> str:
    width, height = 2 * LARGEST_RADIUS + 2, 2 * radius + 2
    look = f'fill="#fff" stroke="{color}" stroke-width="1.2"{dash}'
    return _svg(f'<circle cx="{width / 2:.1f}" cy="{height / 2:.1f}" r="{radius:.1f}" {look}/>', width, height)


def _swatch(one: LegendClass) -> str:
    if one.mark == "area":
        edge = "#c9ccd0" if one.edge == "solid" else "#6b7682"
        look = f'fill="{one.fill}" stroke="{edge}"{DASHES[one.edge]}'
        return f'<rect x=".8" y=".8" width="16.4" height="11.4" rx="1.5" {look}/>'
    if one.mark == "square":
        return f'<rect x="5" y="3" width="8" height="8" fill="{one.fill}"/>'
    if one.mark == "triangle":
        return f'<path d="M9 2l5 9H4z" fill="{one.fill}"/>'
    if one.mark == "diamond":
        return f'<path d="M9 1.5l5.5 5.5L9 12.5 3.5 7z" fill="{one.fill}"/>'
    return f'<circle cx="9" cy="7" r="4.5" fill="{one.fill}"/>'


def _svg(drawing: str, width: float = 18, height: float = 13) -> str:
    """A drawing as an image: Streamlit strips inline SVG from HTML."""
    size = f'width="{width:.0f}" height="{height:.0f}"'
    code = f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {width:.1f} {height:.1f}">{drawing}</svg>'
    return f'<img alt="" {size} src="data:image/svg+xml;base64,{b64encode(code.encode()).decode()}">'


def _row(drawing: str, words: str, n: int | None = None, language: str = "fr") -> str:
    count = "" if n is None else f'<span class="n">{number(n, language)}</span>'
    return f"<li>{drawing}<span>{escape(words)}</span>{count}</li>"


def _title(words: str) -> str:
    return f"<h4>{escape(words)}</h4>" if words else ""


def _notes(notes: Iterable[str]) -> str:
    return "".join(f"<p>{escape(note)}</p>" for note in notes)
