"""Frames brought to the schema's columns: typed, completed, never guessed."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from data import tables


def test_every_fact_table_has_a_key_and_says_where_it_comes_from() -> None:
    for table in tables.FACTS:
        assert {"source", "source_id", "recorded_on", "entry"} <= set(tables.names(table)), table


def test_an_absent_column_says_nothing() -> None:
    rows = tables.typed("enterprise", pd.DataFrame({"id": ["a"], "kind": ["ess"]})).to_pylist()
    assert (rows[0]["women_led"], rows[0]["publish"], rows[0]["founded"], rows[0]["name"]) == (
        "unknown",
        False,
        None,
        None,
    )


def test_nan_is_null_and_whole_numbers_stay_whole() -> None:
    frame = pd.DataFrame({"id": ["a", "b"], "founded": [2015.0, np.nan], "lon": [np.nan, 9.5]})
    rows = tables.typed("enterprise", frame).to_pylist()
    assert [row["founded"] for row in rows] == [2015, None]
    assert [row["lon"] for row in rows] == [None, 9.5]


@pytest.mark.parametrize("frame", [pd.DataFrame({"colour": ["red"]}), pd.DataFrame({"founded": [2015.5]})])
def test_an_unknown_column_or_a_wrong_type_is_a_fault(frame: pd.DataFrame) -> None:
    with pytest.raises(ValueError):
        tables.typed("enterprise", frame)


def test_a_load_is_completed() -> None:
    day = dt.date(2026, 3, 1)
    given = {
        "project": pd.DataFrame({"source_id": ["p1", "p2"], "recorded_on": [dt.date(2025, 1, 2), None]}),
        "event": pd.DataFrame(),
    }
    done = tables.complete(given, "enquête", 7, day)
    assert list(done) == ["project"]
    rows = done["project"].to_pylist()
    assert [row["id"] for row in rows] == ["enquête:p1", "enquête:p2"]
    assert [row["recorded_on"] for row in rows] == [dt.date(2025, 1, 2), day]
    assert {(row["source"], row["entry"], row["evidence"]) for row in rows} == {("enquête", 7, "observed")}
