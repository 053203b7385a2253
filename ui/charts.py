"""Charts: plotly with our look, in the reader's direction."""

from collections.abc import Callable, Sequence

import plotly.graph_objects as go
import streamlit as st

from ui.speech import language, right_to_left
from words.translate import number

ACCENT, INK, LINE = "#0f766e", "#1d2b3a", "#e5e1d8"
OKABE_ITO = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#5b6673")
LONGEST_NAME, WIDEST_LETTER = 24, 7.2  # letters, pixels
CONFIG = {"displayModeBar": False, "responsive": True}


def bars(
    names: Sequence[str],
    series: dict[str, Sequence[float | None]],
    *,
    key: str,
    errors: Sequence[float | None] | None = None,
    codes: Sequence[str] | None = None,
    on_bar: Callable[[str], None] | None = None,
    stacked: bool = True,
    alt: str = "",
) -> None:
    """Horizontal bars, first name on top; one or several series; `on_bar(code)` when a bar is clicked."""
    shown = [_short(name) for name in names]
    figure = go.Figure(layout=_layout(len(names), len(series), stacked))
    side = "r" if right_to_left() else "l"
    figure.layout.margin[side] = 12 + max((WIDEST_LETTER * len(name) for name in shown), default=0)
    for (label, values), colour in zip(series.items(), (ACCENT, *OKABE_ITO[1:]), strict=False):
        figure.add_bar(
            x=values,
            y=shown,
            name=label,
            orientation="h",
            marker_color=colour,
            customdata=list(codes or names),
            textangle=0,
            error_x={"array": list(errors), "color": INK, "thickness": 1, "width": 3} if errors else None,
            text=["" if v is None or v != v or not v else number(v, language()) for v in values],
            textposition="auto" if not errors else "none",
            insidetextanchor="end",
            hovertemplate="%{y} : %{text}<extra>" + label + "</extra>",
        )
    widget = f"{key}_{language()}"

    def chosen() -> None:
        points = st.session_state[widget]["selection"]["points"]
        if points and on_bar:
            on_bar(str(points[0]["customdata"]))

    st.plotly_chart(
        figure,
        key=widget,
        theme=None,
        config=CONFIG,
        on_select=chosen if on_bar else "ignore",
        selection_mode="points",
        alt=alt or None,
    )


def _short(name: str) -> str:
    """A name that leaves room for its bar; the table has it whole."""
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"


def _layout(bars_shown: int, series: int, stacked: bool) -> go.Layout:
    mirrored = right_to_left()
    return go.Layout(
        template="none",
        font={"family": "'Atlas Sans', 'Atlas Arabic', sans-serif", "size": 13, "color": INK},
        barmode="stack" if stacked else "group",
        bargap=0.28,
        height=70 + (20 if series > 1 else 0) + 27 * max(bars_shown, 1) * (1 if stacked else max(series, 1)),
        margin={"l": 8, "r": 8, "t": 30 if series > 1 else 6, "b": 34},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        showlegend=series > 1,
        legend={
            "orientation": "h",
            "y": 1.0,
            "yanchor": "bottom",
            "x": 1 if mirrored else 0,
            "xanchor": "right" if mirrored else "left",
        },
        xaxis={
            "autorange": "reversed" if mirrored else True,
            "gridcolor": LINE,
            "zeroline": False,
            "tickformat": ",",
            "nticks": 5,
            "automargin": True,
            "separatethousands": True,
            "rangemode": "tozero",
            "fixedrange": True,
        },
        yaxis={"autorange": "reversed", "side": "right" if mirrored else "left", "fixedrange": True, "ticks": ""},
        separators={"fr": ",\u202f", "ar": ",.", "en": ".,"}[language()],
        clickmode="event+select",
        dragmode=False,
    )
