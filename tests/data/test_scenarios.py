"""What a scenario holds: texts made tidy, plain values back and forth, the latest entry of each standing."""

import json
from dataclasses import replace

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import build, fold, log, scenario_log, scenarios, tables
from data.scenarios import LONGEST_NAME, tidy
from tests.data.scenario_worlds import RESULT, scenario
from words.problem import ProblemError


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("  Plan \t B\r\n ", "Plan B"),
        ("a\u202eb\u2066c\x00d\ud800e", "a b c d e"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("الشابة + تالة", "الشابة + تالة"),
        (" \u200f\n", ""),
        ("x" * 200, "x" * LONGEST_NAME),
    ],
)
def test_a_name_is_one_tidy_line(given_text: str, kept: str) -> None:
    assert tidy(given_text, LONGEST_NAME) == kept


def test_the_sheet_keeps_its_lines_and_knows_its_fields() -> None:
    given_sheet = {"host": "CRDA\n  Thala ", "donors": "?", "building": " \n "}
    assert scenarios.checked(scenario(sheet=given_sheet)).sheet == {"host": "CRDA\nThala"}


@settings(max_examples=60)
@given(text=st.text(max_size=300), lines=st.booleans())
def test_tidy_is_done_once(text: str, lines: bool) -> None:
    once = tidy(text, 50, lines)
    assert len(once) <= 50
    assert tidy(once, 50, lines) == once
    once.encode("utf-8")


def test_a_scenario_comes_back_from_plain_values() -> None:
    one = scenario()
    assert scenarios.from_record(json.loads(json.dumps(scenarios.as_record(one)))) == one
    nobody = scenario(result=replace(RESULT, mean_km=None, worst_km=None, worst_place=None))
    assert scenarios.from_record(scenarios.as_record(nobody)) == nobody


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("result", {}),
        ("result", {"seat_a": "9999"}),
        ("result", {"governorate_a": "22"}),
        ("result", {"need_served": float("nan")}),
        ("result", {"need_served": None}),
        ("result", {"rank": 1.5}),
        ("result", {"rank": True}),
        ("result", {"seat_a": ["4253"]}),
        ("settings", {"area": 3}),
        ("settings", {"area": "x" * 2001}),
        ("settings", {str(n): "" for n in range(201)}),
        ("settings", None),
        ("sheet", {"host": ["CRDA"]}),
        ("snapshot", "3"),
        ("snapshot", -1),
        ("name", 7),
    ],
)
def test_what_cannot_be_is_named(part: str, value: object) -> None:
    record = scenarios.as_record(scenario())
    changed = record["result"] | value if part == "result" and value else value
    with pytest.raises(ValueError, match=part):
        scenarios.from_record(record | {part: changed})
    del record[part]
    with pytest.raises(ValueError, match=part):
        scenarios.from_record(record)


@pytest.mark.usefixtures("ready")
def test_the_latest_entry_of_each_stands_and_the_table_says_so() -> None:
    first, second = scenario_log.save(scenario("A"), "Amel"), scenario_log.save(scenario("B"), "")
    assert scenario_log.save(scenario("A bis", sheet={}), "Nour", replaces=first) == first
    scenario_log.remove(second, "Nour")
    standing = scenarios.standing(log.entries())
    assert [(entry.number, one.name) for entry, one in standing.values()] == [(3, "A bis")]
    with duckdb.connect(str(build.ensure()), read_only=True, config=fold.ENGINE) as connection:
        rows = connection.execute("select id, entry, name, who, settings, sheet, need_served from scenario").fetchall()
    assert rows == [(first, 3, "A bis", "Nour", '{"area": "within_reach", "fixed": "4253"}', "{}", RESULT.need_served)]
    assert len(log.entries()) == 4, "nothing is deleted"


def test_a_table_has_a_column_for_each_part_of_a_result() -> None:
    assert set(RESULT.__dict__) < set(tables.names("scenario"))


@pytest.mark.usefixtures("ready")
def test_a_scenario_without_a_name_is_refused() -> None:
    with pytest.raises(ProblemError, match="scenario_no_name"):
        scenario_log.save(scenario(" \u202e "), "")
    assert log.entries() == []
