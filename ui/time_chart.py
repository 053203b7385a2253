"""A measure in time: what each period adds, and above it what they add up to, against an aim."""

import datetime as dt
from collections.abc import Sequence

import plotly.graph_objects as go
import streamlit as st
from babel.dates import format_date
from plotly.subplots import make_subplots

from ui.charts import ACCENT, CONFIG, INK, LINE
from ui.speech import language, right_to_left, says, t
from words.translate import LOCALES, number

WARNING, HEIGHT, TICKS = "#b45309", 360, 8


def period_name(start: dt.date, period: str) -> str:
    """The month, quarter or year that begins on this day."""
    if period == "year":
        return str(start.year)
    if period == "quarter":
        return t("suivi.quarter", quarter=str((start.month + 2) // 3), year=str(start.year))
    return str(format_date(start, format="MMM y", locale=LOCALES[language()]))


def time_chart(
    names: Sequence[str],
    added: Sequence[float | None],
    cumulated: Sequence[float],
    *,
    key: str,
    aim: int | None = None,
    alt: str = "",
) -> None:
    """Two charts, one under the other, on the same periods; `aim` is a broken line."""
    figure = make_subplots(rows=2, cols=1, shared_xaxes=True, row_heights=[0.55, 0.45], vertical_spacing=0.16)
    places = list(range(len(names)))
    written = [number(value, language()) for value in cumulated]
    hover = {"customdata": list(names), "hovertemplate": says("%{customdata}", "%{text}") + "<extra></extra>"}
    figure.add_scatter(
        x=places, y=cumulated, mode="lines+markers", line={"color": ACCENT, "width": 2, "shape": "hv"},
        marker={"size": 4}, text=written, row=1, col=1, **hover,
    )  # fmt: skip
    if aim is not None:
        figure.add_hline(y=aim, line={"color": WARNING, "dash": "dash", "width": 1.4}, row=1, col=1)
    shown = ["" if value is None else number(value, language()) for value in added]
    figure.add_bar(
        x=places, y=added, marker_color=ACCENT, text=shown, textposition="none", row=2, col=1, **hover
    )  # fmt: skip
    figure.update_layout(_layout(names, aim))
    _titles(figure, aim)
    st.plotly_chart(figure, key=f"{key}_{language()}", theme=None, config=CONFIG, alt=alt or None)


def _titles(figure: go.Figure, aim: int | None) -> None:
    """What each half shows, above it, on the side where reading begins."""
    mirrored = right_to_left()
    side = {"x": 1 if mirrored else 0, "xanchor": "right" if mirrored else "left", "xref": "paper", "yref": "paper"}
    told = t("suivi.time_cumulated") if aim is None else t("suivi.time_cumulated_aim", aim=aim)
    for y, words in ((1.0, told), (0.38, t("suivi.time_added"))):
        figure.add_annotation(text=words, y=y, yanchor="bottom", showarrow=False, font={"size": 13}, **side)


def _layout(names: Sequence[str], aim: int | None) -> go.Layout:
    mirrored = right_to_left()
    room = max(0.6, len(names) / 40)  # the first name stands clear of the numbers
    last = len(names) - 1 + room
    every = max(1, -(-len(names) // TICKS))
    across = {
        "tickvals": list(range(0, len(names), every)), "ticktext": list(names[::every]), "fixedrange": True,
        "range": [last, -room] if mirrored else [-room, last], "zeroline": False,
        "showgrid": False,
    }  # fmt: skip
    up = {
        "side": "right" if mirrored else "left", "gridcolor": LINE, "rangemode": "tozero", "fixedrange": True,
        "tickformat": ",", "separatethousands": True, "nticks": 4, "zeroline": False, "automargin": True,
    }  # fmt: skip
    return go.Layout(
        template="none",
        font={"family": "'Atlas Sans', 'Atlas Arabic', sans-serif", "size": 12, "color": INK},
        height=HEIGHT,
        margin={"l": 40, "r": 40 if mirrored else 12, "t": 26, "b": 34},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        showlegend=False,
        bargap=0.25,
        dragmode=False,
        separators={"fr": ",\u202f", "ar": ",.", "en": ".,"}[language()],
        xaxis=across,
        xaxis2=across,
        yaxis=up,
        yaxis2=up,
    )
