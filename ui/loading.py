"""Taking in a reader's file: tried at once, reported row by row, then loaded whole or not at all.

The file lives in memory and, while it is read, as a temporary copy; nothing is written beside the original.
"""

import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

import pandas as pd
import streamlit as st

from data import readers, report
from data.load import Outcome, load
from data.marked import marked_workbook
from data.matching import Told, together
from ui import cached
from ui.speech import language, t
from words.problem import Problem, ProblemError
from words.translate import sentence

TRIAL, DONE, FRESH, SAID, REPAIRS = "load_trial", "load_done", "load_fresh", "load_told", "load_repairs"
LONGEST_NAME = 100
ODD = re.compile(r"[^\w.() \-]")


class Upload(Protocol):
    """What the page's uploader gives."""

    name: str
    file_id: str

    def getvalue(self) -> bytes:
        """The file's bytes."""


@dataclass(frozen=True)
class Trial:
    """What a file would do (`outcome`), or why it cannot be read at all (`problem`). `key` says of what it is true.

    `sheets`: those of a file in which no table of ours was recognised.
    """

    key: tuple[object, ...]
    outcome: Outcome | None = None
    problem: Problem | None = None
    sheets: tuple[str, ...] = ()


def tried(upload: Upload, source: str, good_rows: bool, full_list: bool = False) -> Trial:
    """A dry run of the file, done once as long as file, source and store stay the same."""
    key = _key(upload, source, good_rows, full_list)
    kept: Trial | None = st.session_state.get(TRIAL)
    if kept is None or kept.key != key:
        st.session_state.pop(DONE, None)
        with progress(t("data.working")) as tell:
            kept = replace(
                _run(upload, tell, source=source, good_rows=good_rows, full_list=full_list, dry_run=True), key=key
            )
        st.session_state[TRIAL] = kept
    return kept


def _key(upload: Upload, source: str, good_rows: bool, full_list: bool) -> tuple[object, ...]:
    said = tuple((sheet, one.table, *one.columns.items()) for sheet, one in told(upload).items())
    return upload.file_id, source, good_rows, full_list, cached.store().number, said, tuple(repairs(upload))


def told(upload: Upload) -> dict[str, Told]:
    """By sheet, what the reader said of this file's headings."""
    file, said = st.session_state.get(SAID, (None, {}))
    return dict(said) if file == upload.file_id else {}


def tell(upload: Upload, sheet: str, said: Told) -> None:
    """Keep what the reader says of a sheet: the file is tried again with it."""
    before = told(upload)
    st.session_state[SAID] = (upload.file_id, before | {sheet: together(before.get(sheet, Told()), said)})


def repairs(upload: Upload) -> dict[str, int]:
    """The repairs of coordinates that the reader accepted for this file, and of how many rows."""
    file, accepted = st.session_state.get(REPAIRS, (None, {}))
    return dict(accepted) if file == upload.file_id else {}


def choose_repair(upload: Upload, code: str, n: int) -> None:
    """Accept what is proposed for a problem, or take that back: the file is tried again."""
    before = repairs(upload)
    after = {one: rows for one, rows in before.items() if one != code}
    st.session_state[REPAIRS] = (upload.file_id, after if code in before else before | {code: n})


def take(upload: Upload, source: str, who: str, good_rows: bool, full_list: bool = False) -> None:
    """Load the file for good, then draw the page anew; what came of it is in `last()`."""
    was_on = cached.demonstration()
    with progress(t("data.loading")) as tell:
        loaded = _run(upload, tell, source=source, who=who, good_rows=good_rows, full_list=full_list)
    cached.look_again()
    if loaded.outcome and loaded.outcome.accepted:
        st.session_state[DONE] = Done(loaded.outcome, was_on and not cached.demonstration())
        st.session_state.pop(TRIAL, None)
        st.session_state[FRESH] = fresh() + 1  # a new, empty uploader
    else:
        st.session_state[TRIAL] = replace(loaded, key=_key(upload, source, good_rows, full_list))
    st.rerun()


@dataclass(frozen=True)
class Done:
    """The last load of this session, and whether it switched the demonstration off."""

    outcome: Outcome
    demonstration_left: bool


def last() -> Done | None:
    """What the last load of this session did, as long as no other file is being tried."""
    done: Done | None = st.session_state.get(DONE)
    return done


def forget() -> None:
    """Nothing is said any more of the last load or trial: the log has changed."""
    for name in (DONE, TRIAL):
        st.session_state.pop(name, None)


def fresh() -> int:
    """Number of the uploader: a new one after each load."""
    return int(st.session_state.get(FRESH, 0))


def _run(upload: Upload, tell: Callable[[float, str], None], **how: Any) -> Trial:
    with _on_disk(upload) as path:
        try:
            return Trial(
                (), load(path, progress=tell, file_name=path.name, told=told(upload), repairs=repairs(upload), **how)
            )
        except ProblemError as refused:
            unknown = refused.problem.code == "no_known_sheet"
            sheets = tuple(sheet.name for sheet in readers.read(path)) if unknown else ()
            return Trial((), problem=refused.problem, sheets=sheets)


def marked(upload: Upload, outcome: Outcome) -> bytes:
    """The reader's own sheets with the remarks at their places, as a workbook."""
    with _on_disk(upload) as path:
        return marked_workbook(readers.read(path), outcome.problems, language())


def marked_name(upload: Upload) -> str:
    """What that workbook is called."""
    return f"{PurePosixPath(safe_name(upload.name)).stem} - {t('template.sheet.report')}.xlsx"


@contextmanager
def _on_disk(upload: Upload) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="atlas-ess-") as folder:
        path = Path(folder) / safe_name(upload.name)
        path.write_bytes(upload.getvalue())
        yield path


def safe_name(name: str) -> str:
    """The last part of a file's name, without characters that a file system or a page could trip over."""
    plain = ODD.sub("_", PurePosixPath(name.replace("\\", "/")).name).strip(" .") or "fichier"
    path = PurePosixPath(plain)
    return path.stem[:LONGEST_NAME] + path.suffix[:10]


@contextmanager
def progress(words: str) -> Iterator[Callable[[float, str], None]]:
    """A bar with the present step beside it, gone when the work is done."""
    bar = st.progress(0.0, text=words)

    def tell(share: float, step: str) -> None:
        bar.progress(min(max(share, 0.0), 1.0), text=t(f"report.step.{step}"))

    try:
        yield tell
    finally:
        bar.empty()


def counts(outcome: Outcome) -> pd.DataFrame:
    """One row per table of the file: rows, and how many are added, changed or the same."""
    entry = outcome.entry
    found = []
    for table, n in outcome.rows.items():
        row: dict[str, object] = {"table": t(f"table.{table}"), "rows": n}
        if entry is not None and table in entry.counts:
            met = entry.counts[table]
            row |= {"added": met.added, "changed": met.changed, "same": met.same, "removed": met.removed}
        found.append(row)
    if entry is not None:  # what a full list removed from tables that the file says nothing of
        beside = {
            table: met.removed for table, met in entry.counts.items() if table not in outcome.rows and met.removed
        }
        found += [{"table": t(f"table.{table}"), "rows": 0, "removed": n} for table, n in beside.items()]
    return pd.DataFrame(found, columns=["table", "rows", "added", "changed", "same", "removed"])


def remarks(outcome: Outcome) -> pd.DataFrame:
    """The report, errors first: severity, sheet, row, column, value, problem, in the reader's words."""
    rows = report.frame(outcome.problems, language()).set_axis(list(report.COLUMNS), axis=1)
    return rows.assign(row=rows["row"].astype(object).where(rows["row"].notna(), ""))


def said(problem: Problem) -> str:
    """A refusal as its sentence."""
    return sentence(problem, language())
