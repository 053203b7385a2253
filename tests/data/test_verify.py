"""Every check says what it is, has its words, and finds what it is for."""

from collections.abc import Iterator

import duckdb
import pytest

from data import fold, verify
from words.problem import ProblemError
from words.translate import LANGUAGES, has


@pytest.fixture(scope="module")
def shipped() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        fold.begin(connection, demonstration=False)
        connection.execute(fold.DEFAULTS)
        yield connection


@pytest.fixture
def world(shipped: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """The shipped facts, to be broken and put back."""
    shipped.execute("begin")
    yield shipped
    shipped.execute("rollback")


KEY = "source, source_id, entry) values"
FAULTS = {
    "duplicate_keys": (
        f"insert into survey (delegation, topic, status, {KEY} ('2251', 'links', 'not', 's', 'x', 1), ('2252', "
        "'links', 'not', 's', 'x', 1)"
    ),
    "territory_codes": "update enterprise set delegation = '2251', governorate = '42'",
    "figure_territory": "update figure set level = 'delegation' where level = 'country'",
    "figure_defaults": "update figure set is_default = true where indicator = 'population'",
    "missing_parents": f"insert into activity (enterprise, chain, stage, {KEY} ('nobody', 'OLIV', 'TRA', 's', 'x', 1)",
    "points_far_outside": (
        "update enterprise set governorate = '22', delegation = '2251', lon = 10.18, lat = 36.8, precision = 'exact'"
    ),
    "points_without_precision": "update enterprise set precision = 'exact'",
    "reference_counts": (
        "delete from chain_stage; delete from chain_governorate; delete from figure where indicator = "
        "'poverty_rate' and level = 'delegation'"
    ),
    "impossible_numbers": "update service set capacity = -1",
    "survey_scope": (
        f"insert into survey (delegation, topic, chain, status, {KEY} ('2251', 'services', 'OLIV', 'not', 's', 'x', 1)"
    ),
    "demonstration_named": "update enterprise set entry = -1",
}
REPORTED = {
    "form_not_entitled": (
        f"insert into activity (enterprise, chain, stage, {KEY} ('STR016', 'FBAR', 'COM', 's', 'x', 1)"
    ),
    "points_near_border": (
        "update enterprise set governorate = '33', delegation = '3361', lon = 11.04361, lat = 35.39444, "
        "precision = 'exact'"
    ),
    "possible_duplicates": (
        "update enterprise set name = 'Él ', legal_form = 'GDA', governorate = '42'; update enterprise set "
        "name = 'el' where id = 'STR015'"
    ),
    "stage_not_applicable": (
        f"insert into activity (enterprise, chain, stage, {KEY} ('STR016', 'TEXT', 'CON', 's', 'x', 1)"
    ),
    "population_sums": (
        "update figure set value = value + 1 where territory = '2251' and indicator = 'population' and year = "
        "2014"
    ),
}  # fmt: skip


def test_every_check_has_a_fault_that_it_finds() -> None:
    assert {c.name for c in verify.checks() if c.severity == "error"} == set(FAULTS)
    assert {c.name for c in verify.checks() if c.severity == "reported"} == set(REPORTED)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_check_has_its_words(language: str) -> None:
    assert [c.name for c in verify.checks() if not has(f"problem.check_{c.name}", language)] == []


def test_the_shipped_facts_pass_and_nothing_is_reported(world: duckdb.DuckDBPyConnection) -> None:
    verify.run(world)
    assert world.execute("select * from finding").fetchall() == []


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_an_error_stops_the_build(world: duckdb.DuckDBPyConnection, name: str) -> None:
    world.execute(FAULTS[name])
    with pytest.raises(ProblemError) as error:
        verify.run(world)
    assert error.value.problem.code == f"check_{name}"
    assert error.value.problem.args["ids"]


@pytest.mark.parametrize("name", sorted(REPORTED))
def test_a_finding_is_kept(world: duckdb.DuckDBPyConnection, name: str) -> None:
    world.execute(REPORTED[name])
    verify.run(world)
    assert name in [row[0] for row in world.execute("select check_name from finding").fetchall()]
