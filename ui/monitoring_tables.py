"""Tables of counts with totals: hidden cells in words, numbers otherwise, on screen and in files."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analysis import small_cells
from ui import monitoring
from ui.downloads import downloads
from ui.frame import escaped, say
from ui.monitoring_words import hidden_note, place_names
from ui.speech import language, t
from ui.tables import Column, show_table
from words.translate import number

PLACE = "suivi.place"
TOTAL = f"suivi.{small_cells.TOTAL}"
WORDS = {small_cells.SMALL_CELL: "state.masked", small_cells.COVERED: "suivi.covered"}


def told(counts: pd.DataFrame, prefix: str, vocabulary: str) -> pd.DataFrame:
    """Counts by place -> the table as read: `suivi.place`, `<prefix>.<category>`..., `suivi.total`; last row the total.

    A place without any record says so, and so does a hidden cell; every other cell is a number.
    """
    whole = small_cells.with_totals(counts.fillna(0).astype("int64"))
    words = small_cells.told(whole, t("state.masked"), t("suivi.covered"))
    for place in counts.index[counts.isna().all(axis=1)]:
        words.loc[place] = t("suivi.no_record")
    words = words.rename(columns={code: f"{prefix}.{code}" for code in counts.columns} | {small_cells.TOTAL: TOTAL})
    words.insert(0, PLACE, place_names(words.index, vocabulary))
    return words


def hidden_words(counts: pd.Series, what: str) -> pd.Series:
    """What stands in place of each delegation's count: no record, not surveyed, hidden; missing where it is told."""
    empty = t("state.not_surveyed") if what == "services" else t("suivi.no_record")
    words = pd.Series(None, index=counts.index, dtype=object).mask(counts.isna(), empty)
    if what not in ("people_reached", "participations"):
        return words
    states = monitoring.hidden_by_delegation(counts).reindex(counts.index)
    hidden = states.map({state: t(key) for state, key in WORDS.items()})
    return words.where(hidden.isna(), hidden)


def columns(frame: pd.DataFrame) -> tuple[Column, ...]:
    """One column each; numbers where every cell is one."""
    return tuple(Column(str(name), _kind(frame[name])) for name in frame.columns)


def _kind(values: pd.Series) -> str:
    if not _numbers(values):
        return "text"
    return "count" if all(float(value).is_integer() for value in values) else "decimal"


def written(frame: pd.DataFrame) -> pd.DataFrame:
    """Numbers that stand among words in the reader's form; columns of numbers alone stay numbers."""
    mixed = [name for name in frame if frame[name].dtype == object and not _numbers(frame[name])]
    words = {
        str(name): frame[name].map(lambda v: v if isinstance(v, str) else number(v, language(), 2)) for name in mixed
    }
    return frame.assign(**words)


def _numbers(values: pd.Series) -> bool:
    return all(isinstance(value, int | float) for value in values)


def show(frame: pd.DataFrame, *, key: str, method: str = "") -> None:
    """Draw a table made by `told` and offer it as a file."""
    kinds = columns(frame)
    with st.container(key=f"numbers_{key}"):  # its look is in style.css: numbers stay aligned beside words
        show_table(written(frame), kinds, key=f"suivi_{key}", plain=True)
    downloads(frame, kinds, slug="suivi", sources=monitoring.sources(), method=method, part=key)


def note(counts: pd.DataFrame) -> None:
    """Say what hidden and empty cells mean, where there are any."""
    if words := hidden_note(counts):
        say(escaped(words))


def visible(counts: pd.DataFrame) -> pd.DataFrame:
    """The counts that may be drawn: missing where hidden or without record; no totals."""
    states = small_cells.hidden(small_cells.with_totals(counts.fillna(0).astype("int64")))
    inner = states.loc[counts.index, counts.columns]
    return counts.astype("Float64").where(inner == small_cells.SHOWN).astype(float)


def projects_told(counts: pd.DataFrame, vocabulary: str) -> pd.DataFrame:
    """`ui.monitoring.projects_by` as the table read: steps, kinds, total; few informal groups hidden."""
    whole = counts.drop(columns="likely")
    whole.loc[small_cells.TOTAL] = whole.sum()
    few = small_cells.told(small_cells.with_totals(counts[["informal"]]), t(WORDS["small"]), t(WORDS["covered"]))
    frame = whole.astype(object).assign(informal=few["informal"])
    frame = frame.rename(columns={"projects": "suivi.projects", "informal": "suivi.informal"})
    frame.insert(0, PLACE, place_names(frame.index, vocabulary))
    return frame


def time_told(rows: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """`ui.monitoring.in_time` as the table read, latest period last."""
    hidden = rows["state"].map({state: t(key) for state, key in WORDS.items()})
    added = rows["n"].astype(object).where(hidden.isna(), hidden).where(rows["n"].notna(), t("suivi.no_record"))
    return pd.DataFrame(
        {
            "suivi.period": list(names),
            "suivi.events": [int(n) for n in rows["activities"]],
            "suivi.added": [n if isinstance(n, str) else int(n) for n in added],
            "suivi.cumulated": [int(n) for n in rows["cumulated"]],
        },
        dtype=object,
    )
