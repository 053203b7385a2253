"""Facts in words: nothing of the reference is left in another language or without its certainty."""

import re
from pathlib import Path

import pytest

from data import reference
from queries.filters import Filters
from queries.store import Store
from ui import facts
from words.translate import LANGUAGES, has, t


@pytest.fixture(autouse=True)
def home(facts_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESS_DATA", str(facts_home))
    monkeypatch.setenv("ESS_DEMO", "0")


@pytest.mark.parametrize(
    ("kind", "query", "column"),
    [
        ("quality", "figure_list", "quality"),
        ("unit", "figure_list", "unit"),
        ("certainty", "legal_forms", "certainty"),
        ("family", "legal_forms", "family"),
        ("certainty", "organisation_list", "certainty"),
        ("certainty", "newer_delegations", "parent_certainty"),
    ],
)
def test_every_published_remark_has_words(kind: str, query: str, column: str, facts_store: Store) -> None:
    said = {part for told in facts_store.ask(query)[column].dropna() for part in told.split("; ")}
    assert said
    words = {t(key, "fr") for key in _keys(f"sources.{kind}_")}
    assert {facts.coded(kind, part) for part in said} <= words


def _keys(prefix: str) -> list[str]:
    from words.translate import dictionary

    return [key for key in dictionary("fr") if key.startswith(prefix)]


def test_every_indicator_has_a_name(facts_store: Store) -> None:
    codes = facts_store.ask("figure_list")["indicator"].unique()
    assert [code for code in codes for lang in LANGUAGES if not has(f"sources.indicator_{code}", lang)] == []


def test_every_shipped_file_is_told_with_its_rows() -> None:
    shipped = {path.name for path in reference.FOLDER.iterdir() if path.suffix in (".csv", ".geojson")}
    assert set(facts.FILES.values()) == shipped
    told = (reference.FOLDER / "SOURCES.md").read_text(encoding="utf-8")
    for row in facts.files().itertuples():
        stated = re.findall(rf"^\| `{re.escape(row.file)}` \| (\d+) \|", told, re.MULTILINE)
        assert stated == [str(row.rows)] * 2, f"{row.file}: the French and the English table say how many"


def test_one_default_for_each_territory_and_indicator() -> None:
    rows = facts.figures(Filters())
    assert len(rows) == 374
    assert (rows[rows["is_default"]].groupby(["territory", "level", "code"]).size() == 1).all()
    thala = rows[(rows["code"] == "population") & (rows["territory"] == "Thala")]
    assert thala.loc[thala["is_default"], "period"].tolist() == ["2014"], "the newest census"


def test_a_delegation_filter_keeps_what_is_above_it() -> None:
    rows = facts.figures(Filters(governorates=("42",), delegations=("4259",)))
    assert set(rows.loc[rows["level"] == t("sources.level_delegation", "fr"), "territory"]) == {"Thala"}
    assert t("sources.tunisia", "fr") in set(rows["territory"])


def test_a_chain_says_how_sure_its_presence_is() -> None:
    assert facts.chain_certainties() == {"documented": 45, "to_confirm": 6, "unverified": 5}
    rows = facts.chains()
    assert len(rows) == 22
    told = rows[[f"in_{code}" for code in facts.OUR_GOVERNORATES]].to_numpy().ravel().tolist()
    assert told.count("–") == 88 - 56
    assert told.count(t("sources.chain_to_confirm", "fr")) == 6


def test_unverified_forms_are_shown_so() -> None:
    rows = facts.legal_forms()
    assert len(rows) == 21
    assert (rows["certainty"] == t("sources.certainty_unverified", "fr")).sum() == 9
    assert rows.set_index("code").loc["GDA", "may_trade"] == t("sources.no", "fr")
