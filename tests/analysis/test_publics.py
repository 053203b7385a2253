"""Publics served or not: small worlds by hand, and the demonstration."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.publics import NOT_SERVED, PUBLICS, SERVED, UNKNOWN, named, publics
from queries.store import Store

NOBODY = pd.DataFrame({"delegation": [], "public": [], "n": []}).astype({"n": "int64"})


def _states(
    serving: list[tuple[str, str]],
    targets: dict[str, str | None],
    complete: dict[str, bool],
    counted: list[tuple[str, str, int]] | None = None,
) -> dict[tuple[str, str], str]:
    found = publics(
        pd.DataFrame(serving, columns=["delegation", "service"]),
        pd.DataFrame({"service": list(targets), "target_public": pd.Series(list(targets.values()), dtype=object)}),
        pd.Series(complete),
        pd.DataFrame(counted, columns=["delegation", "public", "n"]) if counted else NOBODY,
    )
    assert len(found) == len(complete) * len(PUBLICS)
    return {(row["code"], row["public"]): row["state"] for row in found.to_dict("records")}


def test_a_service_that_names_a_public_serves_it_and_no_other() -> None:
    found = _states([("a", "s")], {"s": "femmes ; jeunes"}, {"a": True})
    assert found["a", "women"] == found["a", "youth"] == SERVED
    assert found["a", "graduates"] == found["a", "informal"] == NOT_SERVED


def test_silence_and_entrepreneurs_leave_it_open_and_everybody_is_served() -> None:
    for says in (None, " ", "entrepreneurs", "femmes; artisans"):
        assert _states([("a", "s")], {"s": says}, {"a": True})["a", "informal"] == UNKNOWN
    assert set(_states([("a", "s")], {"s": "tout public"}, {"a": False}).values()) == {SERVED}


@pytest.mark.parametrize(
    ("text", "publics_named"),
    [
        ("Jeunes femmes rurales", {"women", "youth"}),
        ("diplômés, secteur informel", {"graduates", "informal"}),
        ("النساء؛ الشباب", {"women", "youth"}),
        ("أصحاب الشهائد العليا، القطاع غير المهيكل", {"graduates", "informal"}),
        ("youth;graduates", {"youth", "graduates"}),
        ("Small farmers; allocataires", {"other"}),
        ("all", {"all"}),
        ("الجميع", {"all"}),
        ("tous publics", {"all"}),
        ("", set()),
        (None, set()),
    ],
)
def test_publics_are_read_in_three_languages(text: str | None, publics_named: set[str]) -> None:
    assert named(text) == publics_named


def test_without_a_complete_survey_absence_is_not_known() -> None:
    assert set(_states([], {}, {"a": True}).values()) == {NOT_SERVED}
    assert set(_states([], {}, {"a": False}).values()) == {UNKNOWN}
    assert _states([("a", "s")], {"s": "women"}, {"a": False})["a", "youth"] == UNKNOWN


def test_people_counted_are_evidence_and_zero_is_none() -> None:
    found = _states([], {}, {"a": True, "b": True}, [("a", "youth", 3), ("b", "youth", 0)])
    assert found["a", "youth"] == SERVED
    assert found["b", "youth"] == NOT_SERVED


def test_evidence_is_counted() -> None:
    serving = pd.DataFrame({"delegation": ["a", "a", "a"], "service": ["s", "t", "s"]})
    targets = pd.DataFrame({"service": ["s", "t"], "target_public": ["women", None]})
    counted = pd.DataFrame({"delegation": ["a"], "public": ["women"], "n": [7]})
    row = publics(serving, targets, pd.Series({"a": True}), counted).iloc[0]
    assert (row["public"], row["services"], row["unsaid"], row["counted"]) == ("women", 1, 1, 7)


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("stu")), max_size=6),
    st.lists(st.sampled_from([None, "women", "youth;informal", "all", "entrepreneurs"]), min_size=3, max_size=3),
    st.booleans(),
)  # fmt: skip
def test_one_more_service_never_makes_a_public_unserved(
    serving: list[tuple[str, str]], says: list[str | None], complete: bool
) -> None:
    targets = dict(zip("stu", says, strict=True))
    before = _states(serving, targets, {"a": complete, "b": complete})
    after = _states([*serving, ("a", "s")], targets, {"a": complete, "b": complete})
    for key, state in before.items():
        assert state != SERVED or after[key] == SERVED


@pytest.mark.parametrize("public", PUBLICS)
def test_the_demonstration_has_all_three(public: str, demo_store: Store) -> None:
    supply = demo_store.ask("supply").rename(columns={"delegation": "seat"})
    serving = supply.rename(columns={"seat": "delegation"})[["delegation", "service"]]  # each serves its own seat here
    survey = demo_store.ask("survey_of_services")
    complete = survey.groupby("delegation")["status"].agg(lambda status: (status == "surveyed").all())
    found = publics(serving, demo_store.ask("supply_publics"), complete, demo_store.ask("people_by_public"))
    assert set(found.loc[found["public"] == public, "state"]) == {SERVED, NOT_SERVED, UNKNOWN}
