"""Whole tables to take away: what is in them, what must never be, in whose language."""

import csv
import io
import json
import threading
from pathlib import Path

import pytest

from queries.filters import Filters
from queries.store import Store
from ui.later import later
from ui.table_files import informal, made, table_files
from words.translate import t

ABOUT = {"Page": "Test"}


@pytest.fixture(autouse=True)
def home(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESS_DATA", str(demo_home))
    monkeypatch.setenv("ESS_DEMO", "1")
    monkeypatch.delenv("ESS_NAMES", raising=False)


def _rows(name: str, filters: Filters | None = None) -> list[dict[str, str]]:
    [table] = [one for one in table_files(filters or Filters()) if one.name == name]
    text = made(table, "csv", ABOUT).decode("utf-8-sig")
    body = "\n".join(line for line in text.splitlines() if not line.startswith("# "))
    return list(csv.DictReader(io.StringIO(body)))


@pytest.mark.parametrize("name", ["enterprises", "informal", "services", "organisations", "projects", "figures"])
def test_every_table_is_made_in_every_form_and_says_its_sources(name: str) -> None:
    [table] = [one for one in table_files(Filters()) if one.name == name]
    for kind in ("csv", "xlsx", *(["geojson"] if table.points else [])):
        assert made(table, kind, ABOUT)
    if name != "informal":
        assert f"# {t('about.sources', 'fr')}: ".encode() in made(table, "csv", ABOUT)


def test_as_many_rows_as_the_page_says(demo_store: Store) -> None:
    for filters in (Filters(), Filters(governorates=("33",)), Filters(delegations=("4259",))):
        counted = demo_store.ask("file_counts", filters).iloc[0]
        for name in ("enterprises", "services", "organisations", "projects", "figures"):
            assert len(_rows(name, filters)) == counted[name], name


def test_informal_groups_and_individuals_are_never_a_row(demo_store: Store) -> None:
    rows = _rows("enterprises")
    by_delegation = demo_store.ask("enterprises_by_delegation")
    counted = by_delegation[["ess", "conventional"]].to_numpy().sum()
    assert counted <= len(rows) < counted + by_delegation["informal"].sum()
    assert {row[t("col.kind", "fr")] for row in rows} <= {t("code.kind.ess", "fr"), t("code.kind.conventional", "fr")}


def test_a_name_only_with_consent_or_inside_the_office(monkeypatch: pytest.MonkeyPatch) -> None:
    unnamed = t("state.unnamed", "fr")
    public = [row[t("col.name", "fr")] for row in _rows("enterprises")]
    assert 0 < public.count(unnamed) < len(public)
    monkeypatch.setenv("ESS_NAMES", "all")
    assert [row[t("col.name", "fr")] for row in _rows("enterprises")].count(unnamed) < public.count(unnamed)


def test_small_counts_are_masked_by_governorate(demo_store: Store) -> None:
    true = demo_store.ask("enterprises_by_delegation").set_index("delegation")["informal"]
    told = informal(Filters()).set_index("delegation")["informal"]
    assert len(told) == 45
    for code, n in true.items():
        if 0 < n < 5:
            assert told[code] == "<5"
        elif told[code] != "<5":
            assert told[code] == n
    masked = told[told == "<5"].index.str[:2].value_counts()
    assert (masked >= 2).all(), "one masked cell alone could be told from the governorate's total"


def test_the_mask_does_not_depend_on_what_is_shown() -> None:
    whole = informal(Filters()).set_index("delegation")["informal"]
    part = informal(Filters(governorates=("22",))).set_index("delegation")["informal"]
    assert len(part) == 9
    assert (whole[part.index] == part).all()


def test_geojson_has_no_point_where_there_is_none() -> None:
    [table] = [one for one in table_files(Filters()) if one.name == "services"]
    features = json.loads(made(table, "geojson", ABOUT))["features"]
    bare = [one for one in features if one["geometry"] is None]
    assert 0 < len(bare) < len(features)
    assert t("col.lon", "fr") not in features[0]["properties"]


def test_a_file_made_later_needs_no_reader() -> None:
    found: list[str] = []
    thread = threading.Thread(target=lambda: found.append(later(lambda: "made")()))
    thread.start()
    thread.join()
    assert found == ["made"]
