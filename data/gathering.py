"""What a file gives so far: rows by table, records to point to, identities seen."""

from dataclasses import dataclass, field
from functools import partial

import pandas as pd

from data.findings import Findings
from data.identity import Place
from data.known import Known
from data.rows import parsed


@dataclass
class Gathering:
    """The rows of a load on their way to the store. `source`: of rows that name none."""

    source: str
    known: Known
    frames: dict[str, list[pd.DataFrame]] = field(default_factory=dict)
    seen: dict[str, dict[tuple[str, str], Place]] = field(default_factory=dict)

    def tables(self) -> dict[str, pd.DataFrame]:
        """One frame per table of the store that has rows."""
        whole = {name: pd.concat(parts, ignore_index=True) for name, parts in self.frames.items() if parts}
        return {name: frame for name, frame in whole.items() if len(frame)}

    def refer(self, rows: pd.DataFrame, column: str, table: str, findings: Findings) -> pd.Series:
        """The ids of the records that a column points to; the index is the user's row number."""
        return parsed(cells(rows, column), partial(self.known.find, table), findings, column)


def cells(rows: pd.DataFrame, name: str) -> pd.Series:
    """A column, or blanks where the sheet has none."""
    return rows[name] if name in rows else pd.Series(None, index=rows.index, dtype=object)
