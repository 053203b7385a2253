"""Points of rows: what cannot be meant, with the repair that may be, and how they stand to the declared delegation."""

import numpy as np
import pandas as pd

from data import choices, degrees
from data.findings import Findings
from data.sheets import Table
from geo import points
from words.problem import WARNING, Problem

# Problems whose repair may be accepted, in the order in which they are looked for. None is made unasked.
REPAIRS = ("point_in_minutes", "point_zero", "point_swapped", *degrees.SYSTEMS, "point_outside_tunisia")
LEFT_OUT = ""  # the repair of a point that cannot be meant at all


def place_points(rows: pd.DataFrame, table: Table, findings: Findings) -> None:
    """Set lon, lat, precision and, where only the point says it, delegation; say what cannot be meant."""
    lon, lat = (_numbers(rows, name, findings) for name in ("lon", "lat"))
    half = (lon.isna() != lat.isna()) & ~_waiting(rows, "lon", lon) & ~_waiting(rows, "lat", lat)
    for row in rows.index[half]:
        findings.add(Problem("point_half"), int(row), "lon" if np.isnan(lon[row]) else "lat")
    here = lon.notna() & lat.notna()
    lon, lat = _possible(rows, lon.where(here), lat.where(here), findings)
    here = lon.notna()
    _hold_against_outlines(rows, lon, lat, table, findings)
    rows["lon"], rows["lat"] = lon, lat
    said = rows["precision"] if "precision" in rows else pd.Series(None, index=rows.index, dtype=object)
    usual = [
        "exact" if at else None if pd.isna(code) else "delegation"
        for at, code in zip(here, rows["delegation"], strict=True)
    ]
    rows["precision"] = said.where(said.notna() & here, pd.Series(usual, index=rows.index, dtype=object))
    rows["precision"] = rows["precision"].mask(here & rows["delegation"].isna() & (said == "delegation"), "exact")
    coarse = rows["precision"] == "delegation"
    rows.loc[coarse, ["lon", "lat"]] = np.nan


def _numbers(rows: pd.DataFrame, name: str, findings: Findings) -> pd.Series:
    """The column as numbers; degrees with minutes are numbers once that repair is accepted."""
    if name not in rows:
        return pd.Series(np.nan, index=rows.index)
    read = []
    for row, cell in rows[name].items():
        value = degrees.decimal(cell) if isinstance(cell, str) else None
        if value is not None:
            problem = Problem("point_in_minutes", {"repaired": f"{value:.9g}"})
            cell = value if findings.repair(problem, int(str(row)), name, cell) else None
        read.append(cell)
    return pd.to_numeric(pd.Series(read, index=rows.index, dtype=object), errors="coerce").astype(float)


def _waiting(rows: pd.DataFrame, name: str, read: pd.Series) -> pd.Series:
    """Rows whose coordinate is written, but not a number as long as its repair is not accepted."""
    said = rows[name].map(lambda cell: isinstance(cell, str)) if name in rows else pd.Series(False, index=rows.index)
    return said.astype(bool) & read.isna()


def _possible(
    rows: pd.DataFrame, lon: pd.Series, lat: pd.Series, findings: Findings
) -> tuple[pd.Series, pd.Series]:  # fmt: skip
    """The points that can be meant, repaired where that was accepted; the others are said and left out."""
    lon, lat = lon.copy(), lat.copy()
    left = pd.Series(lon.notna() & ~degrees.in_tunisia(lon, lat), index=rows.index)
    swapped = degrees.in_tunisia(lat, lon)
    metres = (lon.abs() > 180) | (lat.abs() > 90)
    projected = _projected(rows[left & metres], lon, lat)
    for row in rows.index[left]:
        x, y = lon[row], lat[row]
        value: tuple[float, float] | None = None
        if x == 0 and y == 0:
            code = "point_zero"
        elif swapped[rows.index.get_loc(row)]:
            code, value = "point_swapped", (y, x)
        elif metres[row]:
            code, value = projected.get(row, ("point_not_degrees", None))
        else:
            code = "point_outside_tunisia"
        lon[row], lat[row] = np.nan, np.nan
        if _accepted(code, value, row, f"{x:.9g} ; {y:.9g}", findings) and value:
            lon[row], lat[row] = value
    return lon, lat


def _accepted(
    code: str, value: tuple[float, float] | None, row: int, written: str, findings: Findings
) -> bool:  # fmt: skip
    if code not in REPAIRS:
        findings.add(Problem(code), int(row), "lon", written)
        return False
    repaired = f"{value[0]:.9g} ; {value[1]:.9g}" if value else LEFT_OUT
    return findings.repair(Problem(code, {"repaired": repaired}), int(row), "lon", written)


def _projected(
    rows: pd.DataFrame, lon: pd.Series, lat: pd.Series
) -> dict[int, tuple[str, tuple[float, float] | None]]:  # fmt: skip
    """Row -> the one system its metres can be of, and the point. A row that two systems would place is left out."""
    if rows.empty:
        return {}
    x, y = lon[rows.index], lat[rows.index]
    places = {code: degrees.from_metres(system, x, y) for code, system in degrees.SYSTEMS.items()}
    fits = {code: _fit(rows["delegation"], *place) for code, place in places.items()}
    found: dict[int, tuple[str, tuple[float, float] | None]] = {}
    for at, row in enumerate(rows.index):
        best = max(fit[at] for fit in fits.values())
        those = [code for code, fit in fits.items() if fit[at] == best]
        if best and len(those) == 1:
            px, py = places[those[0]]
            found[int(row)] = (those[0], (float(px[at]), float(py[at])))
    return found


def _fit(declared: pd.Series, lon: np.ndarray, lat: np.ndarray) -> list[int]:
    """How well a reading fits: 3 at its declared delegation, 2 in the four governorates, 1 in Tunisia, 0 nowhere."""
    near = points.km_from_outline(declared, lon, lat) < points.NEAR_BORDER_KM
    inside = [code is not None for code in points.delegations_at(lon, lat)]
    return [
        3 if at else 2 if within else int(np.isfinite(x)) for at, within, x in zip(near, inside, lon, strict=True)
    ]  # fmt: skip


def _hold_against_outlines(
    rows: pd.DataFrame, lon: pd.Series, lat: pd.Series, table: Table, findings: Findings
) -> None:
    """A declared delegation wins over its point; without one the point says the delegation."""
    km = pd.Series(points.km_from_outline(rows["delegation"], lon, lat), index=rows.index)
    inside = pd.Series(points.delegations_at(lon, lat), index=rows.index, dtype=object)
    for row in rows.index[km > 0]:
        args: dict[str, str | int | float] = {
            "km": round(float(km[row]), 1),
            **_called(str(rows.at[row, "delegation"])),
        }
        near = Problem("close_to_border", args, severity=WARNING)
        far = Problem("point_far_from_delegation", args)
        findings.add(near if km[row] < points.NEAR_BORDER_KM else far, int(row), "lon", f"{lon[row]:g} ; {lat[row]:g}")
    undeclared = rows["delegation"].isna() & lon.notna()
    for row in rows.index[undeclared & inside.notna() & rows["governorate"].notna()]:
        if inside[row][:2] != rows.at[row, "governorate"]:
            findings.add(Problem("point_in_other_governorate", _called(str(inside[row]))), int(row), "lon")
    for row in rows.index[undeclared & inside.isna()]:
        if table.abroad:
            findings.warn("point_outside_the_four", int(row), "lon", f"{lon[row]:g} ; {lat[row]:g}")
        else:
            findings.add(Problem("point_outside_outlines"), int(row), "lon", f"{lon[row]:g} ; {lat[row]:g}")
    rows["delegation"] = rows["delegation"].where(~undeclared, inside)


def _called(code: str) -> dict[str, str | int | float]:
    return {
        "delegation": f"{choices.words('delegation', code, 'fr')} ({code})",
        "delegation_ar": f"{choices.words('delegation', code, 'ar')} ({code})",
    }
