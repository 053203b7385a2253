"""A line of four places 20 km apart, whose answers are known by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import gaps
from analysis.gaps import NONE, NOT_SURVEYED, ONE, SEVERAL, World

CODES = ["4251", "4252", "4253", "4254"]
DEGREE_KM = 111.195  # of latitude, on the sphere of mean radius


def services(*rows: tuple[str, str, str, str, list[str] | None]) -> pd.DataFrame:
    """(organisation, function, seat, ess_specific, served) rows as `supply` gives them."""
    return pd.DataFrame(
        [
            {
                "service": f"s{number}",
                "organisation": who,
                "body_name": who.upper(),
                "organisation_name": f"{who.upper()} in {seat}",
                "service_type": "CRED",
                "function": function,
                "delegation": seat,
                "ess_specific": specific,
                "served": served,
            }
            for number, (who, function, seat, specific, served) in enumerate(rows)
        ],
        columns=[
            "service", "organisation", "body_name", "organisation_name", "service_type", "function", "delegation",
            "ess_specific", "served",
        ],
    )  # fmt: skip


def world(offered: pd.DataFrame, not_surveyed: tuple[str, ...] = (), links: tuple[tuple[str, str], ...] = ()) -> World:
    """Four places on a meridian, 20 km apart in a straight line, of 0.01 km2 each; surveyed but for those named."""
    places = pd.DataFrame(
        {
            "code": CODES,
            "governorate": "42",
            "lon": 8.8,
            "lat": 35.2 + np.arange(4) * 20 / DEGREE_KM,
            "area_km2": 0.01,
            "need": [400.0, 300.0, 200.0, 100.0],
            "need_error": [40.0, 30.0, 20.0, 10.0],
        }
    )
    status = ["not" if code in not_surveyed else "surveyed" for code in CODES]
    survey = pd.concat(
        [pd.DataFrame({"delegation": CODES, "function": name, "status": status}) for name in gaps.FUNCTIONS]
    )
    return World(
        places,
        offered,
        survey,
        pd.DataFrame(links, columns=["one", "other"]),
        pd.DataFrame({"delegation": CODES, "status": "surveyed"}),
    )


def classes(rows: pd.DataFrame) -> list[str]:
    return rows["reach"].tolist()


def test_reach_is_counted_and_the_nearest_named() -> None:
    small = world(services(("a", "formation", "4251", "unknown", None), ("b", "formation", "4252", "unknown", None)))
    rows = gaps.reach_rows(small, "formation", False, 25, 1.0).set_index("code")
    assert rows["reach"].to_dict() == {"4251": SEVERAL, "4252": SEVERAL, "4253": ONE, "4254": NONE}
    assert rows["providers"].tolist() == [2, 2, 1, 0]
    assert rows["single"].to_dict()["4253"] == "B"
    assert rows.loc["4254", "nearest"] == "B in 4252"
    assert rows.loc["4254", "nearest_km"] == pytest.approx(40, abs=0.01)
    assert gaps.ranked(rows.reset_index())["code"].tolist() == ["4254"]


def test_no_provider_is_said_only_where_the_neighbours_in_reach_are_surveyed_too() -> None:
    small = world(services(), not_surveyed=("4254",))
    rows = gaps.reach_rows(small, "formation", False, 25, 1.0)
    assert classes(rows) == [NONE, NONE, NOT_SURVEYED, NOT_SURVEYED]
    assert rows["providers"].isna().tolist() == [False, False, True, True]
    assert rows["unsurveyed"].tolist() == [[], [], ["4254"], ["4254"]]
    counted = gaps.people(rows)
    assert (counted.beyond, counted.unknown) == (700, 300)
    assert counted.beyond_se == pytest.approx(50)
    assert gaps.unsurveyed(rows)["code"].tolist() == ["4253", "4254"]


def test_circuity_stretches_every_distance() -> None:
    small = world(services(("a", "formation", "4251", "unknown", None)))
    assert classes(gaps.reach_rows(small, "formation", False, 25, 1.2)) == [ONE, ONE, NONE, NONE]
    assert classes(gaps.reach_rows(small, "formation", False, 25, 1.3)) == [ONE, NONE, NONE, NONE]


def test_a_coverage_serves_exactly_whom_it_names_at_any_distance() -> None:
    small = world(services(("a", "financement", "4251", "adapted", ["4254"])))
    rows = gaps.reach_rows(small, "financement", False, 25, 1.0).set_index("code")
    assert rows["reach"].tolist() == [NONE, NONE, NONE, ONE]
    assert rows["nearest"].isna().tolist() == [True, True, True, False]


def test_an_offer_not_known_to_be_adapted_forbids_to_say_none() -> None:
    offered = services(("a", "formation", "4251", "unknown", None), ("b", "formation", "4254", "conventional", None))
    rows = gaps.reach_rows(world(offered), "formation", True, 25, 1.0)
    assert classes(rows) == [NOT_SURVEYED, NOT_SURVEYED, NONE, NONE]
    assert rows["unsure"].tolist() == [1, 1, 0, 0]


def test_two_services_of_one_body_are_one_provider() -> None:
    small = world(services(("a", "formation", "4251", "adapted", None), ("a", "formation", "4252", "adapted", None)))
    assert classes(gaps.reach_rows(small, "formation", False, 25, 1.0)) == [ONE, ONE, ONE, NONE]


def test_the_three_functions_are_connected_by_a_link_between_their_providers() -> None:
    offered = services(
        *((name, function, "4251", "adapted", None) for name, function in zip("abc", gaps.FUNCTIONS, strict=True))
    )
    linked = gaps.triplets(world(offered, links=(("a", "c"),)), False, 25, 1.0)
    assert linked["triplet"].tolist() == ["connected", "connected", "incomplete", "incomplete"]
    apart = gaps.triplets(world(offered), False, 25, 1.0)
    assert apart["triplet"].tolist() == ["not_connected", "not_connected", "incomplete", "incomplete"]


def test_people_and_delegations_by_class_leave_no_class_out() -> None:
    rows = gaps.reach_rows(world(services(("a", "formation", "4251", "unknown", None))), "formation", False, 25, 1.0)
    table = gaps.by_class(rows).set_index("reach")
    assert table["delegations"].to_dict() == {NONE: 2, ONE: 2, SEVERAL: 0, NOT_SURVEYED: 0}
    assert table["need"].to_dict() == {NONE: 300, ONE: 700, SEVERAL: 0, NOT_SURVEYED: 0}


def test_a_delegation_without_a_figure_is_ranked_last_and_counted_nowhere() -> None:
    small = world(services())
    small.places.loc[0, ["need", "need_error"]] = np.nan
    rows = gaps.reach_rows(small, "formation", False, 25, 1.0)
    assert gaps.ranked(rows)["code"].tolist() == ["4252", "4253", "4254", "4251"]
    assert gaps.people(rows).no_figure == ("4251",)
    assert gaps.people(rows).beyond == 600


def test_which_places_stay_first_and_which_only_sometimes() -> None:
    assert gaps.changes([["a", "b"], ["b", "c"]]) == (["b"], ["a", "c"])
    assert gaps.changes([["a"], ["a"]]) == (["a"], [])
    assert gaps.changes([[], []]) == ([], [])


@given(
    st.lists(
        st.tuples(
            st.sampled_from("abc"),
            st.just("formation"),
            st.sampled_from(CODES),
            st.sampled_from(["adapted", "conventional", "unknown"]),
            st.one_of(st.none(), st.lists(st.sampled_from(CODES), min_size=1, unique=True)),
        ),
        max_size=4,
    ),
    st.sets(st.sampled_from(CODES)),
    st.booleans(),
    st.sampled_from([5, 25, 45, 80]),
    st.sampled_from([1.0, 1.3, 1.8]),
)
def test_the_short_way_to_the_classes_gives_the_classes(rows, unknown, adapted, reach, factor) -> None:  # type: ignore[no-untyped-def]
    small = world(services(*rows), tuple(unknown))
    whole = gaps.reach_rows(small, "formation", adapted, reach, factor)
    short = gaps.classes(small, "formation", adapted, reach, factor)
    pd.testing.assert_frame_equal(short, whole[short.columns], check_dtype=False)
    # What is said of a place stands on records: none only with a complete survey, never a count where not surveyed.
    for row in whole.to_dict("records"):
        assert (row["reach"] == NOT_SURVEYED) == bool(pd.isna(row["providers"]))
        if row["reach"] == NONE:
            assert row["unsurveyed"] == [] and row["providers"] == 0
        if row["reach"] == ONE:
            assert isinstance(row["single"], str)
