"""What a sheet also says of other tables: activities of enterprises, delegations served, organisers of events."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from data.findings import Findings
from data.gathering import Gathering, cells
from data.places import delegation
from data.rows import parsed
from data.shaping import say_inapplicable
from data.values import CellError
from words.problem import Problem

# What an event's row says of organisations: who held it, and which support bodies came out of it stronger.
ROLES = {"organisations": "organiser", "strengthened": "strengthened"}

# Table -> the tables that its sheet may carry, and the columns that do so.
CARRIED: dict[str, dict[str, set[str]]] = {
    "enterprise": {"activity": {"chain", "chain_2", "activities"}},
    "service": {"coverage": {"served"}},
    "event": {"event_organisation": set(ROLES)},
}


def children(rows: pd.DataFrame, table: str, findings: Findings, into: Gathering) -> Iterator[tuple[str, pd.DataFrame]]:
    """Frames of other tables that the rows of this one carry, each with the user's row number."""
    if table == "enterprise":
        yield "activity", _activities(rows, findings)
    elif table == "service" and "served" in rows:
        served = _listed(rows, "served", "service", "delegation")
        yield "coverage", served.assign(delegation=_delegations(served, findings))
    elif table == "event":
        for column, role in ROLES.items():
            if column in rows:
                held = _listed(rows, column, "event", "organisation").set_index("row", drop=False)
                found = into.refer(held, "organisation", "organisation", findings)
                yield "event_organisation", held.assign(organisation=found, role=role).reset_index(drop=True)


def _listed(rows: pd.DataFrame, column: str, parent: str, child: str) -> pd.DataFrame:
    """One row per item of a list cell: row, the parent's id, the item."""
    some = rows[rows[column].notna()]
    kept = some[["row", "id", column, *(c for c in ("recorded_on", "source") if c in some)]]
    listed = kept.explode(column, ignore_index=True).rename(columns={"id": parent, column: child})
    return listed[listed[child].notna()].reset_index(drop=True)


def _delegations(served: pd.DataFrame, findings: Findings) -> pd.Series:
    notes: dict[Any, Problem] = {}

    def read(cell: Any) -> str:
        found = delegation(str(cell), None, None)
        if isinstance(found, Problem):
            raise CellError(found.code, **found.args)
        if found.note:
            notes[cell] = found.note
        return found.code

    by_row = served.set_index("row")["delegation"]
    codes = list(parsed(by_row, read, findings, "served"))
    for row, cell in by_row.items():
        if cell in notes:
            findings.add(notes[cell], int(str(row)), "served", cell)
    return pd.Series(codes, index=served.index, dtype=object)


def _activities(rows: pd.DataFrame, findings: Findings) -> pd.DataFrame:
    """The activities written on the enterprise's own row."""
    found: list[tuple[int, str, str, str]] = []
    for chain_column, stages_column in (("chain", "stages"), ("chain_2", "stages_2")):
        written = zip(rows["row"], rows["id"], cells(rows, chain_column), cells(rows, stages_column), strict=True)
        for row, enterprise, chain, stages in written:
            if isinstance(chain, str) and isinstance(stages, tuple):
                found += [(row, enterprise, chain, stage) for stage in stages]
            elif isinstance(chain, str):
                findings.warn("chain_without_stage", row, chain_column, chain)
            elif isinstance(stages, tuple):
                findings.warn("stage_without_chain", row, stages_column)
    for row, enterprise, pairs in zip(rows["row"], rows["id"], cells(rows, "activities"), strict=True):
        if isinstance(pairs, tuple):
            found += [(row, enterprise, chain, stage) for chain, stage in pairs]
    made = pd.DataFrame(found, columns=["row", "enterprise", "chain", "stage"], dtype=object)
    made = made.drop_duplicates(["enterprise", "chain", "stage"], ignore_index=True)
    say_inapplicable(made, findings)
    sources = dict(zip(rows["row"], rows["source"], strict=True))
    return made.assign(source=pd.Series([sources[row] for row in made["row"]], dtype=object))
