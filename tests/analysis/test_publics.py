"""Who is left out, on the line of towns of the capacity tests: said, silent, absent and not surveyed stay apart."""

import pandas as pd

from analysis.capacity import Way
from analysis.publics import LEFT_OUT, NOBODY, NOT_KNOWN, SERVED, counted, publics
from tests.analysis.test_capacity import CODES, services, world


def asked(*said: tuple[str, tuple[str, ...] | None], not_surveyed: tuple[str, ...] = ()) -> pd.DataFrame:
    offered = services(*((seat, None, None, None) for seat, _ in said)).assign(publics=[names for _, names in said])
    return publics(world(offered, not_surveyed), offered, "formation", Way(20, 1.3))


def states(rows: pd.DataFrame, public: str) -> list[str]:
    return rows[rows["public"] == public].set_index("code")["state"].reindex(CODES).tolist()


def test_who_is_named_is_served_and_who_is_not_is_left_out() -> None:
    rows = asked(("4251", ("women",)))
    assert states(rows, "women") == [SERVED, SERVED, NOBODY]
    assert states(rows, "youth") == [LEFT_OUT, LEFT_OUT, NOBODY]


def test_a_service_that_does_not_say_leaves_it_open() -> None:
    rows = asked(("4251", ("women",)), ("4253", None))
    assert states(rows, "women") == [SERVED, SERVED, NOT_KNOWN]
    assert states(rows, "informal") == [LEFT_OUT, NOT_KNOWN, NOT_KNOWN]


def test_not_surveyed_is_not_left_out() -> None:
    rows = asked(("4251", ("women",)), not_surveyed=("4253",))
    assert states(rows, "youth") == [LEFT_OUT, NOT_KNOWN, NOT_KNOWN]
    assert states(rows, "women") == [SERVED, SERVED, NOT_KNOWN]


def test_no_service_at_all() -> None:
    assert set(asked()["state"]) == {NOBODY}
    assert set(asked(not_surveyed=tuple(CODES))["state"]) == {NOT_KNOWN}


def test_every_delegation_is_counted_once_for_each_public() -> None:
    table = counted(asked(("4251", ("women", "youth")), ("4253", None)))
    assert table.drop(columns="public").sum(axis=1).tolist() == [3] * 4
    assert table.set_index("public").loc["women", SERVED] == 2
