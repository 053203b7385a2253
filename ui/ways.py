"""Where distances come from: a loaded table, an OSRM server, or none, so that the factor rules. No words, no Streamlit.

All ways go from where people live (index) to where they are served (columns), as a table or a server tells them; a
table may well differ in the other direction.
"""

import time
from collections.abc import Sequence

import numpy as np
import pandas as pd

from data import osrm
from geo import added as places_added
from words.problem import Problem, ProblemError

FACTOR, KM, MINUTES = "factor", "km", "minutes"
# The first that there is is the best there is.
BETTER = ("table_km", "table_minutes", "osrm_km")
RETRY = 60.0  # seconds before a server that did not answer is asked again
KEPT = 40  # answers of a server, the oldest forgotten first

Points = tuple[tuple[float, float], ...]
_answered: dict[tuple[str, Points], osrm.Table] = {}
failed: dict[str, tuple[float, Problem]] = {}


def unit(source: str) -> str:
    """km or minutes."""
    return MINUTES if source.endswith(MINUTES) else KM


def available(loaded: pd.DataFrame) -> tuple[str, ...]:
    """The sources there are, the assumption first; `loaded` as `queries/travel.sql` gives it."""
    found = [f"table_{measure}" for measure in (KM, MINUTES) if loaded[measure].notna().any()]
    if osrm.server():
        found += ["osrm_km", "osrm_minutes"]
    return (FACTOR, *found)


def chosen(wanted: str, there: Sequence[str], where: pd.DataFrame) -> str:
    """The source in use: what is wanted, else the best there is; the factor where a server is silent."""
    if wanted == "best":
        wanted = next((source for source in BETTER if source in there), FACTOR)
    if wanted not in there or (wanted.startswith("osrm") and asked(where) is None):
        return FACTOR
    return wanted


def from_table(loaded: pd.DataFrame, codes: pd.Index, measure: str) -> pd.DataFrame:
    """Km or minutes between these delegations, inf without a way; inside one, 0 where the table does not say."""
    rows = loaded.dropna(subset=[measure])
    wide = rows.pivot(index="from_delegation", columns="to_delegation", values=measure)
    table = wide.reindex(index=codes, columns=codes).to_numpy(dtype=float, copy=True)
    inside = np.diag(table)
    np.fill_diagonal(table, np.where(np.isnan(inside), 0.0, inside))
    return pd.DataFrame(np.where(np.isnan(table), np.inf, table), index=codes, columns=codes)


def from_server(where: pd.DataFrame, measure: str, added: Sequence[str] = ()) -> pd.DataFrame | None:
    """The same between these delegations (code, lon, lat) and added places; None where the server is silent."""
    answer = asked(where, added)
    codes = pd.Index([*where["code"], *added])
    return None if answer is None else pd.DataFrame(answer.km if measure == KM else answer.minutes, codes, codes)


def asked(where: pd.DataFrame, added: Sequence[str] = ()) -> osrm.Table | None:
    """The server's answer, asked once; after a failure not again for RETRY seconds."""
    server = osrm.server()
    if server is None:
        return None
    seats = [(place.lon, place.lat) for place in map(places_added.read, added) if place]
    key = server, (*zip(where["lon"].tolist(), where["lat"].tolist(), strict=True), *seats)
    if key in _answered:
        return _answered[key]
    if server in failed and time.monotonic() - failed[server][0] < RETRY:
        return None
    try:
        answer = osrm.table(server, np.array(key[1]))
    except ProblemError as error:
        failed[server] = time.monotonic(), error.problem
        return None
    failed.pop(server, None)
    _answered[key] = answer
    while len(_answered) > KEPT:
        _answered.pop(next(iter(_answered)), None)
    return answer


def measurable(source: str, where: pd.DataFrame, added: Sequence[str]) -> tuple[str, ...]:
    """Which added places this source measures: all by the factor, none in a table, those of a server that answers."""
    if not added or source.startswith("table"):
        return ()
    return tuple(added) if source == FACTOR or asked(where, added) is not None else ()


def forget() -> None:
    """Ask the server anew at the next need."""
    _answered.clear()
    failed.clear()
