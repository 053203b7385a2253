"""The legend beside the map, as HTML of our own: swatches in the very colours, edges and sizes of the map.

Their look is in `style.css`, under `.legend`, so that a change of figures sends words and colours only.
"""

from collections.abc import Iterable
from html import escape

import streamlit as st

from ui.shapes import LARGEST_RADIUS, Areas, Circles, Legend, Lines, Points, Rings, Shape
from words.translate import RIGHT_TO_LEFT, number, t


def show_legend(shapes: Iterable[Shape], *, language: str) -> None:
    """Draw the legend of these shapes."""
    st.html(legend_html(shapes, language=language))


def legend_html(shapes: Iterable[Shape], *, language: str) -> str:
    """The legend of these shapes; every word is escaped."""
    direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    body = "".join(_section(shape, language) for shape in shapes)
    return f'<div class="legend" dir="{direction}">{body}</div>' if body else ""


def _section(shape: Shape, language: str) -> str:
    if isinstance(shape, Areas | Points):
        counted = any(one.n is not None for one in shape.legend.classes)
        unit = t("legend.unit_areas" if isinstance(shape, Areas) else "legend.unit_points", language) if counted else ""
        return _classes(shape.legend, unit, language)
    if isinstance(shape, Circles):
        return _circles(shape, language)
    if not shape.words:
        return ""
    if isinstance(shape, Rings):
        kind, colors = "ring", [one.color for one in shape.rings]
    elif isinstance(shape, Lines):
        kind, colors = "line", [one.color for one in shape.lines]
    else:
        kind, colors = "site", [one.color for one in shape.sites]
    swatches = "".join(f'<i class="{kind}" style="color:{color}"></i>' for color in dict.fromkeys(colors))
    return f"<section><ul>{_row(swatches, shape.words)}</ul></section>"


def _classes(legend: Legend, unit: str, language: str) -> str:
    rows = "".join(
        _row(f'<i class="{one.mark} {one.edge}" style="background-color:{one.fill}"></i>', one.words, one.n, language)
        for one in legend.classes
    )
    if legend.hatch:
        rows += _row('<i class="area hatch"></i>', legend.hatch)
    return f"<section>{_title(legend.title, unit)}<ul>{rows}</ul>{_notes(legend.notes)}</section>"


def _circles(circles: Circles, language: str) -> str:
    rows = "".join(
        _row(_circle(max(LARGEST_RADIUS * (value / circles.scale) ** 0.5, 1.5), circles.color), words)
        for value, words in circles.steps
    )
    if any(value == 0 for code, value in circles.values.items() if code not in circles.masked):
        rows += _row(_circle(2.6, circles.color), t("legend.nothing", language))
    if circles.masked:
        rows += _row(_circle(2.6, circles.color, "dashed"), circles.masked_words)
    return f"<section>{_title(circles.title)}<ul>{rows}</ul>{_notes(circles.notes)}</section>"


def _circle(radius: float, color: str, edge: str = "solid") -> str:
    """Centred in the width of the largest, so that sizes compare."""
    size, side = 2 * radius + 1.2, LARGEST_RADIUS - radius
    style = f"width:{size:.1f}px;height:{size:.1f}px;margin-inline:{side:.1f}px;color:{color}"
    return f'<i class="size {edge}" style="{style}"></i>'


def _row(swatch: str, words: str, n: int | None = None, language: str = "fr") -> str:
    count = "" if n is None else f"<b>{number(n, language)}</b>"
    return f"<li>{swatch}<span>{escape(words)}</span>{count}</li>"


def _title(words: str, unit: str = "") -> str:
    counted = f"<b>{escape(unit)}</b>" if unit else ""
    return f"<h4>{escape(words)}{counted}</h4>" if words else ""


def _notes(notes: Iterable[str]) -> str:
    return "".join(f"<p>{escape(note)}</p>" for note in notes)
