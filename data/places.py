"""Where a row is: its governorate, delegation and point, with what does not fit together said."""

import re
from collections.abc import Callable

import numpy as np
import pandas as pd

from data import choices
from data.findings import Findings
from data.sheets import Table
from geo import points
from geo.names import Match, System, match_delegation, match_governorate
from words.problem import WARNING, Problem

CODE_AND_NAME = re.compile(r"(\d{2}|\d{4})\s*[–—-]\s*(.+)")  # as the template writes it
LON, LAT = (7.0, 12.0), (30.0, 38.0)  # Tunisia, with a margin
PLACED = ("enterprise", "project", "service")  # tables whose rows should be somewhere
MUST = ("coverage", "survey")  # tables whose rows mean nothing without a delegation
SYSTEMS: dict[str, System] = {"ins": "ins", "pcode": "pcode", "iso": "iso"}
CODED: dict[str, tuple[str, System]] = {
    "delegation_ins": ("delegation", "ins"), "delegation_pcode": ("delegation", "pcode"),
    "governorate_ins": ("governorate", "ins"), "governorate_iso": ("governorate", "iso"),
}  # fmt: skip

Found = Match | Problem
Matcher = Callable[[str, str | None, System | None], Found]


def locate(rows: pd.DataFrame, table: Table, findings: Findings) -> pd.DataFrame:
    """`rows` with governorate, delegation and, where the table has points, lon, lat and precision."""
    if not table.has("delegation"):
        return rows
    rows = rows.copy()
    rows["governorate"] = _resolved(rows, "governorate", governorate, table, findings)
    rows["delegation"] = _resolved(rows, "delegation", delegation, table, findings)
    if table.has("lon"):
        _place_points(rows, table, findings)
    from_delegation = rows["delegation"].map(lambda code: code[:2], na_action="ignore")
    rows["governorate"] = rows["governorate"].where(rows["governorate"].notna(), from_delegation)
    _say_unplaced(rows, table, findings)
    return rows


def governorate(written: str, within: str | None, system: System | None) -> Found:
    """One governorate, by name, 'code – name', or a code of the declared system."""
    return _code_and_name(written, lambda name: match_governorate(name)) or match_governorate(written, system)


def delegation(written: str, within: str | None, system: System | None) -> Found:
    """One delegation, by name, 'code – name', or a code of the declared system, within a governorate if given."""
    found = _code_and_name(written, lambda name: match_delegation(name, within))
    return found or match_delegation(written, within, system if system != "iso" else None)


def _code_and_name(written: str, match: Callable[[str], Found]) -> Found | None:
    both = CODE_AND_NAME.fullmatch(written.strip())
    if both is None:
        return None
    found = match(both.group(2))
    if isinstance(found, Match) and found.code != both.group(1):
        return Problem("code_and_name_differ", {"value": written, "code": both.group(1)})
    return found


def _resolved(
    rows: pd.DataFrame, name: str, match: Matcher, table: Table, findings: Findings
) -> pd.Series:
    """The codes of a column of names together with its columns of codes, which must agree."""
    result = pd.Series(None, index=rows.index, dtype=object)
    columns: list[tuple[str, System | None]] = [(name, None)]
    columns += [(column, system) for column, (means, system) in CODED.items() if means == name]
    for column, declared in columns:
        if column not in rows:
            continue
        codes = _matched(rows, column, declared, match, table, findings)
        for row in rows.index[codes.notna() & result.notna() & (codes != result)]:
            args: dict[str, str | int | float] = {"value": str(rows.at[row, column]), "code": result[row]}
            findings.add(Problem("code_and_name_differ", args), int(row), column)
        result = result.where(result.notna(), codes)
    return result


def _matched(
    rows: pd.DataFrame, column: str, declared: System | None,
    match: Matcher, table: Table, findings: Findings,
) -> pd.Series:  # fmt: skip
    """Each different (name, governorate, system) asked once; notes and faults said on every row."""
    within = rows["governorate"] if column.startswith("delegation") else pd.Series(None, index=rows.index, dtype=object)
    system = rows["system"] if "system" in rows else pd.Series(None, index=rows.index, dtype=object)
    asked: dict[tuple[str, str | None, str | None], Found] = {}
    codes: list[str | None] = []
    for row, cell, home, told in zip(rows.index, rows[column], within, system, strict=True):
        if _blank(cell):
            codes.append(None)
            continue
        key = (str(cell), None if _blank(home) else home, declared or (None if _blank(told) else SYSTEMS.get(told)))
        found = asked[key] if key in asked else asked.setdefault(key, match(*key))
        codes.append(_taken(found, int(row), column, cell, table, findings))
    return pd.Series(codes, index=rows.index, dtype=object)


def _taken(found: Found, row: int, column: str, cell: object, table: Table, findings: Findings) -> str | None:
    if isinstance(found, Match):
        if found.note:
            findings.add(found.note, row, column, cell)
        return found.code
    if table.abroad and found.code in ("unknown_governorate", "unknown_delegation"):
        findings.warn("place_outside", row, column, cell)
    else:
        findings.add(found, row, column, cell)
    return None


def _blank(cell: object) -> bool:
    return cell is None or cell != cell


def _place_points(rows: pd.DataFrame, table: Table, findings: Findings) -> None:
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
    usual = ["exact" if at else None if _blank(code) else "delegation" for at, code in zip(here, rows["delegation"], strict=True)]
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
        args: dict[str, str | int | float] = {"km": round(float(km[row]), 1), **_called(rows.at[row, "delegation"])}
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


def _say_unplaced(rows: pd.DataFrame, table: Table, findings: Findings) -> None:
    nowhere = rows["delegation"].isna() & ~rows.index.isin(list(findings.refused))
    if table.name in MUST:
        for row in rows.index[nowhere]:
            findings.add(Problem("delegation_missing"), int(row), "delegation")
    elif table.name in PLACED:
        at_point = rows["lon"].notna() if "lon" in rows else False
        for row in rows.index[nowhere & ~pd.Series(at_point, index=rows.index)]:
            findings.warn("not_located", int(row), "delegation")
