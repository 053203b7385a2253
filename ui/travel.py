"""How far it is: great circles times a factor, a loaded table, or an OSRM server; which one is used, in words."""

import time

import numpy as np
import pandas as pd
import streamlit as st

from data import osrm
from ui import address, cached
from ui.frame import escaped, say
from ui.speech import language, t
from words.problem import Problem, ProblemError
from words.translate import isolated, number, sentence

FACTOR, KM, MINUTES = "factor", "km", "minutes"
# The first that there is is the best there is.
BETTER = ("table_km", "table_minutes", "osrm_km")
RETRY = 60.0  # seconds before a server that did not answer is asked again

_answered: dict[str, osrm.Table] = {}
_failed: dict[str, tuple[float, Problem]] = {}


def unit(source: str) -> str:
    """km or minutes."""
    return MINUTES if source.endswith(MINUTES) else KM


def quantity(value: float, measured: str, decimals: int = 0) -> str:
    """ "30 km" or "30 min" in the reader's language."""
    return t(f"travel.{measured}", value=number(value, language(), decimals))


def available() -> tuple[str, ...]:
    """The sources there are, the assumption first."""
    loaded = cached.table("travel")
    found = [f"table_{measure}" for measure in (KM, MINUTES) if loaded[measure].notna().any()]
    if osrm.server():
        found += ["osrm_km", "osrm_minutes"]
    return (FACTOR, *found)


def present() -> str:
    """The source in use: what the address asks for, else the best there is; the factor where a server is silent."""
    there, chosen = available(), str(address.value("distance"))
    if chosen == "best":
        chosen = next((source for source in BETTER if source in there), FACTOR)
    if chosen not in there or (chosen.startswith("osrm") and _asked() is None):
        return FACTOR
    return chosen


def in_km(source: str) -> str:
    """The source of km beside one of minutes: the same table's or server's, else the factor; km stay what they are."""
    beside = source.replace(MINUTES, KM)
    return beside if beside in available() else FACTOR


def ways(source: str) -> pd.DataFrame | None:
    """Km or minutes from delegation (index) to delegation (columns), inf without a way; None where the factor rules."""
    if source == FACTOR:
        return None
    if source.startswith("table"):
        return cached.computed(_loaded, unit(source))
    answer, codes = _asked(), cached.territory()["code"]
    if answer is None:  # it was there when the source was chosen
        return None
    values = answer.km if unit(source) == KM else answer.minutes
    return pd.DataFrame(values, index=pd.Index(codes), columns=pd.Index(codes))


def _loaded(measure: str) -> pd.DataFrame:
    codes = pd.Index(cached.territory()["code"], name="code")
    rows = cached.table("travel").dropna(subset=[measure])
    wide = rows.pivot(index="from_delegation", columns="to_delegation", values=measure)
    table = wide.reindex(index=codes, columns=codes).to_numpy(dtype=float, copy=True)
    inside = np.diag(table)
    np.fill_diagonal(table, np.where(np.isnan(inside), 0.0, inside))
    return pd.DataFrame(np.where(np.isnan(table), np.inf, table), index=codes, columns=codes)


def _asked() -> osrm.Table | None:
    """The server's answer, asked once; after a failure not again for RETRY seconds."""
    server = osrm.server()
    if server is None:
        return None
    if server in _answered:
        return _answered[server]
    if server in _failed and time.monotonic() - _failed[server][0] < RETRY:
        return None
    try:
        _answered[server] = osrm.table(server, cached.territory()[["lon", "lat"]].to_numpy())
    except ProblemError as error:
        _failed[server] = time.monotonic(), error.problem
        return None
    _failed.pop(server, None)
    return _answered[server]


def forget() -> None:
    """Ask the server anew at the next need."""
    _answered.clear()
    _failed.clear()


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


def say_silence() -> None:
    """One sentence where a server is set and does not answer."""
    server = osrm.server()
    if server and server in _failed:
        say(escaped(sentence(_failed[server][1], language())), "summary warned")


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
    return isolated(" ; ".join(sources()))


def sources() -> list[str]:
    """The sources of a loaded table."""
    return [str(source) for source in cached.table("travel")["source"].dropna().unique()]
