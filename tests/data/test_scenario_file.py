"""A scenario's file: what is written is read back; anything else is refused with its reason."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import scenario_file
from data.scenario_file import Given
from data.scenario_results import Result
from tests.data.scenario_worlds import OLD, RESULTS, scenario
from words.problem import ProblemError


def given_file(**changed: object) -> bytes:
    raw = json.loads(scenario_file.written(scenario(), who="Amel", saved_at="2026-03-01", demonstration=True))
    return json.dumps({name: value for name, value in {**raw, **changed}.items() if value != "GONE"}).encode()


@pytest.mark.parametrize("result", RESULTS, ids=lambda one: one.list)
def test_a_result_of_any_list_is_read_back(result: Result) -> None:
    one = scenario(result=result)
    assert scenario_file.read(scenario_file.written(one, who="", saved_at="", demonstration=False)).scenario == one


def test_what_is_written_is_read_back() -> None:
    content = scenario_file.written(scenario("الشابة <b>"), who="Amel", saved_at="2026-03-01", demonstration=False)
    assert scenario_file.read(content) == Given(scenario("الشابة <b>"), "Amel", "2026-03-01", ())
    assert scenario_file.read(b"\xef\xbb\xbf" + content).scenario.name == "الشابة <b>"
    assert json.loads(content)["demonstration"] is False


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "scenario_file_not_json"),
        (b"\xff\xfe\x00", "scenario_file_not_json"),
        (b"{'format': 1}", "scenario_file_not_json"),
        (b'{"format": NaN}', "scenario_file_not_json"),
        (b"[" * 5000 + b"]" * 5000, "scenario_file_not_json"),
        (b"PK\x03\x04", "scenario_file_not_json"),
        (b" " * 200_001, "scenario_file_too_big"),
        (b"[]", "scenario_file_other"),
        (b'{"type": "FeatureCollection"}', "scenario_file_other"),
        (given_file(version=3), "scenario_file_newer"),
        (given_file(version="1"), "scenario_file_broken"),
        (given_file(version=True), "scenario_file_broken"),
        (given_file(settings=[]), "scenario_file_broken"),
        (given_file(settings={"area": {"__class__": "x"}}), "scenario_file_broken"),
        (given_file(result="GONE"), "scenario_file_broken"),
        (given_file(sheet={"host": 3}), "scenario_file_broken"),
        (given_file(name="GONE"), "scenario_file_broken"),
        (given_file(name="  "), "scenario_no_name"),
        (given_file(snapshot=1e400), "scenario_file_not_json"),
    ],
)
def test_anything_else_is_refused_with_its_reason(content: bytes, code: str) -> None:
    with pytest.raises(ProblemError) as refused:
        scenario_file.read(content)
    assert refused.value.problem.code == code


def test_a_file_of_the_first_version_reads() -> None:
    read = scenario_file.read(given_file(version=1, result=OLD, settings={"fixed": "4253", "hub_building": "Halle"}))
    assert read.scenario == scenario(settings={"fixed": "4253"}, sheet={"host": "CRDA", "building": "Halle"})


def test_unknown_names_are_left_out_and_told() -> None:
    read = scenario_file.read(given_file(**{"__proto__": 1, "sheet": {"host": "CRDA", "price": "?"}}))
    assert read.unknown == ("__proto__", "sheet.price")
    assert read.scenario.sheet == {"host": "CRDA"}


@settings(max_examples=80)
@given(content=st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_nothing_but_a_problem_comes_of_noise(content: bytes) -> None:
    with pytest.raises(ProblemError):
        scenario_file.read(content)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9), lambda one: st.lists(one), max_leaves=5
)


@settings(max_examples=80)
@given(
    part=st.sampled_from(["name", "settings", "result", "snapshot", "facts", "sheet", "who", "saved_at"]), value=JSON
)
def test_any_value_in_any_part_is_read_or_refused(part: str, value: object) -> None:
    try:
        read = scenario_file.read(given_file(**{part: value}))
    except ProblemError:
        return
    assert read.scenario.name
