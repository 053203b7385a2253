"""Two to four scenarios side by side, all on the data of today: figures, settings that differ, maps, what changes."""

import pandas as pd
import streamlit as st

from ui import address
from ui.frame import escaped, say
from ui.scenario_change import show_change
from ui.scenario_figures import show_figures
from ui.scenario_lists import concerns
from ui.scenario_maps import show_maps
from ui.scenario_sides import LETTERS, Side, side_of
from ui.scenario_words import gone, setting_name, setting_value
from ui.scenarios import Saved
from ui.speech import says, t
from ui.tables import Column, show_table


def show_comparison(present: dict[int, Saved]) -> None:
    """The choice of scenarios and, with two or more, all that tells them apart."""
    st.subheader(t("scenarios.compare"), anchor=False)
    if len(present) < 2:
        say(escaped(t("scenarios.compare_two")))
        return
    chosen = _chosen(present)
    if len(chosen) < 2:
        say(escaped(t("scenarios.compare_choose")))
        return
    sides = [side_of(letter, present[number]) for letter, number in zip(LETTERS, chosen, strict=False)]
    for side in sides:
        if side.served is None:
            say(escaped(says(side.name, gone(side.saved.scenario.result))), "note warned")
    possible = [side for side in sides if side.served is not None]
    show_figures(sides, possible)
    _settings(sides)
    if possible:
        show_maps(possible)
    if len(possible) > 1:
        show_change(possible)


def _chosen(present: dict[int, Saved]) -> list[int]:
    """The ids in the address that stand, the first four; the widget is seeded from them."""
    asked = [int(one) for one in address.value("compare").split(",") if one.isascii() and one.isdecimal()]
    known = [number for number in dict.fromkeys(asked) if number in present]
    st.session_state["compare"] = known
    st.multiselect(
        t("scenarios.compare_which"),
        list(present),
        format_func=lambda number: present[number].scenario.name,
        key="compare",
        placeholder=t("hubs.none"),
        select_all=False,
        on_change=lambda: address.put(compare=",".join(map(str, st.session_state["compare"]))),
    )
    if len(known) > len(LETTERS):
        say(escaped(t("scenarios.compare_four")))
    return known[: len(LETTERS)]


def _settings(sides: list[Side]) -> None:
    """One row per filter or setting that is not the same in all; the pair itself stands in the figures."""
    st.subheader(t("scenarios.differ"), anchor=False)
    names = [name for name in address.SETTINGS if name != "pair" and len({_asked(side, name) for side in sides}) > 1]
    if not names:
        say(escaped(t("scenarios.differ_none")))
        return
    keys = [f"side_{side.letter}" for side in sides]
    columns = (Column("setting"), *map(Column, keys))
    rows = []
    for name in names:
        values = (_value(side, name) for side in sides)
        rows.append({"setting": setting_name(name), **dict(zip(keys, values, strict=True))})
    show_table(pd.DataFrame(rows), columns, key="scenario_settings", plain=True)


def _asked(side: Side, name: str) -> str | None:
    """The setting as text: "" at its default, None where the side's list knows no such setting."""
    scenario = side.saved.scenario
    if name == "hubs_part":
        return scenario.result.list
    return scenario.settings.get(name, "") if concerns(name, scenario.result.list) else None


def _value(side: Side, name: str) -> str:
    asked = _asked(side, name)
    return "–" if asked is None else setting_value(name, asked or None)
