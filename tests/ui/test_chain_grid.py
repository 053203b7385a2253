"""The grid: what the browser gets, what a press does, small counts in words."""

import json
from pathlib import Path

import pytest

from queries.filters import Filters
from ui import address, chain_grid, chains
from words.translate import t


@pytest.fixture(autouse=True)
def _home(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESS_DATA", str(demo_home))


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[str, ...]]:
    """The filters as a press changes them."""
    state: dict[str, tuple[str, ...]] = {"chains": (), "stages": (), "delegations": ()}
    monkeypatch.setattr(address, "value", lambda name: state[name])
    monkeypatch.setattr(address, "put", state.update)
    return state


def _content(level: str, filters: Filters) -> dict:  # type: ignore[type-arg]
    return chain_grid.content(chains.matrix(level, filters), chains.leak_rows(chains.Look(1.3, ())), level, filters)


def test_every_cell_says_its_state_by_a_sign_and_a_class() -> None:
    drawn = _content(chains.WHOLE, Filters(chains=("OLIV",), stages=("TRA",)))
    assert len(drawn["rows"]) == 22
    assert len({known["symbol"] for known in drawn["states"].values()}) == len(drawn["states"]) == 8
    assert all(len(row["cells"]) == len(drawn["columns"]) == 7 for row in drawn["rows"])
    assert [row["key"] for row in drawn["rows"] if row["on"]] == ["whole|OLIV"]
    assert [column["key"] for column in drawn["columns"] if column["chosen"]] == ["TRA"]
    assert sum(int(known["n"]) for known in drawn["states"].values()) == 22 * 7
    assert len(json.dumps(drawn)) < 12_000


def test_by_delegation_a_chain_names_the_places_recorded_ones_first() -> None:
    cells = chains.matrix(chains.DELEGATION, Filters(governorates=("33",)))
    filters = Filters(chains=("PECH",), governorates=("33",))
    leaks = chains.leak_rows(chains.Look(1.3, ()))
    drawn = chain_grid.content(cells[cells["chain"] == "PECH"], leaks, chains.DELEGATION, filters)
    ranks = [row["rank"] for row in drawn["rows"]]
    assert len(ranks) == 11 and ranks == sorted(ranks) and set(ranks) == {0, 1}
    assert drawn["rows"][-1]["under"] == t("filieres.place_documented", "fr")


def test_a_press_chooses_chain_and_stage_and_a_second_one_lets_them_go(chosen: dict[str, tuple[str, ...]]) -> None:
    chain_grid.pressed("cell:whole|OLIV|TRA", chains.WHOLE)
    assert (chosen["chains"], chosen["stages"]) == (("OLIV",), ("TRA",))
    chain_grid.pressed("cell:whole|OLIV|TRA", chains.WHOLE)
    assert (chosen["chains"], chosen["stages"]) == ((), ())


def test_rows_and_columns_can_be_pressed_too(chosen: dict[str, tuple[str, ...]]) -> None:
    chain_grid.pressed("stage:COL", chains.WHOLE)
    chain_grid.pressed("row:4251|TISS", chains.DELEGATION)
    assert (chosen["stages"], chosen["chains"], chosen["delegations"]) == (("COL",), ("TISS",), ())
    chain_grid.pressed("row:4251|TISS", chains.DELEGATION)  # now that one chain is read, rows are places
    assert chosen["delegations"] == ("4251",)


@pytest.mark.parametrize(
    "value", [None, "", 3, "cell:", "cell:whole|NOPE|TRA", "row:x", "stage:ZZZ", "cell:a|OLIV|<b>"]
)
def test_anything_else_a_browser_sends_does_nothing(value: object, chosen: dict[str, tuple[str, ...]]) -> None:
    chain_grid.pressed(value, chains.WHOLE)
    assert chosen == {"chains": (), "stages": (), "delegations": ()}


def test_small_counts_in_words() -> None:
    assert chain_grid.informal_told(0, 0) == "0"
    assert chain_grid.informal_told(0, 1) == t("state.masked", "fr") == "<5"
    assert chain_grid.informal_told(12, 0) == "12"
    assert chain_grid.informal_told(12, 1) == "≥13"
    cell = {"state": "ess", "ess": 1, "told": 0, "hidden": 1}
    assert chain_grid.count_told(cell) == "1+"


def test_a_chain_documented_but_not_recorded_says_so_and_comes_last() -> None:
    drawn = _content(chains.WHOLE, Filters(delegations=("3354",)))
    said = [t("filieres.not_recorded", "fr") in row["under"] for row in drawn["rows"]]
    assert said == sorted(said) and set(said) == {False, True}
