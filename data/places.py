"""Where a row is: its governorate, delegation and point, with what does not fit together said."""

import re
from collections.abc import Callable

import pandas as pd

from data.coordinates import place_points
from data.findings import Findings
from data.sheets import Table
from geo.names import Match, System, match_delegation, match_governorate
from words.problem import Problem

CODE_AND_NAME = re.compile(r"(\d{2}|\d{4})\s*[–—-]\s*(.+)")  # as the template writes it
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
        place_points(rows, table, findings)
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


def _resolved(rows: pd.DataFrame, name: str, match: Matcher, table: Table, findings: Findings) -> pd.Series:
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


def _say_unplaced(rows: pd.DataFrame, table: Table, findings: Findings) -> None:
    nowhere = rows["delegation"].isna() & ~rows.index.isin(list(findings.refused))
    if table.name in MUST:
        for row in rows.index[nowhere]:
            findings.add(Problem("delegation_missing"), int(row), "delegation")
    elif table.name in PLACED:
        at_point = rows["lon"].notna() if "lon" in rows else False
        for row in rows.index[nowhere & ~pd.Series(at_point, index=rows.index)]:
            findings.warn("not_located", int(row), "delegation")
