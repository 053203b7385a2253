"""The demonstration: shaped like the schema, the same every time, with every hole it promises."""

import csv
import hashlib
import json
import math
import subprocess
import sys
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from shapely import Point
from shapely.geometry import shape

from data.demo import frames, holes
from data.demo.chains import CHAIN_PLACES, CHAIN_WEIGHTS
from geo.names import fold

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "data" / "reference"
REACH_KM, CIRCUITY = 30.0, 1.3


def read(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def demo() -> dict[str, pd.DataFrame]:
    return frames()


@pytest.fixture(scope="module")
def outlines() -> dict[str, object]:
    collection = json.loads((REFERENCE / "delegations.geojson").read_text(encoding="utf-8"))
    return {f["properties"]["code"]: shape(f["geometry"]) for f in collection["features"]}


@pytest.fixture(scope="module")
def store(demo):
    """Return a store in memory with the schema, the vocabularies' codes and the demonstration in it."""
    con = duckdb.connect()
    con.execute((ROOT / "data" / "schema.sql").read_text(encoding="utf-8"))
    for row in read("governorates.csv"):
        con.execute("insert into governorate values (?, ?, ?, ?, ?)", list(row.values()))
    for row in read("delegations.csv"):
        values = [row["code"], row["governorate"], row["pcode"], row["fr"], row["ar"]]
        con.execute("insert into delegation values (?, ?, ?, ?, ?, [], null, 1, 9, 35, 'town', true, 'x')", values)
    for row in read("legal_forms.csv"):
        con.execute(
            "insert into legal_form (code, fr, may_trade, certainty) values (?, ?, ?, 'x')",
            [row["code"], row["fr"], row["may_trade"]],
        )
    for row in read("value_chain_stages.csv"):
        con.execute("insert into stage (code, fr) values (?, ?)", [row["code"], row["fr"]])
    for row in read("value_chains.csv"):
        con.execute("insert into value_chain (code, fr) values (?, ?)", [row["code"], row["fr"]])
        for stage in row["stage_codes"].split(";"):
            con.execute("insert into chain_stage (chain, stage) values (?, ?)", [row["code"], stage])
    for row in read("service_types.csv"):
        values = [row["code"], row["fr"], row["hub_function"], row["for"]]
        con.execute("insert into service_type (code, fr, function, audience) values (?, ?, ?, ?)", values)
    for table, rows in demo.items():
        con.register("rows", rows)
        con.execute(f"insert into {table} by name select {', '.join(rows.columns)} from rows")
    return con


def codes(store, sql: str) -> set:
    return {row if len(row) > 1 else row[0] for row in store.execute(sql).fetchall()}


def points(outlines) -> dict[str, tuple[float, float]]:
    found = {}
    for row in read("delegations.csv"):
        inner = outlines[row["code"]].representative_point()
        seat = (float(row["seat_lon"]), float(row["seat_lat"])) if row["seat_lon"] else (inner.x, inner.y)
        found[row["code"]] = seat
    return found


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    lon1, lat1, lon2, lat2 = map(math.radians, (*a, *b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(h)) * CIRCUITY


@pytest.fixture(scope="module")
def near(outlines) -> dict[str, set[str]]:
    """Return delegation -> the delegations whose point lies within reach, itself included."""
    at = points(outlines)
    return {one: {other for other in at if kilometres(at[one], at[other]) <= REACH_KM} for one in at}


@pytest.fixture(scope="module")
def providers(store, near) -> dict[tuple[str, str], set[str]]:
    """Return (delegation, function) -> the bodies whose observed, located services serve it."""
    covered: dict[str, set[str]] = {}
    for service, delegation in store.execute("select service, delegation from coverage").fetchall():
        covered.setdefault(service, set()).add(delegation)
    found: dict[tuple[str, str], set[str]] = {}
    sql = """select s.id, s.organisation, s.delegation, t.function from service s
        join service_type t on t.code = s.service_type
        where s.evidence = 'observed' and s.delegation is not null and t.audience = 'entrepreneurs'"""
    for service, organisation, seat, function in store.execute(sql).fetchall():
        for delegation in covered.get(service, near[seat]):
            found.setdefault((delegation, function), set()).add(organisation)
    return found


def test_the_columns_are_the_schemas(demo, store):
    for table, rows in demo.items():
        expected = [row[0] for row in store.execute(f"describe {table}").fetchall()]
        assert list(rows.columns) == expected, table
        assert store.execute(f"select count(*) from {table}").fetchone()[0] == len(rows)


def test_every_row_says_that_it_is_invented(demo):
    for table, rows in demo.items():
        assert set(rows["entry"]) == {-1}
        assert set(rows["source"]) == {"Démonstration (fictif)"}
        assert rows["recorded_on"].nunique() == 1
        assert rows["source_id"].is_unique, table


def test_missing_cells_are_null_in_the_store(store):
    assert store.execute("select count(*) from enterprise where name is null").fetchone()[0] > 50
    assert store.execute("select count(*) from enterprise where isnan(lon) or isnan(lat)").fetchone()[0] == 0
    assert store.execute("select count(*) from service where isnan(capacity)").fetchone()[0] == 0
    assert store.execute("select count(*) from project where isnan(amount_tnd)").fetchone()[0] == 0


def test_counts(demo):
    expected = {"enterprise": 600, "service": 120, "project": 140, "event": 64}
    assert {table: len(demo[table]) for table in expected} == expected


def fingerprint() -> str:
    code = "from data.demo import frames\nfor t, f in frames().items(): print(t, f.to_csv(index=False))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    return hashlib.sha256(done.stdout).hexdigest()


def test_two_processes_write_the_same_bytes():
    assert fingerprint() == fingerprint()


def test_another_seed_gives_other_rows(demo):
    other = frames(seed=7)
    assert not other["enterprise"].equals(demo["enterprise"])
    assert len(other["enterprise"]) == len(demo["enterprise"])
    for table, rows in demo.items():
        assert list(other[table].columns) == list(rows.columns)
