"""Stages within reach: held here or near, missing, not known; where the value leaves; what the gap list gets."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.stage_reach import chain_leaks, leaks, missing_stages, stages_in_reach
from tests.analysis.chain_worlds import STAGES, counted, road, surveys, within, worlds
from words.problem import ProblemError

# a makes and collects; b, 20 km on, processes; c, 100 km on, sells. Nobody sells within 30 km of a.
ROAD = road(0, 20, 120)
ACTORS = counted(("a", "PRO", 1, 0, 0, 0), ("a", "COL", 1, 0, 0, 0), ("b", "TRA", 0, 1, 0, 0), ("c", "COM", 2, 0, 0, 0))


def _by_stage(rows: pd.DataFrame, code: str, column: str = "reach") -> list[object]:
    return rows[rows["code"] == code][column].tolist()


def test_a_stage_is_held_here_or_within_its_range_or_missing() -> None:
    rows = stages_in_reach(ROAD, ACTORS, surveys(ROAD), within(30))
    assert _by_stage(rows, "a") == ["here", "here", "near", "missing"]
    assert _by_stage(rows, "c") == ["missing", "missing", "missing", "here"]
    assert _by_stage(rows, "a", "nearest") == ["a", "a", "b", "c"]
    assert _by_stage(rows, "a", "nearest_km") == [0, 0, 20, 120]


def test_the_limit_is_inclusive_and_no_administrative_line_counts() -> None:
    assert _by_stage(stages_in_reach(ROAD, ACTORS, surveys(ROAD), within(20)), "a")[2] == "near"
    assert _by_stage(stages_in_reach(ROAD, ACTORS, surveys(ROAD), within(19.9)), "a")[2] == "missing"


def test_missing_is_said_only_where_the_whole_range_is_surveyed() -> None:
    rows = stages_in_reach(ROAD, ACTORS, surveys(ROAD, "b"), within(30))
    assert _by_stage(rows, "a") == ["here", "here", "near", "unknown"]
    assert _by_stage(rows, "a", "unsurveyed") == [1, 1, 1, 1]
    assert _by_stage(rows, "c")[:3] == ["missing", "missing", "missing"]


def test_no_conventional_actor_and_no_form_not_entitled_holds_a_stage() -> None:
    actors = counted(("a", "PRO", 1, 0, 0, 0), ("a", "COL", 0, 0, 0, 3), ("b", "COM", 0, 0, 1, 0))
    rows = stages_in_reach(ROAD, actors, surveys(ROAD), within(30))
    assert _by_stage(rows, "a") == ["here", "missing", "missing", "missing"]
    assert _by_stage(rows, "a", "conventional_near") == [0, 3, 0, 0]
    assert _by_stage(rows, "a", "not_entitled_near") == [0, 0, 0, 1]
    assert _by_stage(rows, "b", "in_fact") == [0, 0, 0, 1]


def test_an_actor_of_the_delegation_is_always_within_range() -> None:
    wide = ROAD.copy()
    wide.loc["a", "a"] = 35.0  # a delegation so large that the mean distance to its centre exceeds the range
    assert _by_stage(stages_in_reach(wide, ACTORS, surveys(ROAD), within(30)), "a")[0] == "here"


def test_the_value_leaves_at_the_first_stage_that_nobody_holds_within_range() -> None:
    found = leaks(stages_in_reach(ROAD, ACTORS, surveys(ROAD), within(30))).set_index("code")
    assert found["outcome"].to_dict() == {"a": "leaves", "b": "leaves", "c": "stays"}
    assert found.loc["a", ["after", "stage", "nearest", "nearest_km"]].tolist() == ["TRA", "COM", "c", 120]


def test_it_is_not_known_where_the_first_hole_is_not_surveyed_whatever_follows() -> None:
    actors = counted(("a", "PRO", 1, 0, 0, 0))
    found = leaks(stages_in_reach(ROAD, actors, surveys(ROAD, "b"), within(30)))
    assert found[["code", "outcome", "after", "stage"]].values.tolist() == [["a", "unknown", "PRO", "COL"]]


def test_a_form_not_entitled_begins_a_chain_but_ends_none() -> None:
    actors = counted(("a", "TRA", 0, 0, 1, 0), ("a", "COM", 0, 0, 1, 0))
    found = leaks(stages_in_reach(ROAD, actors, surveys(ROAD), within(30)))
    assert found[["outcome", "after", "stage", "not_entitled_near"]].values.tolist() == [["leaves", "TRA", "COM", 1]]


def test_conventional_actors_alone_lose_no_value_of_the_ess() -> None:
    assert leaks(stages_in_reach(ROAD, counted(("a", "PRO", 0, 0, 0, 2)), surveys(ROAD), within(30))).empty


def test_chains_are_summed_up_by_their_commonest_hole() -> None:
    line = road(0, 20, 120, 140)
    actors = counted(
        ("a", "PRO", 1, 0, 0, 0), ("b", "PRO", 1, 0, 0, 0), ("b", "COL", 0, 0, 0, 1), ("d", "COM", 1, 0, 0, 0)
    )
    told = chain_leaks(leaks(stages_in_reach(line, actors, surveys(line), within(30)))).iloc[0]
    assert told[["present", "leaves", "stays", "unknown"]].tolist() == [3, 2, 1, 0]
    assert told[["after", "stage", "at", "conventional", "not_entitled"]].tolist() == ["PRO", "COL", 2, 2, 0]
    assert pd.isna(told["nearest"])


def test_the_gap_list_gets_missing_stages_of_expected_chains_only() -> None:
    rows = stages_in_reach(ROAD, ACTORS, surveys(ROAD), within(30))
    expected = pd.DataFrame({"code": ["a", "b"], "chain": "X", "basis": ["present", "documented"]})
    found = missing_stages(rows, expected)
    assert found[["code", "stage", "basis", "nearest", "nearest_km"]].values.tolist() == [
        ["a", "COM", "present", "c", 120],
        ["b", "COM", "documented", "c", 100],
    ]
    assert missing_stages(rows, expected.iloc[:0]).empty


def test_no_range_no_row_and_bad_distances_are_refused() -> None:
    assert stages_in_reach(ROAD, ACTORS, surveys(ROAD), within(30).iloc[:0]).empty
    with pytest.raises(ProblemError):
        stages_in_reach(ROAD.iloc[:2], ACTORS, surveys(ROAD), within(30))


@settings(max_examples=12, deadline=None)
@given(world=worlds(), near=st.sampled_from([10.0, 25.0]), far=st.sampled_from([25.0, 90.0]))
def test_a_longer_range_never_loses_a_holder(world: tuple[pd.DataFrame, ...], near: float, far: float) -> None:
    km, counts, survey = world
    short, long = (stages_in_reach(km, counts, survey, within(limit)) for limit in (near, max(near, far)))
    held = short["reach"].isin(["here", "near"])
    assert long.loc[held, "reach"].isin(["here", "near"]).all()
    assert (short["ess_near"] <= long["ess_near"]).all()
    assert short["nearest_km"].fillna(-1).tolist() == long["nearest_km"].fillna(-1).tolist()


@settings(max_examples=12, deadline=None)
@given(world=worlds())
def test_missing_and_unknown_are_told_by_the_survey_alone(world: tuple[pd.DataFrame, ...]) -> None:
    km, counts, survey = world
    rows = stages_in_reach(km, counts, survey, within(25))
    everywhere = stages_in_reach(km, counts, surveys(km), within(25))
    assert len(rows) == len(km) * len(STAGES)
    assert not (everywhere["reach"] == "unknown").any()
    same = rows["reach"] == everywhere["reach"]
    assert (rows.loc[~same, "reach"] == "unknown").all()
    assert ((rows["reach"] == "unknown") <= (rows["unsurveyed"] > 0)).all()


@settings(max_examples=12, deadline=None)
@given(world=worlds())
def test_whoever_loses_value_exercises_a_stage_and_lacks_the_next(world: tuple[pd.DataFrame, ...]) -> None:
    km, counts, survey = world
    rows = stages_in_reach(km, counts, survey, within(25))
    found = leaks(rows)
    assert set(found["code"]) == set(rows.loc[rows["in_fact"] > 0, "code"])
    at = rows.set_index(["code", "stage"])["reach"]
    for row in found[found["outcome"] == "leaves"].to_dict("records"):
        assert at[row["code"], row["stage"]] == "missing"
        assert STAGES.index(row["after"]) == STAGES.index(row["stage"]) - 1


@settings(max_examples=12, deadline=None)
@given(world=worlds(), limit=st.sampled_from([10.0, 25.0, 60.0]))
def test_every_row_is_what_one_finds_by_asking_each_delegation_in_turn(
    world: tuple[pd.DataFrame, ...], limit: float
) -> None:
    km, counts, survey = world
    done = survey.set_index("delegation")["status"] == "surveyed"
    actors = counts.assign(held=counts["ess"] + counts["informal"]).to_dict("records")

    def n(code: str, stage: str, kind: str) -> int:
        return sum(int(actor[kind]) for actor in actors if (actor["delegation"], actor["stage"]) == (code, stage))

    for row in stages_in_reach(km, counts, survey, within(limit)).to_dict("records"):
        code, stage = str(row["code"]), str(row["stage"])
        near = [other for other in km.index if other == code or km.loc[code, other] <= limit]
        assert row["here"] == n(code, stage, "held")
        for kind in ("ess", "not_entitled", "conventional"):
            assert row[f"{kind}_near"] == sum(n(other, stage, kind) for other in near)
        assert row["unsurveyed"] == sum(not done[other] for other in near)
        away = [(km.loc[code, other], other) for other in km.index if n(other, stage, "held")]
        assert (row["nearest_km"], row["nearest"]) == min(away) if away else pd.isna(row["nearest"])


def test_two_chains_keep_to_themselves_in_whatever_order_they_are_given() -> None:
    ranges = pd.concat([within(30).assign(chain="Y", max_km=200.0), within(30)], ignore_index=True).iloc[::-1]
    actors = pd.concat([ACTORS, counted(("c", "TRA", 1, 0, 0, 0)).assign(chain="Y")])
    survey = pd.concat([surveys(ROAD), surveys(ROAD, "b").assign(chain="Y")])
    rows = stages_in_reach(ROAD, actors, survey, ranges)
    assert rows["chain"].tolist() == ["X"] * 12 + ["Y"] * 12
    assert rows["code"].tolist() == [code for code in "abc" for _ in STAGES] * 2
    assert rows["rank"].tolist() == [1, 2, 3, 4] * 6
    plain = stages_in_reach(ROAD, ACTORS, surveys(ROAD), within(30))
    pd.testing.assert_frame_equal(rows[rows["chain"] == "X"], plain, check_dtype=False)
    other = rows[rows["chain"] == "Y"]
    assert other.loc[other["stage"] == "TRA", "reach"].tolist() == ["near", "near", "here"]
    assert other.loc[other["stage"] == "COM", "reach"].tolist() == ["unknown"] * 3
    assert leaks(rows)[["chain", "code", "outcome"]].values.tolist()[-1] == ["Y", "c", "unknown"]


def test_nothing_to_say_of_no_rows() -> None:
    assert leaks(stages_in_reach(ROAD, ACTORS, surveys(ROAD), within(30)).iloc[:0]).empty
