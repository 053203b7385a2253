"""How far it is: great circles times a factor, a loaded table, or an OSRM server; which one is used, in words."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from data import osrm
from ui import address, cached
from ui import ways as from_where
from ui.frame import escaped, say
from ui.speech import joined, language, t
from ui.ways import FACTOR, KM, MINUTES, forget, unit
from words.translate import isolated, number, sentence

__all__ = ["FACTOR", "KM", "MINUTES", "forget", "unit"]


def quantity(value: float, measured: str, decimals: int = 0) -> str:
    """ "30 km" or "30 min" in the reader's language."""
    return t(f"travel.{measured}", value=number(value, language(), decimals))


def available() -> tuple[str, ...]:
    """The sources there are, the assumption first."""
    return from_where.available(cached.table("travel"))


def present() -> str:
    """The source in use: what the address asks for, else the best there is; the factor where a server is silent."""
    return from_where.chosen(str(address.value("distance")), available(), cached.territory())


def in_km(source: str) -> str:
    """The source of km beside one of minutes: the same table's or server's, else the factor; km stay what they are."""
    beside = source.replace(MINUTES, KM)
    return beside if beside in available() else FACTOR


def reach_setting(source: str) -> str:
    """The setting that holds the reach where distances come from this source: km and minutes each have their own."""
    return "reach_minutes" if unit(source) == MINUTES else "reach"


def measurable(source: str, added: Sequence[str]) -> tuple[str, ...]:
    """Which added places this source measures."""
    return from_where.measurable(source, cached.territory(), added)


def ways(source: str, added: Sequence[str] = ()) -> pd.DataFrame | None:
    """Km or minutes from delegation (index) to delegation (columns), inf without a way; None where the factor rules.

    With the added places where a server is asked.
    """
    if source == FACTOR:
        return None
    if source.startswith("table"):
        return cached.computed(_loaded, unit(source))
    return from_where.from_server(cached.territory(), unit(source), added)


def _loaded(measure: str) -> pd.DataFrame:
    return from_where.from_table(cached.table("travel"), pd.Index(cached.territory()["code"], name="code"), measure)


def choose() -> None:
    """The choice of a source, where there is one, and what the one in use means."""
    there = available()
    if len(there) > 1:
        st.radio(
            t("travel.source"),
            ("best", *there),
            format_func=lambda c: t(f"travel.source_{c}"),
            **address.bound("distance"),
        )
    say(escaped(described()))


def detour(label: str, **widget: Any) -> None:
    """The detour to choose, its steps written as the reader writes numbers (a slider has one form for all)."""
    steps = {round(1 + step / 10, 1) for step in range(11)} | {float(address.value("circuity"))}
    st.select_slider(label, sorted(steps), format_func=lambda one: number(one, language(), 2), **widget)


def say_silence() -> None:
    """One sentence where a server is set and does not answer."""
    server = osrm.server()
    if server and server in from_where.failed:
        say(escaped(sentence(from_where.failed[server][1], language())), "summary warned")


def described(source: str = "") -> str:
    """Which distances are used (by default those in use), where they come from, and how many ways are missing."""
    source = source or present()
    if source == FACTOR:
        return t("gaps.map_circuity", factor=float(address.value("circuity")))
    told = [t(f"travel.used_{source.split('_')[0]}", unit=t(f"travel.in_{unit(source)}"), source=_origin(source))]
    table = ways(source)
    lacking = np.isinf(table.to_numpy()) if table is not None else np.zeros((1, 1), bool)
    if lacking.any():
        told.append(t("travel.missing", n=int(lacking.sum())))
    if cut_off := int((lacking.sum(axis=1) == len(lacking) - 1).sum()):
        told.append(t("travel.cut_off", n=cut_off))
    return " ".join(told)


def _origin(source: str) -> str:
    if source.startswith("osrm"):
        return isolated(str(osrm.server()).split("//")[-1].rpartition("@")[2])
    return joined(map(isolated, sources()))


def sources() -> list[str]:
    """The sources of a loaded table."""
    return [str(source) for source in cached.table("travel")["source"].dropna().unique()]
