"""A table of travel from delegation to delegation, in minutes or km: who is named, what is missing, what is uneven."""

import re

import pandas as pd

from data import choices
from data.findings import Findings
from data.gathering import Gathering, cells
from data.places import CODE_AND_NAME
from data.rows import parsed
from data.values import CellError, short_text
from geo.names import Match, match_delegation
from words.problem import WARNING, Problem

ENDS = ("from_delegation", "to_delegation")
MEASURES = ("km", "minutes")
UNEVEN = 1e-6  # of the longer way: less is rounding


def travel(rows: pd.DataFrame, findings: Findings, into: Gathering) -> pd.DataFrame:
    """Rows of table `travel`. A pair without a row cannot be travelled; the report says how many."""
    rows = rows.drop(columns="id", errors="ignore")
    rows = rows.assign(**{end: parsed(cells(rows, end), _code, findings, end) for end in ENDS})
    numbers = pd.DataFrame({name: pd.to_numeric(cells(rows, name), errors="coerce") for name in MEASURES})
    for row in rows.index[numbers.isna().all(axis=1) & ~rows.index.isin(list(findings.refused))]:
        findings.add(Problem("travel_no_value"), int(row), "minutes")
    for measure in MEASURES:
        given = pd.concat([rows[list(ENDS)], numbers[measure].rename("value")], axis=1).dropna()
        if len(given):
            _say_uneven(given, measure, findings)
            _say_missing(given, measure, findings)
    return rows


def _code(cell: object) -> str | None:
    """The delegation meant: an INS code, as the heading says, a p-code (TN and digits), or a name. Else CellError."""
    written = short_text(cell)
    if written is None:
        return None
    both = CODE_AND_NAME.fullmatch(written)
    told = both.group(1) if both else written
    system = "ins" if re.fullmatch(r"\d+(\.0)?", told) else "pcode" if re.fullmatch(r"(?i)TN\d{4}", told) else None
    found = match_delegation(told, None, system)
    if isinstance(found, Match):
        return found.code
    raise CellError(found.code, **found.args)


def _say_uneven(given: pd.DataFrame, measure: str, findings: Findings) -> None:
    """There and back differ: said with how much, and kept as given."""
    back = given.rename(columns=dict(zip(ENDS, reversed(ENDS), strict=True)))
    both = given.merge(back, on=list(ENDS), suffixes=("", "_back"))
    both = both[both["from_delegation"] < both["to_delegation"]]
    apart = (both["value"] - both["value_back"]).abs()
    uneven = apart > UNEVEN * both[["value", "value_back"]].max(axis=1)
    if uneven.any():
        worst = both.loc[[apart.idxmax()], list(ENDS)].to_numpy()[0]
        args: dict[str, str | int | float] = {
            "n": int(uneven.sum()), "most": float(apart.max()), "measure": measure,
            "from": str(worst[0]), "to": str(worst[1]),
        }  # fmt: skip
        findings.add(Problem("travel_uneven", args, severity=WARNING), column=measure)


def _say_missing(given: pd.DataFrame, measure: str, findings: Findings) -> None:
    count = len(choices.codes("delegation"))
    apart = given[given["from_delegation"] != given["to_delegation"]]
    missing = count * (count - 1) - len(apart.drop_duplicates(list(ENDS)))
    if missing > 0:
        findings.add(Problem("travel_missing", {"n": missing}, severity=WARNING), column=measure)
