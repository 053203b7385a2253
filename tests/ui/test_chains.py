"""The matrix joined from the store: expected chains, masking, the counts of the demonstration."""

from pathlib import Path

import pandas as pd
import pytest

from analysis.masking import SMALL
from queries.filters import Filters
from queries.store import Store
from ui import chains


@pytest.fixture(autouse=True)
def _home(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESS_DATA", str(demo_home))


def _cell(frame: pd.DataFrame, unit: str, chain: str, stage: str) -> pd.Series:
    return frame.set_index(["unit", "chain", "stage"]).loc[(unit, chain, stage)]


def test_a_chain_is_expected_where_it_is_documented_or_present(demo_store: Store) -> None:
    documented = demo_store.ask("chains_by_governorate")
    rows = chains.expected(chains.GOVERNORATE)
    assert set(zip(documented["governorate"], documented["chain"], strict=True)) <= set(
        zip(rows["unit"], rows["chain"], strict=True)
    )
    assert (rows["present"] | rows["certainty"].notna()).all()
    places = chains.expected(chains.DELEGATION)
    assert len(places.drop_duplicates(["unit", "chain"])) == len(places)
    assert set(places["basis"]) == {"present", "documented", "to_confirm", "unverified"}


def test_levels_count_the_same_enterprises() -> None:
    columns = ["ess", "not_entitled", "conventional"]
    whole, governorates = (chains.matrix(level, Filters()) for level in (chains.WHOLE, chains.GOVERNORATE))
    pd.testing.assert_frame_equal(
        whole.groupby(["chain", "stage"])[columns].sum(), governorates.groupby(["chain", "stage"])[columns].sum()
    )
    delegations = chains.matrix(chains.DELEGATION, Filters())[columns].sum()
    assert (delegations <= whole[columns].sum()).all()  # places whose delegation is not known have no row there


def test_no_count_of_one_to_four_informal_groups_is_told() -> None:
    for level in chains.LEVELS:
        for filters in (Filters(), Filters(governorates=("22", "33")), Filters(delegations=("4351", "2251"))):
            cells = chains.matrix(level, filters)
            assert not cells["told"].between(1, SMALL - 1).any()
            assert ((cells["state"] != "informal") | (cells["told"] + cells["hidden"] > 0)).all()


def test_two_territories_together_do_not_tell_what_one_hides() -> None:
    one, other = (chains.matrix(chains.WHOLE, Filters(governorates=(code,))) for code in ("22", "33"))
    both = chains.matrix(chains.WHOLE, Filters(governorates=("22", "33")))
    keys = ["chain", "stage"]
    parts = pd.concat([one, other]).groupby(keys)[["told", "hidden"]].sum()
    pd.testing.assert_frame_equal(both.set_index(keys)[["told", "hidden"]].sort_index(), parts.sort_index())


def test_the_holes_of_the_demonstration_are_seen() -> None:
    cells = chains.matrix(chains.GOVERNORATE, Filters())
    assert _cell(cells, "22", "LIEG", "TRA")["state"] == "dependence"
    assert _cell(cells, "33", "LAIT", "TRA")["conventional"] > 0
    assert _cell(cells, "42", "PFNL", "COM")["state"] == "not_entitled"
    assert _cell(cells, "43", "MARA", "TRA")["state"] == "not_surveyed"  # not all of Sidi Bouzid is surveyed
    assert _cell(cells, "22", "LIEG", "CON")["state"] == "not_applicable"


def test_stages_missing_within_range_for_the_gap_list() -> None:
    rows = chains.missing_rows(chains.Look(1.3, ()))
    assert rows.groupby(["code", "chain", "stage"]).size().max() == 1
    assert (rows["nearest_km"].isna() | (rows["nearest_km"] > rows["max_km"])).all()
    assert set(rows["stage"]) <= {"INT", "PRO", "COL", "TRA", "CON", "COM"}
    farther = chains.missing_rows(chains.Look(1.3, ("LAIT.COL.60",)))
    keys = ["code", "chain", "stage"]
    assert set(map(tuple, farther[keys].values)) < set(map(tuple, rows[keys].values))
    assert len(chains.missing_rows(chains.Look(2.0, ()))) != len(rows)
