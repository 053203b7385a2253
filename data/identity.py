"""Who a row is: its own identifier, else one derived from what tells it apart."""

import hashlib

import pandas as pd

from data.findings import Findings
from data.known import NAMES, Known
from geo.names import fold
from words.problem import WARNING, Problem

DERIVED = "derived-"
WITH_ID = frozenset(NAMES)
# Rows that only state a fact: the same fact twice is one.
FACTS = frozenset({"activity", "coverage", "event_organisation", "link"})


def identify(rows: pd.DataFrame, table: str, key: tuple[str, ...], source: str) -> pd.DataFrame:
    """`rows` with source, source_id and, for records, id. Without an identifier, one is derived from the key."""
    rows = rows.copy()
    declared = rows["source"] if "source" in rows else pd.Series(None, index=rows.index, dtype=object)
    rows["source"] = declared.where(declared.notna(), source)
    own = rows["id"] if "id" in rows else pd.Series(None, index=rows.index, dtype=object)
    derived = _digests(rows, table, key)
    rows["source_id"] = own.where(own.notna(), derived)
    rows["derived"] = derived
    if table in WITH_ID:
        ids = [f"{said}:{own}" for said, own in zip(rows["source"], rows["source_id"], strict=True)]
        rows["id"] = pd.Series(ids, index=rows.index, dtype=object)
    elif "id" in rows:
        rows = rows.drop(columns="id")
    return rows


def _digests(rows: pd.DataFrame, table: str, key: tuple[str, ...]) -> pd.Series:
    parts = []
    for name in key:
        cells = rows[name] if name in rows else pd.Series(None, index=rows.index, dtype=object)
        written = fold if name in ("name", "title") else str
        parts.append([written(cell) if not _blank(cell) else "" for cell in cells])
    joined = ("\x1f".join((table, *row)) for row in zip(*parts, strict=True))
    return pd.Series(
        [DERIVED + hashlib.sha256(one.encode()).hexdigest()[:20] for one in joined], index=rows.index, dtype=object
    )


def _blank(cell: object) -> bool:
    return cell is None or cell != cell


Place = tuple[str, int, int]  # sheet, position in the frame, the user's row


def say_doubles(rows: pd.DataFrame, table: str, findings: Findings, seen: dict[tuple[str, str], Place]) -> pd.DataFrame:
    """Rows without repeated facts; a second row with the same identifier is kept out, never merged.

    `seen`: (source, source_id) of this table's rows so far. A record that has its own identifier but the name,
    delegation and form of another is let in with a warning.
    """
    keys = list(zip(rows["source"], rows["source_id"], strict=True))
    if len(set(keys)) == len(set(rows["derived"])) == len(rows) and seen.keys().isdisjoint(keys):
        places = zip(rows.index, rows["row"], strict=True)
        seen.update(zip(keys, ((findings.sheet, position, row) for position, row in places), strict=True))
        return rows
    first: dict[str, int] = {}
    repeated = []
    cells = zip(rows.index, rows["row"], rows["source"], rows["source_id"], rows["derived"], strict=True)
    for position, row, source, source_id, derived in cells:
        here = (findings.sheet, position, row)
        earlier = seen.setdefault((source, source_id), here)
        alike = first.setdefault(derived, row)
        args: dict[str, str | int | float] = {"first": earlier[2], "sheet": earlier[0]}
        if earlier != here and table not in WITH_ID and (table in FACTS or _same(rows, earlier, here)):
            findings.add(Problem("row_repeated", args, severity=WARNING), row)
            repeated.append(position)
        elif earlier != here:
            code = "possible_duplicate" if source_id.startswith(DERIVED) else "id_twice"
            findings.add(Problem(code, args), row, "id", None if code == "possible_duplicate" else source_id)
        elif alike != row and table in WITH_ID:
            findings.add(Problem("looks_alike", {"first": alike}, severity=WARNING), row, "id", source_id)
    return rows.drop(index=repeated)


def _same(rows: pd.DataFrame, one: Place, other: Place) -> bool:
    if one[0] != other[0]:
        return False
    facts = rows.drop(columns=["row", "recorded_on"], errors="ignore").loc[[one[1], other[1]]]
    return bool(facts.astype(object).where(facts.notna(), None).astype(str).duplicated().iloc[1])


def remember(rows: pd.DataFrame, table: str, known: Known) -> None:
    """Let later rows point to these records, by identifier or name."""
    columns = [rows[name] for name in NAMES[table] if name in rows]
    written = zip(rows["id"], rows["source_id"], *columns, strict=True)
    known.add(
        table, [(record, own, [name for name in names if isinstance(name, str)]) for record, own, *names in written]
    )
