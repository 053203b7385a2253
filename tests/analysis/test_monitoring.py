"""Records against aims: small worlds known by hand; what is not known stays not known."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.monitoring import (
    GROUPS,
    NOT_LOCATED,
    cross,
    in_time,
    jobs,
    kept,
    progress,
    shares,
    totals,
    undated,
)

ROWS = pd.DataFrame(
    [
        ("people_reached", "22", "2251", "women", "15_34", "unemployed", 12),
        ("people_reached", "22", "2252", "unknown", "unknown", "unknown", 3),
        ("people_reached", "42", "4251", "men", "35_plus", "graduate", 0),
        ("people_reached", None, None, "women", "15_34", "unknown", 5),
        ("participations", "22", "2251", "women", "15_34", "unemployed", 40),
    ],
    columns=["measure", "governorate", "delegation", "sex", "age_band", "situation", "n"],
)
DAYS = pd.DataFrame(
    {
        "measure": ["people_reached"] * 4 + ["participations"],
        "day": pd.to_datetime(["2024-01-10", "2024-03-31", "2024-11-01", None, "2024-05-05"]),
        "n": [10, 20, 30, 7, 99],
        "activities": [1, 1, 2, 1, 1],
    }
)
PROJECTS = pd.DataFrame(
    {
        "planned": [10, 4, None, None, None, 2],
        "created": [8, 4, 6, 5, None, None],
        "after_12": [6, None, None, None, 3, None],
        "after_24": [None] * 6,
        "created_on": pd.to_datetime(["2023-01-01", "2023-11-24", "2024-01-01", None, None, None]),
    }
)
TODAY = dt.date(2024, 11, 24)


def test_aims_by_what_is_known_of_them() -> None:
    aims = pd.DataFrame({"target": ["a", "b", "c"], "aim": [10, 10, 2], "recorded": [10, 0, None]})
    assert progress(aims) == (("a",), ("b",), ("c",))


def test_no_record_is_not_zero_and_not_located_is_a_row_of_its_own() -> None:
    table = cross(ROWS, "people_reached", "governorate", ["22", "33", "42"], "sex")
    assert table.index.tolist() == ["22", "33", "42", NOT_LOCATED]
    assert table.loc["22"].tolist() == [12, 0, 3]
    assert table.loc["33"].isna().all()
    assert table.loc["42"].tolist() == [0, 0, 0]
    assert table.loc[NOT_LOCATED, "women"] == 5


def test_participations_are_never_people() -> None:
    assert totals(ROWS, "people_reached", "governorate", ["22"])["22"] == 15
    assert totals(ROWS, "participations", "governorate", ["22"])["22"] == 40
    assert shares(ROWS, "people_reached", "sex").to_dict() == {"women": 17, "men": 0, "unknown": 3}


def test_a_measure_without_rows_is_all_missing() -> None:
    empty = cross(ROWS, "jobs_created", "governorate", ["22", "33"], "age_band")
    assert empty.isna().all(axis=None)
    assert list(empty.columns) == list(GROUPS["age_band"])
    assert shares(ROWS, "jobs_created", "sex").sum() == 0


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["22", "33", None]), st.sampled_from(GROUPS["sex"]), st.integers(0, 9)
        ),
        max_size=12,
    )
)  # fmt: skip
def test_nobody_is_lost_whatever_the_grouping(rows: list[tuple[str | None, str, int]]) -> None:
    frame = pd.DataFrame(
        [("people_reached", place, sex, "unknown", "other", n) for place, sex, n in rows],
        columns=["measure", "governorate", "sex", "age_band", "situation", "n"],
    )
    everyone = sum(n for _, _, n in rows)
    for by in GROUPS:
        assert cross(frame, "people_reached", "governorate", ["22", "33"], by).sum().sum() == everyone
        assert shares(frame, "people_reached", by).sum() == everyone


@pytest.mark.parametrize(
    ("period", "n", "activities"),
    [("quarter", [30, None, None, 30], [2, 0, 0, 2]), ("year", [60], [4])],
)
def test_every_period_is_there_and_an_empty_one_is_not_zero(
    period: str, n: list[int | None], activities: list[int]
) -> None:
    found = in_time(DAYS, "people_reached", period)
    assert [None if pd.isna(one) else int(one) for one in found["n"]] == n
    assert found["activities"].tolist() == activities
    assert found["start"].iloc[0] == pd.Timestamp("2024-01-01")


def test_months_and_what_has_no_day() -> None:
    assert len(in_time(DAYS, "people_reached", "month")) == 11
    assert undated(DAYS, "people_reached") == 7
    assert undated(DAYS, "participations") == 0
    assert in_time(DAYS, "jobs_created", "month").empty
    assert in_time(DAYS.iloc[3:4], "people_reached", "month").empty


def test_jobs_say_how_many_projects_speak() -> None:
    found = jobs(PROJECTS)
    assert found["jobs"].tolist()[:3] == [16, 23, 9]
    assert pd.isna(found.loc["after_24", "jobs"])
    assert found["projects"].tolist() == [3, 4, 2, 0]


def test_what_is_known_after_twelve_months() -> None:
    found = kept(PROJECTS, 12, TODAY)
    assert (found.known, found.due, found.not_yet, found.undated) == (2, 1, 1, 1)
    assert (found.created, found.still) == (8, 6)  # the project that kept 3 never said what it created
    assert found.projects == 5


def test_a_day_short_of_the_term_is_not_yet() -> None:
    assert kept(PROJECTS, 12, dt.date(2024, 11, 23)).due == 0
    assert kept(PROJECTS, 24, TODAY)[:4] == (0, 0, 3, 2)
    assert kept(PROJECTS, 24, dt.date(2025, 1, 1))[:4] == (0, 1, 2, 2)


def test_none_left_is_known_and_zero() -> None:
    found = kept(PROJECTS.assign(after_12=[0, None, None, None, None, None]), 12, TODAY)
    assert (found.known, found.created, found.still) == (1, 8, 0)
