"""Points of rows: what cannot be meant, and how they stand to the declared delegation."""

import numpy as np
import pandas as pd

from data import choices
from data.findings import Findings
from data.sheets import Table
from geo import points
from words.problem import WARNING, Problem

LON, LAT = (7.0, 12.0), (30.0, 38.0)  # Tunisia, with a margin


def place_points(rows: pd.DataFrame, table: Table, findings: Findings) -> None:
    """Set lon, lat, precision and, where only the point says it, delegation; say what cannot be meant."""
    lon, lat = (_numbers(rows, name) for name in ("lon", "lat"))
    for row in rows.index[lon.isna() != lat.isna()]:
        findings.add(Problem("point_half"), int(row), "lon" if np.isnan(lon[row]) else "lat")
    here = lon.notna() & lat.notna()
    lon, lat = lon.where(here), lat.where(here)
    here &= ~_impossible(lon, lat, findings)
    lon, lat = lon.where(here), lat.where(here)
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


def _numbers(rows: pd.DataFrame, name: str) -> pd.Series:
    if name not in rows:
        return pd.Series(np.nan, index=rows.index)
    return pd.to_numeric(rows[name], errors="coerce").astype(float)


def _impossible(lon: pd.Series, lat: pd.Series, findings: Findings) -> pd.Series:
    """Points that cannot be meant, with the reason: 0,0, swapped, not degrees, outside Tunisia."""
    zero = (lon == 0) & (lat == 0)
    swapped = lon.between(*LAT) & lat.between(*LON)
    metres = (lon.abs() > 180) | (lat.abs() > 90)
    outside = lon.notna() & ~(lon.between(*LON) & lat.between(*LAT))
    for code, mask in (("point_zero", zero), ("point_swapped", swapped), ("point_not_degrees", metres)):
        _say_points(code, mask, lon, lat, findings)
        outside &= ~mask
    _say_points("point_outside_tunisia", outside, lon, lat, findings)
    return zero | swapped | metres | outside


def _say_points(code: str, mask: pd.Series, lon: pd.Series, lat: pd.Series, findings: Findings) -> None:
    for row in lon.index[mask]:
        findings.add(Problem(code), int(row), "lon", f"{lon[row]:g} ; {lat[row]:g}")


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
