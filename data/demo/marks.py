"""What every demonstration row carries: its source, its date and the entry -1."""

from datetime import date
from typing import Any

ENTRY = -1
SOURCE = "Démonstration (fictif)"
RECORDED_ON = date(2026, 10, 1)

Row = dict[str, Any]


def marked(row: Row, source_id: str) -> Row:
    """Return the row with the four columns that say where it comes from."""
    return row | {"source": SOURCE, "source_id": source_id, "recorded_on": RECORDED_ON, "entry": ENTRY}
