"""Places per 1,000 people in need on a line of towns, by hand; what is not known stays so."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import capacity, gaps
from analysis.access import need
from analysis.capacity import AT_LEAST, EXACT, NOT_SURVEYED, UNKNOWN, Way, capacity_rows, gap, gaps_against, mean, offer
from analysis.gaps import World
from queries.store import Store
from words.problem import ProblemError

CODES = ["4251", "4252", "4253"]
INF = np.inf


def services(*rows: tuple[str, float | None, str | None, list[str] | None]) -> pd.DataFrame:
    """(seat, capacity, unit, served)."""
    made = [
        {"delegation": seat, "capacity": places, "capacity_unit": unit, "served": served, "function": "formation"}
        for seat, places, unit, served in rows
    ]
    columns = ["delegation", "capacity", "capacity_unit", "served", "function"]
    return pd.DataFrame(made, columns=columns).astype({"capacity": float})


def world(
    offered: pd.DataFrame, not_surveyed: tuple[str, ...] = (), need: tuple[float, ...] = (1000, 500, 500)
) -> World:
    """Three towns in a row, 20 km from one to the next."""
    line = np.abs(np.subtract.outer([0.0, 20, 40], [0.0, 20, 40]))
    return World(
        places=pd.DataFrame({"code": CODES, "governorate": "42", "need": list(need), "need_error": 1.0}),
        services=offered,
        survey=pd.DataFrame(
            {
                "delegation": CODES,
                "function": "formation",
                "status": ["not" if code in not_surveyed else "surveyed" for code in CODES],
            }
        ),
        links=pd.DataFrame(columns=["one", "other"]),
        links_survey=pd.DataFrame({"delegation": CODES, "status": "surveyed"}),
        ways=pd.DataFrame(line, index=CODES, columns=CODES),
    )


def rows(offered: pd.DataFrame, decay: str = "binary", **where: object) -> pd.DataFrame:
    found = capacity_rows(world(offered, **where), offered, "formation", Way(30, 1.3, decay))  # type: ignore[arg-type]
    return found.set_index("code")


def test_places_are_shared_by_the_people_in_reach() -> None:
    found = rows(services(("4251", 30, "places", None), ("4253", 10, "places", None)))
    # 30 places for 1,500 people around the first town, 10 for 1,000 around the last; the middle reaches both.
    assert found["capacity"].tolist() == pytest.approx([20, 30, 10])
    assert set(found["state"]) == {EXACT}
    assert found["capacity"] @ found["need"] / 1000 == pytest.approx(40)


def test_a_service_that_says_whom_it_serves_serves_nobody_else_at_any_distance() -> None:
    found = rows(services(("4251", 30, "places", ["4253"])))
    assert found["capacity"].tolist() == pytest.approx([0, 0, 60])


def test_distance_counts_less_and_less() -> None:
    one = services(("4251", 30, "places", None))
    assert rows(one, "steps")["capacity"].tolist() == pytest.approx(
        [30 / 1340 * 1000, 0.68 * 30 / 1340 * 1000, 0]
    )  # 1,000 + 0.68 x 500 people
    for decay in capacity.DECAYS:
        near, middle, far = rows(one, decay)["capacity"]
        assert near >= middle > far == 0


def test_an_unknown_capacity_is_never_guessed() -> None:
    offered = services(("4251", 30, "places", None), ("4251", 20, "places", None), ("4253", None, None, None))
    found = rows(offered)
    assert found["state"].tolist() == [EXACT, AT_LEAST, UNKNOWN]
    assert found["unknown"].tolist() == [0, 1, 1]
    assert np.isnan(found.loc["4253", "capacity"])


def test_not_surveyed_is_no_zero_and_what_is_recorded_counts_at_least() -> None:
    found = rows(services(("4251", 30, "places", None)), not_surveyed=("4252",))
    assert found["state"].tolist() == [AT_LEAST, AT_LEAST, NOT_SURVEYED]
    table = gaps_against(found.reset_index(), 40)
    assert table["gap"].isna().all()  # every town has the one not surveyed within reach


def test_zero_is_said_where_somebody_looked() -> None:
    found = rows(services(("4251", 30, "places", ["4251"])))
    assert found["capacity"].tolist() == pytest.approx([30, 0, 0])
    assert found["state"].tolist() == [EXACT] * 3


def test_units_are_never_added_up() -> None:
    offered = services(("4251", 30, "places", None), ("4251", 90, "projets", None), ("4253", 10, "places", None))
    told = offer(offered)
    assert (told.unit, told.known, told.services, told.enough) == ("places", 2, 3, True)
    assert rows(offered)["capacity"].tolist() == pytest.approx([20, 30, 10])
    assert rows(offered).loc["4251", "state"] == AT_LEAST


@pytest.mark.parametrize(
    "offered",
    [services(), services(("4251", None, None, None)), services(("4251", 3, "a", None), ("4252", 3, "b", None))],
)
def test_too_little_is_known_to_say_anything(offered: pd.DataFrame) -> None:
    with pytest.raises(ProblemError) as caught:
        rows(offered)
    assert caught.value.problem.code == "capacity_unknown"


def test_one_delegation_only() -> None:
    offered = services(("4251", 30, "places", None))
    whole = world(offered)
    alone = World(
        whole.places[:1], offered, whole.survey[:1], whole.links, whole.links_survey[:1],
        pd.DataFrame([[0.0]], index=CODES[:1], columns=CODES[:1]),
    )  # fmt: skip
    assert capacity_rows(alone, offered, "formation", Way(30, 1.3))["capacity"].tolist() == pytest.approx([30])


def test_nobody_in_need_anywhere_is_a_sentence() -> None:
    with pytest.raises(ProblemError) as caught:
        rows(services(("4251", 30, "places", None)), need=(0, 0, 0))
    assert caught.value.problem.code == "access_no_demand"


def test_a_gap_is_what_lacks_to_the_norm() -> None:
    found = gap(pd.Series([0.0, 10.0, 40.0, np.nan]), 20)
    assert found.tolist()[:3] == [1.0, 0.5, 0.0]
    assert np.isnan(found[3])
    for norm in (0, -1, np.nan, INF):
        with pytest.raises(ProblemError):
            gap(pd.Series([1.0]), norm)


def test_equivalents_are_gap_times_need() -> None:
    found = gaps_against(rows(services(("4251", 30, "places", None))).reset_index(), 40)
    assert found["equivalents"].tolist() == pytest.approx([500, 250, 500])


def test_the_mean_weighs_by_need_and_leaves_out_what_is_not_surveyed() -> None:
    found = rows(services(("4251", 30, "places", None))).reset_index()
    assert mean(found) == pytest.approx(15)  # 20 for 1,500 of 2,000 people
    assert np.isnan(mean(found.assign(surveyed=False)))


@given(
    st.lists(st.tuples(st.sampled_from(CODES), st.integers(1, 90)), min_size=1, max_size=5),
    st.sampled_from(list(capacity.DECAYS)),
)
@settings(max_examples=30)
def test_people_times_places_is_the_capacity_whatever_the_decay(given_: list[tuple[str, int]], decay: str) -> None:
    offered = services(*((seat, float(places), "places", None) for seat, places in given_))
    found = rows(offered, decay)
    assert found["capacity"].fillna(0) @ found["need"] / 1000 == pytest.approx(offered["capacity"].sum())


def test_the_worked_example_of_the_methods(demo_store: Store) -> None:
    rows_ = demo_store.ask("delegations")
    poor = need(rows_["population"], rows_["poverty_rate"], rows_["poverty_error"])
    here = World(
        rows_.assign(need=poor["need"], need_error=poor["need_se"]), demo_store.ask("supply"),
        demo_store.ask("survey_of_services"), demo_store.ask("provider_links"), demo_store.ask("survey_of_links"),
    )  # fmt: skip
    offered_ = gaps.offered(here.services, "formation", adapted=False).reset_index(drop=True)
    found = capacity_rows(here, offered_, "formation", Way(30, 1.3))
    average = mean(found)
    table = gaps_against(found, average).set_index("code")
    assert average == pytest.approx(3.97, abs=0.005)
    assert table.loc["3357", "capacity"] == pytest.approx(105 / 47.377 + 100 / 48.721, rel=1e-4)
    regueb = table.loc["4361", ["capacity", "gap", "equivalents"]].tolist()
    assert regueb == pytest.approx([60 / 19.910, 0.241, 3710], rel=1e-3)
