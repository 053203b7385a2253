"""The section of the page Suivi on jobs: planned, created, still there, and what is not yet known."""

import pandas as pd
import streamlit as st

from analysis import monitoring as counting
from analysis import small_cells
from queries.filters import Filters
from ui import address, cached, monitoring, monitoring_tables
from ui.charts import bars
from ui.frame import escaped, say
from ui.monitoring_parts import choice, nothing_yet
from ui.monitoring_words import few, jobs, kept
from ui.speech import t


def show(filters: Filters) -> None:
    """Jobs by measure and group, then how many projects are old enough for more to be known."""
    st.header(t("suivi.title_jobs"), anchor=False)
    projects = cached.table("project_jobs", filters)
    found = counting.jobs(projects)
    rows = cached.table("jobs_by_group", filters)
    if not found["projects"].any():
        nothing_yet("jobs", filters)
        _elsewhere(rows)
        return
    told = jobs(found, len(projects))
    say(escaped(told), "summary")
    choice("followed_by", tuple(counting.GROUPS), "suivi.by")
    by = str(address.value("followed_by"))
    counts = _by(rows, found, by)
    drawn = counts.astype("Float64").where(_states(counts) == small_cells.SHOWN).astype(float)
    bars(
        [t(f"suivi.jobs_{name}") for name in counts.index],
        {t(f"choice.{by}.{code}"): drawn[code].tolist() for code in counts.columns},
        key=f"suivi_jobs_{by}",
        alt=told,
    )
    monitoring_tables.show(_told(counts, found, len(projects), by), key="emplois", method=told)
    say(escaped(t("suivi.note_jobs")))
    _elsewhere(rows)
    st.header(t("suivi.title_kept"), anchor=False)
    horizons = {months: monitoring.kept(filters, months) for months in monitoring.HORIZONS}
    for months, one in horizons.items():
        say(escaped(kept(one, months)), "summary")
    monitoring_tables.show(_horizons(horizons), key="emplois-maintenus", method=t("suivi.kept_method"))
    say(escaped(t("suivi.kept_method")))


def _elsewhere(rows: pd.DataFrame) -> None:
    """Jobs created that are recorded for something else than an observed project: told, never mixed in."""
    n = int(rows.loc[~rows["followed"].astype(bool) & (rows["measure"] == counting.JOBS["created"]), "n"].sum())
    if n:
        say(escaped(t("suivi.jobs_elsewhere", n=few(n))))


def _by(rows: pd.DataFrame, found: pd.DataFrame, by: str) -> pd.DataFrame:
    """Jobs of observed projects by measure and category; missing where no project says any."""
    ours = rows[rows["followed"].astype(bool)]
    parts = {name: counting.shares(ours, measure, by) for name, measure in counting.JOBS.items()}
    return pd.DataFrame(parts).T.astype("Int64").where(found["projects"] > 0)


def _states(counts: pd.DataFrame) -> pd.DataFrame:
    """Each measure is a line with its own total: jobs planned and created are never added up."""
    return counts.fillna(0).astype("int64").apply(small_cells.line, axis=1)


def _told(counts: pd.DataFrame, found: pd.DataFrame, projects: int, by: str) -> pd.DataFrame:
    """A row per measure: by category, in all, and how many projects say so of how many."""
    words = {state: t(key) for state, key in monitoring_tables.WORDS.items()}
    whole, states = counts.fillna(0).astype("int64"), _states(counts)
    cells = whole.astype(object).where(states == small_cells.SHOWN, states.replace(words)).add_prefix(f"{by}.")
    sums = whole.sum(axis=1)
    cells[monitoring_tables.TOTAL] = sums.astype(object).mask(sums.map(small_cells.is_small), words["small"])
    cells.loc[found["projects"] == 0] = t("suivi.no_record")
    cells["suivi.said"] = found["projects"].astype(object)
    cells["suivi.of_projects"] = projects
    cells.insert(0, "suivi.measure", [t(f"choice.measure.{counting.JOBS[name]}") for name in cells.index])
    return cells.astype(object)


def _horizons(horizons: dict[int, counting.Kept]) -> pd.DataFrame:
    """A row per horizon: projects known, due, not yet old enough, undated; jobs then and later of the known ones."""
    rows = [
        {
            "suivi.horizon": t("suivi.months", n=months),
            "suivi.known": one.known,
            "suivi.due": one.due,
            "suivi.not_yet": one.not_yet,
            "suivi.undated": one.undated,
            "suivi.created_known": _jobs(one.created, one.known),
            "suivi.still": _jobs(one.still, one.known),
        }
        for months, one in horizons.items()
    ]
    return pd.DataFrame(rows, dtype=object)


def _jobs(n: int, known: int) -> int | str:
    if not known:
        return t("suivi.not_yet_known")
    return t("state.masked") if small_cells.is_small(n) else n
