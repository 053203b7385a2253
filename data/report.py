"""The report of a load in the reader's language: rows for the page and lines for the command line."""

import json
from typing import Any, get_args

import pandas as pd

from data.entry import What
from data.load import Outcome
from words.problem import ERROR, Problem
from words.translate import sentence, t

COLUMNS = ("severity", "sheet", "row", "column", "value", "problem")


def frame(problems: list[Problem], language: str) -> pd.DataFrame:
    """One row per problem, errors first, under the reader's headings; the row number is blank where there is none."""
    ordered = sorted(problems, key=lambda problem: problem.severity != ERROR)
    rows = [
        (
            t(f"report.{problem.severity}", language), problem.sheet or "", problem.row, problem.column or "",
            problem.value or "", sentence(problem, language),
        )
        for problem in ordered
    ]  # fmt: skip
    made = pd.DataFrame(rows, columns=list(COLUMNS)).astype({"row": "Int64"})
    return made.rename(columns={name: t(f"report.column.{name}", language) for name in COLUMNS})


def summary(outcome: Outcome, language: str) -> str:
    """In one sentence: accepted or refused, how many rows, errors and warnings, and what it changed."""
    n = sum(outcome.rows.values())
    if not outcome.accepted:
        return t("report.refused", language, errors=outcome.errors, warnings=outcome.warnings)
    entry = outcome.entry
    if outcome.dry_run or entry is None:
        return t("report.would_be_accepted", language, rows=n, warnings=outcome.warnings)
    if entry.number == 0:
        return t("report.nothing_changed", language, rows=n)
    counts = {what: entry.total(what) for what in ("added", "changed", "same")}
    said = t("report.accepted", language, entry=str(entry.number), warnings=outcome.warnings, **counts)
    return f"{said} {t('report.removed', language, n=entry.total('removed'))}" if entry.full else said


def lines(outcome: Outcome, language: str) -> list[str]:
    """The report as plain lines: the summary, rows per table, then 'sheet, row, column: value – sentence'."""
    said = [summary(outcome, language)]
    if outcome.accepted and outcome.errors:
        said.append(t("report.left_out", language, errors=outcome.errors))
    said += [f"  {t(f'table.{table}', language)}: {n}" for table, n in outcome.rows.items()]
    for problem in sorted(outcome.problems, key=lambda problem: problem.severity != ERROR):
        said.append(
            f"{t(f'report.{problem.severity}', language)} · {_where(problem, language)}{sentence(problem, language)}"
        )
    return said


def _where(problem: Problem, language: str) -> str:
    row = t("report.row", language, row=str(problem.row)) if problem.row else None
    places = [place for place in (problem.sheet, row, problem.column) if place]
    value = f" [{problem.value}]" if problem.value else ""
    return ", ".join(places) + value + " : " if places else ""


def as_json(outcome: Outcome, language: str) -> str:
    """The whole outcome as JSON, sentences included."""
    entry = outcome.entry
    made: dict[str, Any] = {
        "accepted": outcome.accepted, "dry_run": outcome.dry_run, "source": outcome.source, "rows": outcome.rows,
        "entry": entry.number if entry else None, "summary": summary(outcome, language),
        "counts": {what: entry.total(what) for what in get_args(What)} if entry else None,
        "problems": [as_dict(problem, language) for problem in outcome.problems],
    }  # fmt: skip
    return json.dumps(made, ensure_ascii=False, indent=1)


def as_dict(problem: Problem, language: str) -> dict[str, Any]:
    """One problem for a program: its code and its sentence."""
    return {
        "severity": problem.severity, "code": problem.code, "sheet": problem.sheet, "row": problem.row,
        "column": problem.column, "value": problem.value, "sentence": sentence(problem, language),
    }  # fmt: skip
