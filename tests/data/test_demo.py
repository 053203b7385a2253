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
from data.demo.featured import FEATURED
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


# Shape -------------------------------------------------------------------------------------------------------------


def test_chains_are_those_documented_for_the_governorate(store):
    allowed = {(row["value_chain"], row["governorate"]) for row in read("value_chain_governorates.csv")}
    named = {(chain, governorate) for governorate, chains in CHAIN_WEIGHTS.items() for chain in chains}
    seen = codes(
        store,
        """select distinct a.chain, e.governorate from activity a join enterprise e on e.id = a.enterprise
        where e.governorate is not null""",
    )
    assert named == allowed
    assert seen <= allowed
    assert set(CHAIN_PLACES) <= allowed
    assert len(seen) >= len(allowed) - 2


def test_stages_are_applicable_to_their_chain(store):
    sql = "select chain, stage from activity except select chain, stage from chain_stage"
    assert store.execute(sql).fetchall() == []


def test_poorer_delegations_have_more_informal_groups_and_fewer_services(store):
    poverty = {
        r["territory"]: float(r["value"]) for r in read("delegation_figures.csv") if r["indicator"] == "poverty_rate"
    }
    groups = dict(
        store.execute("""select delegation, count(*) filter (kind = 'informal_group') / count(*) from enterprise
        where delegation is not null group by all""").fetchall()
    )
    services = dict(store.execute("select delegation, count(*) from service group by all").fetchall())
    surveyed = sorted((code for code in poverty if code not in holes.NOT_SURVEYED), key=poverty.__getitem__)
    richer, poorer = surveyed[:13], surveyed[-13:]
    assert sum(groups[code] for code in poorer) > 2 * sum(groups[code] for code in richer)
    assert sum(services.get(code, 0) for code in richer) > 4 * sum(services.get(code, 0) for code in poorer)


def test_exact_points_lie_in_their_delegation(demo, outlines):
    for table in ("enterprise", "service", "organisation"):
        rows = demo[table][demo[table]["precision"] == "exact"]
        assert len(rows) > 20
        for code, lon, lat in zip(rows["delegation"], rows["lon"], rows["lat"], strict=True):
            assert outlines[code].contains(Point(lon, lat)), (table, code, lon, lat)


def test_a_locality_is_a_town_of_the_delegation_and_a_delegation_alone_has_no_point(demo):
    towns = {(row["delegation"], float(row["lon"]), float(row["lat"])) for row in read("localities.csv")}
    rows = demo["enterprise"]
    local = rows[rows["precision"] == "locality"]
    assert set(zip(local["delegation"], local["lon"], local["lat"], strict=True)) <= towns
    alone = rows[rows["precision"] == "delegation"]
    assert alone["lon"].isna().all() and alone["delegation"].notna().all() and len(alone) > 50


def test_years_are_possible(demo):
    rows = demo["enterprise"]
    assert rows["founded"].between(1970, 2026).sum() > 400
    assert rows["founded"].isna().any()
    community = rows[rows["legal_form"].isin(["SC_LOC", "SC_REG"])]
    assert community["founded"].dropna().ge(2022).all()
    assert demo["event"]["held_on"].map(lambda day: day.year).between(2019, 2026).all()


def test_people_reached_are_fewer_than_participations(demo):
    rows = demo["headcount"]
    counted = rows[rows["parent_table"] == "event"].groupby(["parent", "measure"])["n"].sum().unstack()
    assert (counted["people_reached"] <= counted["participations"]).all()
    assert (counted["people_reached"] < counted["participations"]).any()
    for column in ("sex", "age_band", "situation"):
        assert "unknown" in set(rows[column])


def test_jobs_that_remain_are_fewer_than_those_created(demo):
    rows = demo["headcount"]
    jobs = rows[rows["parent_table"] == "project"].groupby(["parent", "measure"])["n"].sum().unstack().fillna(0)
    assert (jobs["jobs_created"] <= jobs["jobs_planned"]).all()
    assert (jobs["jobs_after_12_months"] <= jobs["jobs_created"]).all()
    assert (jobs["jobs_after_24_months"] <= jobs["jobs_after_12_months"]).all()


def test_projects_stand_at_every_step_and_half_belong_to_an_enterprise(demo):
    rows = demo["project"]
    assert set(rows["step"]) == {"idea", "plan", "financed", "started", "growing"}
    assert rows["enterprise"].notna().sum() == 70
    assert rows["amount_tnd"].isna().any() and rows["amount_tnd"].notna().sum() > 70
    assert set(rows["existing"]) == {"new", "existing", "unknown"}


def test_what_is_linked_exists(store):
    for kind in ("enterprise", "organisation"):
        for side in ("from", "to"):
            sql = f"select {side}_id from link where {side}_table = '{kind}' except select id from {kind}"
            assert store.execute(sql).fetchall() == []
    for child, column, parent in (
        ("service", "organisation", "organisation"),
        ("coverage", "service", "service"),
        ("activity", "enterprise", "enterprise"),
        ("event_organisation", "organisation", "organisation"),
        ("organisation", "part_of", "organisation"),
        ("project", "enterprise", "enterprise"),
    ):
        assert codes(store, f"select {column} from {child} where {column} is not null") <= codes(
            store, f"select id from {parent}"
        )
    kinds = {"buys_from", "member_of", "finances", "refers_to", "cooperates_with"}
    assert codes(store, "select kind from link") == kinds


# Invented bodies only ----------------------------------------------------------------------------------------------


def test_every_name_says_demo(demo):
    for table, column in (("organisation", "name"), ("enterprise", "name"), ("project", "name"), ("event", "title")):
        assert demo[table][column].dropna().str.startswith("Démo ").all(), table
    assert demo["enterprise"]["name"].dropna().is_unique
    arabic = demo["organisation"]["name_ar"].dropna()
    assert arabic.str.startswith("تجريبي").all()


def test_no_real_organisation_is_named(demo):
    real = {row[column] for row in read("organisations.csv") for column in ("name", "name_ar", "acronym")}
    real |= {row["name"] for row in read("named_structures.csv")}
    real = {f" {fold(name)} " for name in real if name}
    shown = [
        demo["organisation"]["name"],
        demo["organisation"]["name_ar"],
        demo["enterprise"]["name"],
        demo["project"]["name"],
    ]
    for name in pd.concat(shown).dropna():
        folded = f" {fold(name.removeprefix('Démo '))} "
        assert not [one for one in real if one in folded], name


# Holes on purpose --------------------------------------------------------------------------------------------------


def test_most_delegations_are_surveyed_some_partly_some_not(store):
    status = dict(
        store.execute("select delegation, min(status) from survey where topic = 'services' group by all").fetchall()
    )
    assert list(status.values()).count("surveyed") == 36
    assert {code for code, state in status.items() if state == "partly"} == set(holes.PARTLY_SURVEYED)
    assert codes(store, "select code from delegation") - codes(store, "select delegation from survey") == set(
        holes.NOT_SURVEYED
    )


def test_one_delegation_is_surveyed_function_by_function(store):
    ((code, expected),) = holes.SURVEYED_BY_FUNCTION.items()
    sql = f"select function, status from survey where topic = 'services' and delegation = '{code}'"
    assert dict(store.execute(sql).fetchall()) == expected


def test_some_chains_are_surveyed_where_the_others_are_not(store):
    sql = (
        "select delegation, chain from survey where topic = 'enterprises' and chain is not null and status = 'surveyed'"
    )
    assert codes(store, sql) == {(code, chain) for code, chains in holes.SURVEYED_BY_CHAIN.items() for chain in chains}
    sql = "select delegation from survey where topic = 'links' and status = 'not'"
    assert codes(store, sql) == set(holes.LINKS_NOT_SURVEYED)


def test_something_is_recorded_where_nobody_surveyed(store):
    listed = ", ".join(f"'{code}'" for code in holes.NOT_SURVEYED)
    sql = f"select delegation, count(*) from enterprise where delegation in ({listed}) group by all"
    assert dict(store.execute(sql).fetchall()) == holes.RECORDED_UNSURVEYED


def surveyed(store) -> set[str]:
    return codes(
        store,
        "select delegation from survey where topic = 'services' group by all having bool_and(status = 'surveyed')",
    )


def test_one_delegation_truly_has_no_service_within_reach(store, near, providers):
    served = codes(store, "select delegation from coverage") | codes(
        store, "select distinct delegation from service where delegation is not null"
    )
    for code in holes.NO_SERVICE_IN_REACH:
        assert not near[code] & served
        assert near[code] <= surveyed(store)
        assert not any((code, function) in providers for function in ("formation", "accompagnement", "financement"))


def test_zero_of_a_function_can_be_said(store, near, providers):
    for code, function in holes.ZERO_OF_FUNCTION:
        assert not providers.get((code, function)) and near[code] <= surveyed(store)


def test_some_delegations_hang_on_a_single_provider(providers):
    for key in holes.SINGLE_PROVIDER:
        assert len(providers[key]) == 1, key


@pytest.mark.parametrize("connected", [True, False])
def test_triplets_are_connected_or_not(store, providers, connected):
    links = codes(
        store, "select from_id, to_id from link where from_table = 'organisation' and to_table = 'organisation'"
    )
    for code in holes.CONNECTED_TRIPLETS if connected else holes.UNCONNECTED_TRIPLETS:
        three = [providers[code, function] for function in ("formation", "accompagnement", "financement")]
        bodies = set.union(*three)
        assert all(three) and any({one, other} <= bodies for one, other in links) is connected, code


def test_most_delegations_have_something_to_say(providers, near, store):
    """Reach 0, 1 and 2+ all occur for every function, and most delegations are decided."""
    known = surveyed(store)
    for function in ("formation", "accompagnement", "financement"):
        reach = {code: len(providers.get((code, function), ())) for code in near}
        said = {code: n for code, n in reach.items() if n or near[code] <= known}
        assert {0, 1, 2} <= {min(n, 2) for n in said.values()}
        assert 30 <= len(said) < 45


def test_explicit_coverage_reaches_far(store, near):
    sql = "select c.delegation, s.delegation from coverage c join service s on s.id = c.service"
    far = [(served, seat) for served, seat in store.execute(sql).fetchall() if served not in near[seat]]
    assert len(far) >= 8


def test_chains_without_processing(store):
    sql = """select distinct a.chain, e.governorate from activity a join enterprise e on e.id = a.enterprise
        where a.stage = 'TRA' and e.governorate is not null"""
    assert not codes(store, sql) & holes.NO_PROCESSING
    sql = "select distinct a.chain, e.governorate from activity a join enterprise e on e.id = a.enterprise"
    assert codes(store, sql) >= holes.NO_PROCESSING


def test_stages_that_only_conventional_actors_hold(store):
    for chain, governorate, stage in holes.DEPENDENCE:
        sql = f"""select distinct e.kind from activity a join enterprise e on e.id = a.enterprise
            where a.chain = '{chain}' and a.stage = '{stage}' and e.governorate = '{governorate}'"""
        assert codes(store, sql) == {"conventional"}, (chain, governorate, stage)


def test_gda_that_sell_and_a_stage_only_they_hold(store):
    sql = """select e.id from activity a join enterprise e on e.id = a.enterprise
        join legal_form f on f.code = e.legal_form where a.stage = 'COM' and f.may_trade = 'no'"""
    assert len(codes(store, sql)) == holes.GDA_THAT_SELL
    for chain, governorate, stage in holes.SOLD_BY_GDA_ONLY:
        sql = f"""select distinct e.legal_form from activity a join enterprise e on e.id = a.enterprise
            where a.chain = '{chain}' and a.stage = '{stage}' and e.governorate = '{governorate}'"""
        assert codes(store, sql) == {"GDA"}


def test_what_is_written_by_hand_is_observed_and_active(demo):
    first = demo["enterprise"].head(len(FEATURED))
    assert set(first["name"]) == {one.name for one in FEATURED}
    assert set(first["evidence"]) == {"observed"}
    assert set(first["status"]) == {"active"}


def test_some_rows_are_not_located(demo):
    lost = demo["enterprise"][demo["enterprise"]["delegation"].isna()]
    assert lost["governorate"].isna().sum() == holes.NOWHERE_ENTERPRISES
    assert lost["governorate"].notna().sum() == holes.UNLOCATED_ENTERPRISES
    assert lost["lon"].isna().all() and lost["precision"].isna().all()
    services = demo["service"][demo["service"]["delegation"].isna()]
    assert len(services) == holes.UNLOCATED_SERVICES
    assert services["governorate"].isna().any() and services["governorate"].notna().any()


def test_some_services_are_only_likely_or_little_known(demo):
    rows = demo["service"]
    likely = set(rows[rows["evidence"] == "likely"]["id"])
    assert likely == {f"demo-srv-{key}-{kind}" for key, kind in holes.LIKELY_SERVICES}
    assert set(rows["ess_specific"]) == {"adapted", "conventional", "unknown"}
    functions = {row["code"]: row["hub_function"] for row in read("service_types.csv")}
    known = rows["capacity"].notna().groupby(rows["service_type"].map(functions)).mean()
    assert known["formation"] > 0.5 and known["accompagnement"] > 0.5 > known["financement"] > 0
    assert (rows["capacity"].isna() == rows["capacity_unit"].isna()).all()


@pytest.mark.parametrize(
    ("kind", "none"), [("informal_group", holes.NO_INFORMAL_GROUP), ("individual", holes.NO_INDIVIDUAL)]
)
def test_groups_and_holders_are_to_be_masked_in_some_delegations(demo, kind, none):
    rows = demo["enterprise"][demo["enterprise"]["kind"] == kind]
    counts = rows["delegation"].value_counts()
    assert counts.between(1, 4).any() and counts.ge(5).any()
    assert not set(none) & set(counts.index)
    assert not rows["publish"].any()
    if kind == "individual":
        assert rows["name"].isna().all() and not rows["precision"].eq("exact").any()


def test_consent_and_leadership_vary(demo):
    rows = demo["enterprise"][demo["enterprise"]["kind"] == "ess"]
    assert 0.1 < (~rows["publish"]).mean() < 0.4
    for column in ("women_led", "youth_led"):
        assert rows[column].value_counts().min() > 30 and rows[column].nunique() == 3
    assert rows["status"].eq("active").mean() > 0.7 and rows["status"].nunique() == 4


def test_difficult_names_are_there(demo):
    names = demo["enterprise"]["name"].dropna()
    assert names.str.contains(r"'.*É").any()
    assert names.str.contains(r"[\u0600-\u06ff]").sum() >= 3
    assert demo["organisation"]["name_ar"].notna().sum() >= 15
