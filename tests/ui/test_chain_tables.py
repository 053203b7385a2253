"""Tables of the page Filières on the demonstration; the examples of docs/methods.md are kept here."""

from pathlib import Path

import pytest

from queries.filters import Filters
from ui import chain_settings, chain_tables, chains, flows
from words.translate import LANGUAGES, t

LOOK = chains.Look(1.3, ())


@pytest.fixture(autouse=True)
def _home(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESS_DATA", str(demo_home))


def test_the_quotient_of_the_methods_page() -> None:
    rows = chain_tables.quotient_table(Filters(governorates=("22",), chains=("PFNL",)))
    assert rows["ess"].tolist() == [9]
    assert rows["quotient"].tolist() == [pytest.approx((9 / 62) / (10 / 267))]


def test_quotients_do_not_move_with_the_territory_shown() -> None:
    everywhere = chain_tables.quotient_table(Filters())
    jendouba = chain_tables.quotient_table(Filters(governorates=("22",)))
    assert jendouba["quotient"].tolist() == everywhere.loc[everywhere["governorate"] == "22", "quotient"].tolist()


def test_the_missing_stage_of_the_methods_page() -> None:
    rows = chain_tables.missing_table(LOOK, Filters(delegations=("3352",), chains=("LAIT",), stages=("COL",)))
    assert rows[["max_km", "nearest_place"]].values.tolist() == [[15, "3360"]]
    assert rows["nearest_km"].iloc[0] == pytest.approx(27.5, abs=0.05)
    leak = chains.leak_rows(LOOK).set_index(["code", "chain"]).loc[("3352", "LAIT")]
    assert (leak["outcome"], leak["after"], leak["stage"]) == ("leaves", "PRO", "COL")


def test_chains_present_come_first_among_missing_stages() -> None:
    rows = chain_tables.missing_table(LOOK, Filters(governorates=("33",)))
    order = rows["basis"].map(list(chain_tables.BASES).index)
    assert order.is_monotonic_increasing and order.nunique() > 1


def test_related_chains_are_absent_there_and_three_at_most() -> None:
    rows = chain_tables.related_table(Filters())
    assert rows.groupby("delegation").size().max() == chain_tables.NEAREST_CHAINS
    assert rows["density"].between(0, 100, inclusive="right").all()
    one = chain_tables.related_table(Filters(chains=("OLIV",)))
    assert set(one["chain"]) == {"OLIV"}


def test_leadership_adds_up_with_the_unknown_apart() -> None:
    by_chain, by_stage, whole = chain_tables.leader_tables(Filters())
    assert whole is not None
    for rows in (by_chain, by_stage):
        for who in ("women", "youth"):
            parts = rows[f"{who}_yes"] + rows[f"{who}_no"] + rows[f"{who}_unknown"]
            assert (parts == rows["ess"]).all()
    assert by_chain["ess"].sum() >= whole["ess"]  # an enterprise in two chains counts in both, and once together
    assert "33 non connues" in chain_tables.leader_sentence(whole)


def test_a_count_of_nobody_is_zero_only_where_the_survey_is_complete() -> None:
    for level in chains.LEVELS:
        rows, columns = chain_tables.cells_table(level, Filters(chains=("LAIT", "PECH")))
        assert {column.key for column in columns} <= set(rows)
        complete = rows["surveyed"] >= rows["delegations"]
        assert not (rows.loc[~complete, ["ess", "conventional", "not_entitled"]] == 0).any(axis=None)
        assert rows.loc[complete, "ess"].notna().all()
        assert not (rows.loc[~complete, "informal_told"] == "0").any()


def test_stages_stand_in_the_order_of_the_chain() -> None:
    rows, _columns = chain_tables.cells_table(chains.WHOLE, Filters(chains=("OLIV",)))
    assert rows["stage"].tolist() == ["INT", "PRO", "COL", "TRA", "CON", "COM", "SRV"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_columns_of_a_table_have_one_name(language: str) -> None:
    tables = [
        chain_settings.RANGES,
        *((*chain_tables.PLACES.get(level, ()), *chain_tables.CELLS) for level in chains.LEVELS),
        *(getattr(chain_tables, name) for name in ("MISSING", "QUOTIENTS", "BY_CHAIN", "BY_STAGE", "RELATED")),
        *(flows.BY_STAGE, flows.BY_GOVERNORATE, flows.BY_DELEGATION),
    ]
    for columns in tables:
        names = [t(f"col.{column.key}", language) for column in columns]
        assert len(set(names)) == len(names), names
