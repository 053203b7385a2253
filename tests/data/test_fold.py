"""Folding: what differs is taken, what is equal is left, one default figure is chosen."""

import datetime as dt
from collections.abc import Iterator

import duckdb
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import fold, tables
from data.entry import Counts, Entry


def connected() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute(tables.SCHEMA.read_text(encoding="utf-8"))
    return connection


@pytest.fixture
def empty() -> Iterator[duckdb.DuckDBPyConnection]:
    with connected() as connection:
        yield connection


def figures(rows: list[tuple[str, int | None, str]]) -> pd.DataFrame:
    """(source, year, period) -> figures of one territory and indicator."""
    return pd.DataFrame(
        {
            "source": [row[0] for row in rows], "year": [row[1] for row in rows], "period": [row[2] for row in rows],
            "territory": "22", "level": "governorate", "indicator": "population", "value": 1.0, "unit": "inhabitants",
            "quality": "", "source_id": [str(n) for n in range(len(rows))], "entry": 0,
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "chosen"),
    [
        ([("INS RGPH 2014", 2014, "2014"), ("press", 2023, "2023")], "0"),  # a census before any newer model
        ([("INS, RGPH 2004", 2004, "2004"), ("INS, RGPH 2014", 2014, "2014")], "1"),
        ([("portal (rebased on RGPH 2024)", 2025, "2025"), ("press", 2014, "2014 census")], "1"),
        ([("model", 2015, "2015"), ("press", 2023, "2023")], "1"),
        ([("press", None, ""), ("press", 1900, "1900")], "1"),
    ],
)
def test_the_default_figure(
    empty: duckdb.DuckDBPyConnection, rows: list[tuple[str, int | None, str]], chosen: str
) -> None:
    fold.insert(empty, "figure", tables.typed("figure", figures(rows)))
    empty.execute(fold.DEFAULTS)
    assert empty.execute("select source_id from figure where is_default").fetchall() == [(chosen,)]


def test_choosing_defaults_is_no_change_of_a_figure(empty: duckdb.DuckDBPyConnection) -> None:
    content = tables.typed("figure", figures([("a", 2014, "2014"), ("b", 2015, "2015")]))
    fold.insert(empty, "figure", content)
    empty.execute(fold.DEFAULTS)
    assert fold.compare(empty, "figure", content)[1] == Counts(same=2)


ROW = st.tuples(st.sampled_from("abcd"), st.sampled_from([None, "x", "y"]), st.sampled_from(["idea", "plan", None]))
LOADS = st.lists(st.lists(ROW, max_size=4, unique_by=lambda row: row[0]), max_size=4)


@settings(max_examples=25, deadline=None)
@given(LOADS)
def test_loads_leave_what_a_dictionary_would_hold(loads: list[list[tuple[str, str | None, str | None]]]) -> None:
    expected: dict[str, tuple[str | None, str | None]] = {}
    with connected() as connection:
        for number, rows in enumerate(loads, 1):
            frame = pd.DataFrame(rows, columns=["source_id", "name", "step"]).astype(object)
            content = tables.complete({"project": frame}, "s", number, dt.date(2026, 1, 1))
            entry = Entry(number=number, kind="load", who="", recorded_at=dt.datetime.now(dt.UTC))
            counts = fold.apply(connection, entry, content)
            assert counts is not None
            new = {row[0] for row in rows} - set(expected)
            changed = {row[0] for row in rows if row[0] in expected and expected[row[0]] != row[1:]}
            assert sum(c.added for c in counts.values()) == len(new)
            assert sum(c.changed for c in counts.values()) == len(changed)
            expected |= {row[0]: row[1:] for row in rows}
        stored = connection.execute("select source_id, name, step from project").fetchall()
    assert {row[0]: row[1:] for row in stored} == expected


def test_rows_of_an_older_schema_fit(empty: duckdb.DuckDBPyConnection) -> None:
    frame = pd.DataFrame({"source_id": ["a"], "name": ["x"]})
    content = tables.complete({"project": frame}, "s", 1, dt.date(2026, 1, 1))["project"]
    older = content.drop_columns(["funders"]).append_column("forgotten", [["z"]])
    entry = Entry(
        number=1, kind="load", who="", recorded_at=dt.datetime.now(dt.UTC), counts={"project": Counts(added=1)}
    )
    fold.apply(empty, entry, {"project": older})
    assert empty.execute("select name, funders from project").fetchall() == [("x", None)]


def test_the_fingerprint_follows_what_is_folded() -> None:
    entry = Entry(number=1, kind="load", who="", recorded_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    prints = {fold.fingerprint(False, []), fold.fingerprint(True, []), fold.fingerprint(False, [entry])}
    assert len(prints) == 3
    assert fold.fingerprint(False, [entry]) in prints
