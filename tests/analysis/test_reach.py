from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.reach import (
    People,
    beyond_reach,
    providers,
    reach,
    reach_class,
    serving,
    surveyed_within,
    triplet,
)
from words.problem import ProblemError

# A line of four delegations: a - 20 - b - 15 - c - 100 - d, each 5 km across.
CODES = list("abcd")
AT = np.array([0, 20, 35, 135])
KM = pd.DataFrame(np.where(np.eye(4, dtype=bool), 5.0, abs(AT[:, None] - AT)), CODES, CODES)
ALL = pd.Series("surveyed", CODES)


def services(*rows: tuple[str, str | None, list[str] | None]) -> pd.DataFrame:
    """(organisation, seat, coverage) -> the frame that the supply query gives."""
    frame = pd.DataFrame(rows, columns=["organisation", "delegation", "served"])
    return frame.assign(service=[f"s{at}" for at in range(len(rows))])


def counts(frame: pd.DataFrame, reach_km: float = 30) -> list[int]:
    return providers(serving(KM, frame, reach_km), KM.index).tolist()


def test_a_service_serves_what_lies_within_reach_of_its_seat() -> None:
    assert counts(services(("o1", "a", None)), 20) == [1, 1, 0, 0]
    assert counts(services(("o1", "a", None)), 19.9) == [1, 0, 0, 0]


def test_the_own_delegation_is_in_reach_only_if_its_inner_distance_is() -> None:
    assert counts(services(("o1", "a", None)), 4.9) == [0, 0, 0, 0]


def test_a_recorded_coverage_is_the_whole_truth_at_any_distance() -> None:
    assert counts(services(("o1", "a", ["d"]))) == [0, 0, 0, 1]
    assert counts(services(("o1", "a", []))) == [1, 1, 0, 0]
    assert counts(services(("o1", "a", float("nan")))) == [1, 1, 0, 0]  # type: ignore[arg-type]


def test_a_service_not_located_serves_only_its_coverage() -> None:
    assert counts(services(("o1", None, None), ("o2", None, ["b"]), ("o3", "elsewhere", None))) == [0, 1, 0, 0]


def test_providers_are_distinct_organisations() -> None:
    assert counts(services(("o1", "a", None), ("o1", "b", None), ("o2", "c", None))) == [1, 2, 2, 0]


def test_no_service_at_all_is_a_count_of_zero() -> None:
    assert counts(services()) == [0, 0, 0, 0]


def test_the_distance_counts_from_the_people_to_the_seat() -> None:
    uphill = KM.copy()
    uphill.loc["a", "b"] = 99.0
    assert providers(serving(uphill, services(("o1", "b", None)), 30), KM.index).tolist() == [0, 1, 1, 0]


def test_a_survey_is_complete_only_with_its_neighbours_within_reach() -> None:
    survey = pd.Series({"a": "surveyed", "b": "surveyed", "c": "partly", "d": "surveyed"})
    assert surveyed_within(KM, survey, 30).tolist() == [True, False, False, True]
    assert surveyed_within(KM, survey, 15).tolist() == [True, False, False, True]
    assert surveyed_within(KM, survey, 14.9).tolist() == [True, True, False, True]
    assert surveyed_within(KM, survey.drop("d"), 30).tolist() == [True, False, False, False]


def test_its_own_survey_counts_even_with_no_reach_at_all() -> None:
    assert surveyed_within(KM, pd.Series({"a": "not"}), 0).tolist() == [False] * 4


def test_zero_is_said_only_after_a_complete_survey() -> None:
    count = pd.Series([0, 0, 1, 1, 2, 7], list("uvwxyz"))
    complete = pd.Series([True, False, True, False, False, True], list("uvwxyz"))
    assert reach_class(count, complete).tolist() == ["0", "not_surveyed", "1", "1", "2+", "2+"]


def test_reach_puts_it_together() -> None:
    survey = pd.Series({"a": "surveyed", "b": "partly", "c": "surveyed", "d": "surveyed"})
    table = reach(KM, services(("o1", "a", ["a"])), survey, 30)
    assert table["reach"].to_dict() == {"a": "1", "b": "not_surveyed", "c": "not_surveyed", "d": "0"}
    assert table["providers"].to_dict() == {"a": 1, "b": 0, "c": 0, "d": 0}


def test_partly_surveyed_keeps_what_is_recorded() -> None:
    table = reach(KM, services(("o1", "b", ["b"])), ALL.replace("surveyed", "partly"), 30)
    assert table["reach"].to_dict() == {"a": "not_surveyed", "b": "1", "c": "not_surveyed", "d": "not_surveyed"}


def test_people_beyond_reach_and_people_unknown_are_never_added() -> None:
    needs = pd.DataFrame({"need": [100.0, 200.0, 50.0, 7.0], "need_se": [3.0, 4.0, 12.0, 1.0]}, CODES)
    classes = pd.Series(["0", "0", "not_surveyed", "2+"], CODES)
    assert beyond_reach(needs, classes) == People(300.0, 5.0, 50.0, 12.0, ())


def test_a_missing_figure_is_named_and_a_missing_error_is_not_zero() -> None:
    needs = pd.DataFrame({"need": [100.0, np.nan, 50.0, np.nan], "need_se": [np.nan, 4.0, 12.0, 1.0]}, CODES)
    people = beyond_reach(needs, pd.Series(["0", "0", "not_surveyed", "2+"], CODES))
    assert (people.beyond, people.unknown, people.unknown_se) == (100.0, 50.0, 12.0)
    assert np.isnan(people.beyond_se)
    assert people.no_figure == ("b",)
    people = beyond_reach(needs, pd.Series(["0", "not_surveyed", "not_surveyed", "2+"], CODES))
    assert (people.unknown, people.no_figure) == (50.0, ("b",))


def test_nobody_beyond_reach_is_zero_people() -> None:
    needs = pd.DataFrame({"need": [1.0] * 4, "need_se": [1.0] * 4}, CODES)
    assert beyond_reach(needs, pd.Series("1", CODES)) == People(0.0, 0.0, 0.0, 0.0, ())


def links(*pairs: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(pairs, columns=["one", "other"])


def three(**rows: list[tuple[str, str]]) -> dict[str, pd.DataFrame]:
    """function -> (organisation, delegation served)"""
    return {
        name: pd.DataFrame(
            [(place, f"s-{body}", body) for body, place in pairs], columns=["delegation", "service", "organisation"]
        )
        for name, pairs in rows.items()
    }


def states(
    found: dict[str, pd.DataFrame], known: pd.DataFrame, complete: Any = True, surveyed: Any = None
) -> dict[str, str]:
    classes = {name: reach_class(providers(rows, KM.index), pd.Series(complete, CODES)) for name, rows in found.items()}
    return triplet(found, classes, known, surveyed).to_dict()


def test_a_triplet_is_connected_by_a_link_between_functions_that_serve_the_place() -> None:
    found = three(
        formation=[("f1", "a"), ("f2", "a"), ("f1", "b"), ("f1", "c")],
        accompagnement=[("m1", "a"), ("m1", "b")],
        financement=[("b1", "a"), ("b2", "b"), ("b1", "c")],
    )
    assert states(found, links(("b1", "f1")))["a"] == "connected"
    assert states(found, links(("f1", "b1")))["a"] == "connected"
    assert states(found, links(("f1", "b1")))["b"] == "not_connected"  # b1 does not serve b
    assert states(found, links(("f1", "b1")))["c"] == "incomplete"  # nobody accompanies in c
    assert states(found, links(("f1", "f2")))["a"] == "not_connected"  # both only train
    assert states(found, links(("f1", "f1")))["a"] == "not_connected"
    assert states(found, links())["a"] == "not_connected"


def test_what_is_not_known_is_not_called_unconnected() -> None:
    found = three(formation=[("f1", "a")], accompagnement=[("m1", "a")], financement=[("b1", "a")])
    surveyed = pd.Series({"a": False})
    assert states(found, links(), surveyed=surveyed)["a"] == "not_surveyed"
    assert states(found, links(("m1", "b1")), surveyed=surveyed)["a"] == "connected"
    assert states(found, links(), complete=False)["b"] == "not_surveyed"
    assert states(found, links(), complete=True)["b"] == "incomplete"


def test_senseless_distances_and_reaches_are_refused() -> None:
    hole = KM.copy()
    hole.loc["a", "b"] = np.nan
    for code, distances, reach_km in (
        ("reach_bad_distances", hole, 30.0),
        ("reach_bad_distances", -KM, 30.0),
        ("reach_bad_distances", KM[["b", "a", "c", "d"]], 30.0),
        ("reach_bad_limit", KM, -1.0),
        ("reach_bad_limit", KM, np.nan),
    ):
        with pytest.raises(ProblemError) as caught:
            reach(distances, services(("o1", "a", None)), ALL, reach_km)
        assert caught.value.problem.code == code


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["o1", "o2", "o3"]),
            st.sampled_from([*CODES, None]),
            st.one_of(st.none(), st.lists(st.sampled_from(CODES), unique=True)),
        ),
        max_size=6,
    ),
    st.lists(st.sampled_from(["surveyed", "partly", "not"]), min_size=4, max_size=4),
    st.sampled_from([0.0, 5.0, 15.0, 20.0, 35.0, 200.0]),
)
@settings(max_examples=150, deadline=None)
def test_reach_agrees_with_its_definition(rows: Any, survey: list[str], reach_km: float) -> None:
    table = reach(KM, services(*rows), pd.Series(survey, CODES), reach_km)
    for place in CODES:
        who = {
            body
            for body, seat, cover in rows
            if (place in cover if cover else seat is not None and KM.loc[place, seat] <= reach_km)
        }
        near = [other for other in CODES if other == place or KM.loc[place, other] <= reach_km]
        known = all(survey[CODES.index(other)] == "surveyed" for other in near)
        expected = "2+" if len(who) > 1 else "1" if who else "0" if known else "not_surveyed"
        assert table.loc[place, "providers"] == len(who)
        assert table.loc[place, "reach"] == expected
