"""The figures of two to four scenarios on one scale, what is not comparable, and what each list alone says."""

from collections.abc import Callable, Hashable

import pandas as pd
import streamlit as st

from analysis.hubs import HubRules
from ui import cached
from ui.charts import bars
from ui.downloads import downloads
from ui.frame import escaped, say
from ui.hub_answers import effective
from ui.hub_words import km, listed
from ui.scenario_lists import Answer
from ui.scenario_sides import Side
from ui.scenario_words import list_of, own_of, seats_of
from ui.speech import language, t
from ui.tables import Column, show_table
from words.translate import isolated, number

FIGURES = (
    Column("side"),
    Column("scenario"),
    Column("list"),
    Column("seats"),
    Column("seat_count", "count", empty="state.no_figure"),
    Column("need_served", "people", empty="state.no_figure"),
    Column("need_error", "people", empty="state.no_figure"),
    Column("mean_km", "km", empty="state.no_figure"),
    Column("worst_km", "km", empty="state.no_figure"),
    Column("worst_place", vocabulary="delegations"),
    Column("need_unserved", "people", empty="state.no_figure"),
    Column("places_unserved", "count", empty="state.no_figure"),
)


def _served_by(rules: HubRules) -> tuple[str, float]:
    return rules.area, rules.reach_km


# What must be alike for a figure to mean the same in all, and the sentence that says it is not.
ALIKE: dict[str, Callable[[Answer], Hashable]] = {
    "unlike_lists": lambda answer: answer.result and answer.result.list,
    "unlike_counts": lambda answer: answer.result and len(answer.result.seats),
    "unlike_rules": lambda answer: _served_by(effective(answer.question.rules)),
    "unlike_distances": lambda answer: answer.question.circuity,
    "unlike_bases": lambda answer: answer.question.basis,
}


def show_figures(sides: list[Side], possible: list[Side]) -> None:
    """`possible` are the sides whose list has an answer today: only they are drawn."""
    if possible:
        say(escaped(_sentence(possible)), "summary")
        for words in unlike(possible):
            say(escaped(words), "note warned")
        served, km_chart = st.columns(2, gap="medium")
        names = [side.mark for side in possible]  # the table below says which is which
        results = [side.answer.result for side in possible if side.answer.result]
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
    _own(possible)


def unlike(sides: list[Side]) -> list[str]:
    """What is not comparable between these scenarios, a sentence each."""
    return [t(f"scenarios.{key}") for key, of in ALIKE.items() if len({of(side.answer) for side in sides}) > 1]


def _own(sides: list[Side]) -> None:
    """What only the list of each says, on its own scale."""
    say(escaped(t("scenarios.own_title")))
    for side in sides:
        if result := side.answer.result:
            say(escaped(t("document.says", a=f"{side.mark} · {list_of(result)}", b=own_of(result))))


def _row(side: Side) -> dict[str, object]:
    result, then = side.answer.result, side.saved.scenario.result
    names = [column.key for column in FIGURES[5:]]
    found = {name: getattr(result, name) if result else None for name in names}
    found |= {"list": list_of(then), "seats": seats_of(result or then), "seat_count": result and len(result.seats)}
    return {"side": side.mark, "scenario": isolated(side.saved.scenario.name)} | found


def _sentence(sides: list[Side]) -> str:
    """Which serves most, which is nearest."""
    frame = pd.DataFrame([{"mark": side.mark, **vars(side.answer.result)} for side in sides]).set_index("mark")
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
