"""Small maps side by side on one scale: how far each delegation is from the seat that serves it."""

import base64
from collections.abc import Sequence
from itertools import pairwise

import pandas as pd
import streamlit as st

from ui.downloads import downloads
from ui.drawing import by_code
from ui.frame import escaped, say
from ui.hub_shapes import COLORS
from ui.hub_words import seat_name
from ui.hubs import places
from ui.legend import show_legend
from ui.scenario_figures import sources
from ui.scenario_sides import Side
from ui.scenario_words import figures_of
from ui.shapes import Areas, Legend, LegendClass
from ui.small_maps import drawn
from ui.speech import language, t
from ui.tables import Column, show_table

BREAKS = (10, 20, 30, 45)  # km
UNSERVED = "unserved"
FILLS = {"k0": "#0b5e57", "k1": "#3f958c", "k2": "#86bfb5", "k3": "#c4e0d9", "k4": "#eef5f1", UNSERVED: "#e9c9a5"}


def show_maps(sides: Sequence[Side]) -> None:
    """One small map per scenario, their common legend, and the table of distances."""
    st.subheader(t("scenarios.maps"), anchor=False)
    st.html(f'<div class="panels">{"".join(map(_panel, sides))}</div>')
    show_legend([Areas({}, {}, _legend())], language=language())
    say(escaped(t("scenarios.maps_note")))
    whole = st.expander(t("scenarios.distances"), key="scenario_distances", on_change="rerun")
    rows, columns = _table(sides)
    if whole.open:
        with whole:
            show_table(rows, columns, key="scenario_km_table", plain=True)
    downloads(rows, columns, slug="poles", sources=sources(), method=t("scenarios.compare_method"), part="distances")


def _panel(side: Side) -> str:
    assert side.served is not None
    assert side.answer.result is not None
    words = figures_of(side.answer.result)
    image = base64.b64encode(drawn(distance_classes(side.served["distance_km"]), FILLS, _seats(side)).encode()).decode()
    alt = t("scenarios.map_alt", name=side.name, figures=words)
    return (
        f'<figure><img alt="{escaped(alt)}" src="data:image/svg+xml;base64,{image}">'
        f"<figcaption><b>{escaped(side.name)}</b><br>{escaped(words)}</figcaption></figure>"
    )


def _seats(side: Side) -> list[tuple[float, float, str]]:
    assert side.answer.result is not None
    where = places(side.answer.question.basis, side.answer.question.added)
    return [(float(where["lon"][code]), float(where["lat"][code]), COLORS["a"]) for code in side.answer.result.seats]


def distance_classes(km: pd.Series) -> dict[str, str]:
    """Code -> class of its distance in km: k0 (nearest) to k4, or unserved."""
    return {code: UNSERVED if value != value else _class(value) for code, value in by_code(km).items()}


def _class(km: float) -> str:
    return f"k{sum(km >= edge for edge in BREAKS)}"


def _legend() -> Legend:
    edges = [str(edge) for edge in BREAKS]
    words = [t("scenarios.km_under", high=edges[0])]
    words += [t("scenarios.km_between", low=low, high=high) for low, high in pairwise(edges)]
    words += [t("scenarios.km_over", low=edges[-1]), t("hubs.not_served")]
    rows = (LegendClass(key, one, fill) for one, (key, fill) in zip(words, FILLS.items(), strict=True))
    return Legend(t("col.distance_km"), tuple(rows))


def _table(sides: Sequence[Side]) -> tuple[pd.DataFrame, tuple[Column, ...]]:
    """By delegation: distance and seat in each scenario."""
    rows, columns = pd.DataFrame(), [Column("delegation", vocabulary="delegations")]
    for side in sides:
        assert side.served is not None
        served, letter = side.served.sort_index(), side.letter
        names = {code: seat_name(code) for code in served["seat"].dropna().unique()}
        if rows.empty:
            rows = served.index.to_frame(name="delegation")
        rows[f"km_{letter}"], rows[f"served_{letter}"] = served["distance_km"], served["seat"].map(names)
        columns.append(Column(f"km_{letter}", "km", empty="hubs.not_served"))
        columns.append(Column(f"served_{letter}", empty="hubs.not_served"))
    return rows.reset_index(drop=True), tuple(columns)
