"""What is recorded against the aims: people by group and in time, jobs and what is not yet known of them.

Headcounts come as rows: measure, governorate, delegation, sex, age_band, situation, step, n. A group that nobody asked
about is the category `unknown`, shown like the others. People and participations are two measures, never added up.
"""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

UNKNOWN = "unknown"
NOT_LOCATED = "not_located"
GROUPS = {
    "sex": ("women", "men", UNKNOWN),
    "age_band": ("15_34", "35_plus", UNKNOWN),
    "situation": ("unemployed", "graduate", "informal", "group_member", "other", UNKNOWN),
}
JOBS = {
    "planned": "jobs_planned",
    "created": "jobs_created",
    "after_12": "jobs_after_12_months",
    "after_24": "jobs_after_24_months",
}
PERIODS = {"month": "M", "quarter": "Q", "year": "Y"}


class Progress(NamedTuple):
    """The aims by what is known of them, as codes in their order."""

    reached: tuple[str, ...]
    under_way: tuple[str, ...]
    unknown: tuple[str, ...]


class Kept(NamedTuple):
    """Projects that recorded jobs created or kept, by what is known `months` later; and the jobs of the known ones.

    `known`: a later count is recorded, 0 included. `due`: no count, though at least `months` have passed since the
    jobs created were recorded. `not_yet`: fewer have passed. `undated`: no date to tell. `created`, `still`: jobs of
    the known projects whose jobs created are recorded too, then and later.
    """

    known: int
    due: int
    not_yet: int
    undated: int
    created: int
    still: int

    @property
    def projects(self) -> int:
        """All of them."""
        return self.known + self.due + self.not_yet + self.undated


def progress(aims: pd.DataFrame) -> Progress:
    """Rows target, aim, recorded (missing: no record) -> which aims are reached, under way, not known."""
    unknown = aims["recorded"].isna()
    reached = ~unknown & (aims["recorded"] >= aims["aim"])
    parts = (reached, ~unknown & ~reached, unknown)
    return Progress(*(tuple(str(code) for code in aims.loc[part, "target"]) for part in parts))


def cross(rows: pd.DataFrame, measure: str, place: str, places: Sequence[str], by: str) -> pd.DataFrame:
    """Counts of one measure: a row per place (and `not_located` if there is any), a column per category of `by`.

    `place`: governorate or delegation. A place without any record holds missing values, which is not zero.
    """
    ours = rows[rows["measure"] == measure]
    where = ours[place].astype(object).where(ours[place].notna(), NOT_LOCATED)
    counts = ours.groupby([where, ours[by]])["n"].sum().unstack(fill_value=0)
    index = [*places, *([NOT_LOCATED] if NOT_LOCATED in counts.index else [])]
    found = counts.reindex(columns=list(GROUPS[by]), fill_value=0).reindex(index)
    return found.astype("Int64").rename_axis(index=place, columns=None)


def totals(rows: pd.DataFrame, measure: str, place: str, places: Sequence[str]) -> pd.Series:
    """Counts of one measure by place, missing where there is no record; not located apart."""
    return cross(rows, measure, place, places, "sex").sum(axis=1, min_count=1).astype("Int64")


def shares(rows: pd.DataFrame, measure: str, by: str) -> pd.Series:
    """n by category of `by`, in their order, unknown last."""
    counted = rows[rows["measure"] == measure].groupby(by)["n"].sum()
    return counted.reindex(list(GROUPS[by]), fill_value=0).astype("int64")


def in_time(days: pd.DataFrame, measure: str, period: str) -> pd.DataFrame:
    """Rows measure, day, n, activities -> one row per period from the first to the last: start, n, activities.

    `period`: month, quarter or year. n is missing where nothing was recorded. Undated rows are left out: see `undated`.
    """
    dated = days[(days["measure"] == measure) & days["day"].notna()]
    if dated.empty:
        return pd.DataFrame({"start": pd.Series(dtype="datetime64[ns]"), "n": [], "activities": []})
    periods = pd.DatetimeIndex(dated["day"]).to_period(PERIODS[period])
    sums = dated.groupby(periods)[["n", "activities"]].sum()
    every = pd.period_range(periods.min(), periods.max(), freq=periods.freq)
    found = sums.reindex(every)
    found["activities"] = found["activities"].fillna(0).astype(int)
    return found.astype({"n": "Int64"}).rename_axis("start").reset_index().assign(start=every.start_time)


def undated(days: pd.DataFrame, measure: str) -> int:
    """n of one measure without a day."""
    return int(days.loc[(days["measure"] == measure) & days["day"].isna(), "n"].sum())


def jobs(projects: pd.DataFrame) -> pd.DataFrame:
    """One row per project -> by measure: jobs (missing where no project says any) and how many projects say."""
    columns = projects[list(JOBS)]
    return pd.DataFrame({"jobs": columns.sum(min_count=1).astype("Int64"), "projects": columns.notna().sum()})


def kept(projects: pd.DataFrame, months: int, today: dt.date) -> Kept:
    """What is known, `months` (12 or 24) after, of the jobs of the projects that recorded jobs created or kept."""
    later, created = projects[f"after_{months}"], projects["created"]
    known = later.notna()
    waiting = ~known & projects[["created", "after_12", "after_24"]].notna().any(axis=1)
    since = pd.to_datetime(projects["created_on"])
    old = since + pd.DateOffset(months=months) <= pd.Timestamp(today)
    both = known & created.notna()
    return Kept(
        known=int(known.sum()),
        due=int((waiting & old).sum()),
        not_yet=int((waiting & ~old & since.notna()).sum()),
        undated=int((waiting & since.isna()).sum()),
        created=int(created[both].sum()),
        still=int(later[both].sum()),
    )
