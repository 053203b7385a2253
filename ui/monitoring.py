"""Records against the aims: the store and the analysis joined, for the page Suivi."""

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from analysis import monitoring, small_cells
from analysis.spread import Spread, spread
from queries.filters import Filters
from ui import cached
from words.problem import Problem, ProblemError

HORIZONS = (12, 24)  # months
SPREAD = ("people_reached", "projects", "services")
STEPS = ("idea", "plan", "financed", "started", "growing", monitoring.UNKNOWN)
EXISTING = ("new", "existing", monitoring.UNKNOWN)


class Places(NamedTuple):
    """What a table has a row for: the vocabulary's name, the column of the store, the codes that are kept."""

    vocabulary: str
    column: str
    codes: tuple[str, ...]


def places(filters: Filters) -> Places:
    """The governorates that are kept; the delegations where a single governorate or some delegations are."""
    names = cached.vocabulary()
    if len(filters.governorates) != 1 and not filters.delegations:
        kept = tuple(c for c in names["governorates"] if not filters.governorates or c in filters.governorates)
        return Places("governorates", "governorate", kept)
    return Places("delegations", "delegation", delegations(filters))


def delegations(filters: Filters) -> tuple[str, ...]:
    """The delegations that the territory filters keep."""
    named = cached.vocabulary()["delegations"]
    return tuple(
        code
        for code, names in named.items()
        if (not filters.governorates or names["parent"] in filters.governorates)
        and (not filters.delegations or code in filters.delegations)
    )


def anything() -> bool:
    """Whether any person, participation or project is recorded at all."""
    return not (cached.table("headcounts", Filters()).empty and cached.table("projects_followed", Filters()).empty)


def recorded(filters: Filters, measure: str) -> bool:
    """Whether anything at all is recorded of a measure under these filters."""
    return bool((cached.table("headcounts", filters)["measure"] == measure).any())


def _by_group(filters: Filters, measure: str, by: str) -> pd.DataFrame:
    where = places(filters)
    return monitoring.cross(cached.table("headcounts", filters), measure, where.column, where.codes, by)


def by_group(filters: Filters, measure: str, by: str) -> pd.DataFrame:
    """`analysis.monitoring.cross` of what the filters keep, by their places."""
    return cached.computed(_by_group, filters, measure, by)


def _by_place(filters: Filters, measure: str) -> pd.Series:
    where = places(filters)
    if measure == "projects":
        return projects_by(filters)["projects"].astype("Int64")
    return monitoring.totals(cached.table("headcounts", filters), measure, where.column, where.codes)


def by_place(filters: Filters, measure: str) -> pd.Series:
    """Projects, people or participations by place; people and participations are missing where there is no record."""
    return cached.computed(_by_place, filters, measure)


def _projects_by(filters: Filters) -> pd.DataFrame:
    where = places(filters)
    rows = cached.table("projects_followed", filters)
    rows = rows.assign(
        place=rows[where.column].fillna(monitoring.NOT_LOCATED), step=rows["step"].fillna(monitoring.UNKNOWN)
    )
    parts = [
        rows.pivot_table("projects", "place", name, "sum").reindex(columns=list(codes)).add_prefix(f"{prefix}.")
        for name, prefix, codes in (("step", "steps", STEPS), ("existing", "enterprise_is", EXISTING))
    ]
    counts = rows.groupby("place")[["projects", "informal", "likely"]].sum()
    index = [*where.codes, *([monitoring.NOT_LOCATED] if monitoring.NOT_LOCATED in counts.index else [])]
    return pd.concat([*parts, counts], axis=1).reindex(index).fillna(0).astype("int64")


def projects_by(filters: Filters) -> pd.DataFrame:
    """Observed projects by place: a column per step (steps.*) and kind (enterprise_is.*), projects, informal, likely.

    No project recorded is zero projects recorded. Not located is a row of its own, where there are any.
    """
    return cached.computed(_projects_by, filters)


def hidden_line(counts: pd.Series, measure: str) -> pd.Series:
    """Whether a count by place is hidden; projects, which are not people, never are."""
    states = small_cells.line(counts.fillna(0).astype("int64"))
    return (states != small_cells.SHOWN) & (measure != "projects")


def hidden_by_delegation(counts: pd.Series) -> pd.Series:
    """Shown, small or covered by delegation, governorate by governorate: their totals are told elsewhere."""
    known = counts.dropna().astype("int64")
    parts = [small_cells.line(part) for _, part in known.groupby(known.index.str[:2])]
    return pd.concat(parts) if parts else pd.Series(dtype=object)


def _counts_by_delegation(filters: Filters, what: str) -> pd.Series:
    codes = list(delegations(filters))
    if what == "projects":
        rows = cached.table("projects_followed", filters)
        if not cached.table("projects_followed", Filters())["projects"].any():
            return pd.Series(pd.NA, index=codes, dtype="Int64")
        return rows.groupby("delegation")["projects"].sum().reindex(codes, fill_value=0).astype("Int64")
    if what == "services":
        counts = cached.table("services_by_delegation", filters).set_index("delegation")["services"]
        survey = cached.table("survey_of_services")
        unsure = survey.loc[survey["status"] != "surveyed", "delegation"]
        return counts.astype("Int64").mask(counts.index.isin(unsure)).reindex(codes)
    return monitoring.totals(cached.table("headcounts", filters), what, "delegation", codes).reindex(codes)


def counts_by_delegation(filters: Filters, what: str) -> pd.Series:
    """Counts by delegation kept: people_reached, participations (missing: no record), projects or services.

    No project is zero only where some project is recorded, wherever it be.
    A service is counted where observed; none is zero only where services are surveyed for all three functions.
    """
    return cached.computed(_counts_by_delegation, filters, what)


def _spread(filters: Filters, what: str) -> Spread | Problem:
    territory = cached.territory().set_index("code")
    try:
        return spread(counts_by_delegation(filters, what), territory["need"], territory["governorate"])
    except ProblemError as refused:
        return refused.problem


def spread_of(filters: Filters, what: str) -> Spread | Problem:
    """How unequally `what` is spread over the delegations kept, or why nothing can be said."""
    return cached.computed(_spread, filters, what)


def _kept(filters: Filters, months: int, today: dt.date) -> monitoring.Kept:
    return monitoring.kept(cached.table("project_jobs", filters), months, today)


def kept(filters: Filters, months: int) -> monitoring.Kept:
    """What is known, 12 or 24 months after, of the jobs of the projects kept."""
    return cached.computed(_kept, filters, months, dt.date.today())


def _in_time(filters: Filters, measure: str, period: str) -> pd.DataFrame:
    rows = monitoring.in_time(cached.table("headcounts_by_day", filters), measure, period)
    state = small_cells.line(rows["n"].fillna(0).astype("int64")) if len(rows) else pd.Series(dtype=object)
    shown = rows["n"].where(state == small_cells.SHOWN)
    return rows.assign(state=state, shown=shown, cumulated=shown.fillna(0).cumsum())


def in_time(filters: Filters, measure: str, period: str) -> pd.DataFrame:
    """`analysis.monitoring.in_time`, with `state` (shown, small or covered) and `cumulated`, the sum of those shown."""
    return cached.computed(_in_time, filters, measure, period)


def sources() -> list[str]:
    """The sources of the aims and of what is counted against them."""
    return [str(source) for source in cached.table("followed_sources")["source"]]


def under_filters(filters: Filters) -> Mapping[str, int | None]:
    """Aim -> what the filters keep of it; None where nothing is recorded. Bodies and hubs follow no filter here."""
    rows = cached.table("headcounts", filters)
    people = rows.loc[rows["measure"] == "people_reached", "n"]
    projects = int(cached.table("projects_followed", filters)["projects"].sum())
    return {"people": int(people.sum()) if len(people) else None, "projects": projects or None}
