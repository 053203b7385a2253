"""Flows and links: counted once, informal ends apart, lines only between two located ends."""

from pathlib import Path

import pandas as pd
import pytest

from queries.filters import Filters
from queries.store import Store
from ui import flows
from words.translate import spaced

ROWS = pd.DataFrame(
    [
        ("PRO", "TRA", "22", "22", True, False),
        ("PRO", "TRA", "22", "33", True, False),
        ("TRA", "PRO", None, "33", False, False),
        ("PRO", "COM", "22", "22", True, True),
    ],
    columns=["seller_stage", "buyer_stage", "seller_governorate", "buyer_governorate", "downstream", "apart"],
)


@pytest.fixture(autouse=True)
def _home(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESS_DATA", str(demo_home))


def test_purchases_are_counted_by_stage_and_by_place_without_informal_ends() -> None:
    assert flows.flow_table(ROWS, flows.BY_STAGE).values.tolist() == [["PRO", "TRA", 2], ["TRA", "PRO", 1]]
    places = flows.flow_table(ROWS, flows.BY_GOVERNORATE)
    assert places["purchases"].sum() == 3
    assert places["seller_governorate"].isna().sum() == 1  # not located is told, not dropped


def test_the_sentence_says_the_commonest_step_the_backward_ones_and_hides_small_counts() -> None:
    said = flows.flow_sentence(ROWS)
    assert "3 achats" in said and "(2)" in said
    assert "1 achat ne va pas vers l'aval" in said
    assert spaced("jamais tracés : <5") in said
    nothing = flows.flow_sentence(ROWS.iloc[:0])
    assert nothing.startswith("Aucun achat")


def test_the_sankey_carries_the_table() -> None:
    table = flows.flow_table(ROWS, flows.BY_GOVERNORATE)
    link = flows.sankey(table, flows.BY_GOVERNORATE).data[0].link
    assert list(link.value) == table["purchases"].tolist()
    assert set(link.source).isdisjoint(link.target)


def test_inside_one_governorate_flows_go_between_its_delegations() -> None:
    chosen = [
        Filters(),
        Filters(governorates=("22", "33")),
        Filters(governorates=("22",)),
        Filters(delegations=("3351",)),
    ]
    found = [flows.columns_of(flows.TERRITORIES, filters)[0].key for filters in chosen]
    assert found == ["seller_governorate"] * 2 + ["seller_delegation"] * 2
    assert flows.columns_of(flows.STAGES, chosen[2])[0].key == "seller_stage"


def test_a_purchase_joins_the_closest_stages_of_a_chain_both_are_in(demo_store: Store) -> None:
    rows = demo_store.ask("stage_flows")
    assert not rows.duplicated(["seller", "buyer", "chain"]).any()
    activities = demo_store.ask("enterprise_rows", most=9_999, all_names=True).set_index("id")["stages"]
    for row in rows.head(20).to_dict("records"):
        assert row["seller_stage"] in activities[row["seller"]]
        assert row["buyer_stage"] in activities[row["buyer"]]


def test_lines_are_drawn_between_located_ends_and_the_others_are_counted(demo_store: Store) -> None:
    rows = demo_store.ask("link_lines")
    drawn = flows.link_lines(Filters())
    told = rows[~rows["apart"]]
    where = ["from_lon", "from_lat", "to_lon", "to_lat"]
    assert drawn.not_located == told[where].isna().any(axis=1).sum() > 0
    assert drawn.apart == rows["apart"].sum() > 0
    lines = sum(len(one.lines) for one in drawn.lines)
    assert 0 < lines <= len(told) - drawn.not_located - drawn.same_place
    assert len(drawn.lines) == 4  # local, national, Mediterranean, not known
    assert "non tracés" in flows.link_note(drawn)


def test_no_line_touches_an_informal_group(demo_store: Store) -> None:
    rows = demo_store.ask("link_lines")
    points = {(row["from_lon"], row["from_lat"]) for row in rows[~rows["apart"]].to_dict("records")}
    for lines in flows.link_lines(Filters()).lines:
        assert {line.start for line in lines.lines} <= points
