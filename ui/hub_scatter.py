"""Pairs of seats on two criteria: those that no other beats on all criteria, and the first by the present weights."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from ui.charts import ACCENT, CONFIG, INK, LINE
from ui.speech import language, right_to_left

QUIET, FIRST = "#b9b4a8", "#b45309"


@dataclass(frozen=True)
class Dots:
    """Points that share a meaning: their name in the legend, x, y, and the words of each."""

    name: str
    x: Sequence[float]
    y: Sequence[float]
    words: Sequence[str]


def scatter(others: Dots, standing: Dots, first: Dots, *, axes: tuple[str, str], key: str, alt: str) -> None:
    """Three kinds of points, told apart by colour, shape and size."""
    import plotly.graph_objects as go  # half a second, paid only where it is drawn

    figure = go.Figure(layout=_layout(axes))
    looks = ((others, QUIET, "circle", 5), (standing, ACCENT, "circle", 9), (first, FIRST, "diamond", 14))
    for dots, colour, symbol, size in looks:
        figure.add_scatter(
            x=list(dots.x),
            y=list(dots.y),
            mode="markers",
            name=dots.name,
            text=list(dots.words),
            hovertemplate="%{text}<extra></extra>",
            marker={"color": colour, "symbol": symbol, "size": size, "line": {"color": "#ffffff", "width": 0.5}},
        )
    st.plotly_chart(figure, key=f"{key}_{language()}", theme=None, config=CONFIG, alt=alt)


def _layout(axes: tuple[str, str]) -> dict[str, Any]:
    mirrored = right_to_left()
    across, upright = (title.replace(" (", "<br>(", 1) for title in axes)  # on a phone a title needs two lines
    axis = {"gridcolor": LINE, "zeroline": False, "separatethousands": True, "tickformat": ",", "fixedrange": True}
    return {
        "template": "none",
        "font": {"family": "'Atlas Sans', 'Atlas Arabic', sans-serif", "size": 13, "color": INK},
        "height": 380,
        "margin": {"l": 20 if mirrored else 78, "r": 78 if mirrored else 20, "t": 40, "b": 66},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "legend": {
            "orientation": "h",
            "y": 1.0,
            "yanchor": "bottom",
            "x": 1 if mirrored else 0,
            "xanchor": "right" if mirrored else "left",
        },
        "xaxis": axis | {"title": {"text": across}, "autorange": "reversed" if mirrored else True, "nticks": 6},
        "yaxis": axis | {"title": {"text": upright}, "side": "right" if mirrored else "left", "automargin": True},
        "separators": {"fr": ",\u202f", "ar": ",.", "en": ".,"}[language()],
        "hovermode": "closest",
        "dragmode": False,
    }
