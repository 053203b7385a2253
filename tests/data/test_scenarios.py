"""What a scenario holds: texts made tidy, plain values back and forth, the latest entry of each standing."""

import json

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import build, fold, log, scenario_log, scenario_results, scenarios
from data.scenario_results import Result
from data.scenarios import LONGEST_NAME, tidy
from tests.data.scenario_worlds import OLD, RESULT, RESULTS, scenario
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


@pytest.mark.parametrize("result", RESULTS, ids=lambda one: one.list)
def test_a_scenario_comes_back_from_plain_values(result: Result) -> None:
    one = scenario(result=result)
    assert scenarios.from_record(json.loads(json.dumps(scenarios.as_record(one)))) == one


def test_an_older_scenario_reads_and_what_it_had_in_its_settings_moves_to_the_sheet() -> None:
    record = scenarios.as_record(scenario())
    record["settings"] = {"area": "within_reach", "fixed": "4253", "hub_host": "Ville", "hub_donors": "AFD"}
    old = scenarios.from_record(record | {"result": OLD, "sheet": {"host": "CRDA"}})
    assert old == scenario(sheet={"host": "CRDA", "other_donors": "AFD"}), "the sheet's own words stand"


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("result", {}),
        ("result", {"seats": ["9999", "4352"]}),
        ("result", {"need_served": float("nan")}),
        ("result", {"need_served": None}),
        ("result", {"rank": 1.5}),
        ("result", {"rank": True}),
        ("result", {"seats": [["4253"], "4352"]}),
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
        rows = connection.execute("select id, entry, name, who, settings, sheet, list, result from scenario").fetchall()
    [(*told, kept)] = rows
    assert told == [first, 3, "A bis", "Nour", '{"area": "within_reach", "fixed": "4253"}', "{}", "exact"]
    assert scenario_results.from_record(json.loads(kept)) == RESULT
    assert len(log.entries()) == 4, "nothing is deleted"


@pytest.mark.usefixtures("ready")
def test_a_scenario_without_a_name_is_refused() -> None:
    with pytest.raises(ProblemError, match="scenario_no_name"):
        scenario_log.save(scenario(" \u202e "), "")
    assert log.entries() == []
