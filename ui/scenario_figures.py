"""The figures of two to four scenarios on one scale: a sentence, two charts, a table."""

import pandas as pd
import streamlit as st

from ui import cached
from ui.charts import bars
from ui.downloads import downloads
from ui.frame import escaped, say
from ui.hub_words import km, listed
from ui.scenario_sides import Side
from ui.scenario_words import pair_of
from ui.speech import language, t
from ui.tables import Column, show_table
from words.translate import isolated, number

FIGURES = (
    Column("side"),
    Column("scenario"),
    Column("pair"),
    Column("rank", "count", empty="state.no_figure"),
    Column("need_served", "people", empty="state.no_figure"),
    Column("need_error", "people", empty="state.no_figure"),
    Column("mean_km", "km", empty="state.no_figure"),
    Column("worst_km", "km", empty="state.no_figure"),
    Column("worst_place", vocabulary="delegations"),
    Column("need_unserved", "people", empty="state.no_figure"),
    Column("places_unserved", "count", empty="state.no_figure"),
)


def show_figures(sides: list[Side], possible: list[Side]) -> None:
    """`possible` are the sides whose pair stands today: only they are drawn."""
    if possible:
        say(escaped(_sentence(possible)), "summary")
        served, km_chart = st.columns(2, gap="medium")
        names = [side.mark for side in possible]  # the table below says which is which
        results = [side.replay.result for side in possible if side.replay.result]
        with served:
            bars(
                names,
                {t("col.need_served"): [one.need_served for one in results]},
                errors=[one.need_error for one in results],
                key="scenario_need",
                alt=t("scenarios.need_alt"),
            )
            say(escaped(t("scenarios.need_unit")))
        with km_chart:
            distances = {name: [getattr(one, name) for one in results] for name in ("mean_km", "worst_km")}
            bars(
                names,
                {t(f"col.{name}"): values for name, values in distances.items()},
                key="scenario_km",
                stacked=False,
                alt=t("scenarios.km_alt"),
            )
    rows = pd.DataFrame([_row(side) for side in sides])
    show_table(rows, FIGURES, key="scenario_figures", plain=True)
    downloads(rows, FIGURES, slug="poles", sources=sources(), method=t("scenarios.compare_method"), part="scenarios")


def _row(side: Side) -> dict[str, object]:
    names = [column.key for column in FIGURES[3:]]
    result = side.replay.result
    found = {name: getattr(result, name) if result else None for name in names}
    pair = pair_of(side.saved.scenario.result)
    return {"side": side.mark, "scenario": isolated(side.saved.scenario.name), "pair": pair} | found


def _sentence(sides: list[Side]) -> str:
    """Which serves most, which is nearest."""
    frame = pd.DataFrame([{"mark": side.mark, **vars(side.replay.result)} for side in sides]).set_index("mark")
    words = []
    for name, best in (("need_served", "max"), ("mean_km", "min"), ("worst_km", "min")):
        values = pd.to_numeric(frame[name]).dropna()
        if values.empty:
            continue
        winner = float(values.max() if best == "max" else values.min())
        told = number(round(winner), language()) if name == "need_served" else km(winner)
        first = [mark for mark in values.index if abs(values[mark] - winner) < 1e-6 * max(winner, 1)]
        if len(first) == len(sides) > 1:
            words.append(t(f"scenarios.all_{name}", value=told))
        else:
            words.append(t(f"scenarios.best_{name}", letters=listed(first), value=told))
    return " ".join(words)


def sources() -> list[str]:
    """Where the figures of a comparison come from."""
    territory = cached.territory()
    return [str(one) for name in ("population_source", "poverty_source") for one in territory[name].dropna().unique()]
