"""From the cleaned rows of a sheet to the store's tables: placed, shaped, identified, good rows kept."""

import pandas as pd

from data import tables
from data.children import children
from data.findings import Findings
from data.gathering import Gathering
from data.identity import WITH_ID, identify, remember, say_doubles
from data.places import locate
from data.shaping import shaped, without_person
from data.sheets import BY_NAME, Table


def gather(rows: pd.DataFrame, table: Table, findings: Findings, into: Gathering) -> None:
    """Turn a sheet's cleaned rows into rows of the store; those with an error stay out."""
    rows = rows.assign(row=[int(number) for number in rows.index])
    rows = shaped(locate(rows, table, findings), table.name, findings, into)
    if "derived" not in rows:
        rows = identify(rows, table.name, table.key, into.source)
    if table.name in WITH_ID:
        remember(rows, table.name, into.known)
    if table.name == "organisation":
        rows = rows.assign(part_of=into.refer(rows, "part_of", "organisation", findings))
    below = list(children(rows, table.name, findings, into))  # first: their faults keep the whole row out
    _keep(rows, table.name, findings, into)
    for child, found in below:
        _keep(identify(found, child, _key(child, found), into.source), child, findings, into)


def _key(child: str, found: pd.DataFrame) -> tuple[str, ...]:
    """What tells a child's rows apart; an organiser's key has no role, as in the first loads."""
    if child in BY_NAME:
        return BY_NAME[child].key
    organisers = bool((found["role"] == "organiser").all())
    return ("event", "organisation") if organisers else ("event", "organisation", "role")


def _keep(rows: pd.DataFrame, table: str, findings: Findings, into: Gathering) -> None:
    rows = say_doubles(rows, table, findings, into.seen.setdefault(table, {}))
    good = rows.iloc[:0] if findings.refused_whole else rows[~rows["row"].isin(list(findings.refused))]
    if table in WITH_ID:
        into.known.refused |= set(rows["id"]) - set(good["id"])
    if table == "enterprise":
        good = without_person(good, findings)
    kept = [name for name in tables.names(table) if name in good and name != "entry"]
    into.frames.setdefault(table, []).append(good[kept])
