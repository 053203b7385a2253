"""What an entry changed, in words: counts by table, and records with their fields before and after."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from data import changes, choices
from data.changes import Changes
from data.sheets import BY_NAME
from ui import cached
from ui.speech import language, name_of, right_to_left, t
from words.translate import LANGUAGES, has, isolated

LISTED = 200  # records on the page; the file has them all
SHEET_NAMES = {("link", "kind"): "link_kind", ("survey", "status"): "survey_status", ("activity", "stage"): "stages"}
NAMED = {"enterprise": "name", "project": "name"}  # shown only with consent to publish
Row = Mapping[str, Any]


def of_entry(number: int) -> Changes:
    """What the entry changed, its first records listed; read once a snapshot."""
    return cached.computed(changes.by_entry, number, LISTED)


def whole(number: int) -> Changes:
    """What the entry changed, every record listed."""
    return changes.by_entry(number)


def counts(found: Changes) -> pd.DataFrame:
    """The counts, tables in words."""
    return found.counts.assign(table=[t(f"table.{name}") for name in found.counts["table"]])


def lines(found: Changes) -> pd.DataFrame:
    """One row per record: table, what happened, which record, its fields before and after, as one text each."""
    rows = [_line(*row) for row in found.records[["table", "change", "old", "new"]].itertuples(index=False)]
    return pd.DataFrame(rows, columns=["table", "change", "record", "before", "after"], dtype=object)


def _line(table: str, change: str, old: Row | None, new: Row | None) -> tuple[str, str, str, str | None, str | None]:
    fields = changes.fields(table, old, new)
    row = new or old or {}
    record = isolated(f"{row['source']} : {row['source_id']}")
    return t(f"table.{table}"), t(f"data.change_{change}"), record, _told(table, fields, old), _told(table, fields, new)


def _told(table: str, fields: list[str], row: Row | None) -> str | None:
    if row is None:
        return None
    comma = "\u061b " if right_to_left() else "; "
    return comma.join(f"{_field(table, name)} : {_value(table, name, row)}" for name in fields)


def _field(table: str, name: str) -> str:
    key = SHEET_NAMES.get((table, name), name)
    for words in (f"column.{key}", f"col.{key}"):
        if all(has(words, one) for one in LANGUAGES):
            return t(words)
    return key


def _value(table: str, name: str, row: Row) -> str:
    value = row[name]
    if value is None:
        return "\u2013"
    if NAMED.get(table) == name and not (row["publish"] or cached.names_shown()):
        return t("data.name_not_published")
    if isinstance(value, bool):
        return t(f"choice.yes_no.{'yes' if value else 'no'}")
    if name in ("delegation", "governorate"):
        return name_of(f"{name}s", value)
    key = SHEET_NAMES.get((table, name), name)
    choice = BY_NAME[table].column(key).choice if table in BY_NAME and BY_NAME[table].has(key) else None
    told = value if isinstance(value, list) else [value]
    known = choices.codes(choice) if choice else ()
    return ", ".join(
        choices.words(str(choice), one, language()) if one in known else isolated(str(one)) for one in told
    )
