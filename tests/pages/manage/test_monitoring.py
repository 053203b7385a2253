"""The page Suivi: aims, groups, jobs, time, inequality; with the demonstration and on the facts alone."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from queries.filters import Filters
from queries.store import Store
from tests.pages.shown import said
from words.translate import LANGUAGES, number, t

PARTS = ("people", "projects", "jobs", "time", "places", "context")
SAYS = {
    "people": "suivi.title_people_reached",
    "projects": "suivi.title_projects",
    "jobs": "suivi.title_jobs",
    "time": "suivi.time_people_reached",
    "places": "suivi.title_spread",
    "context": "suivi.hubs_title",
}
EMPTY = {"people": "suivi.none_people", "projects": "suivi.none_projects", "jobs": "suivi.none_jobs"}


def _page() -> None:
    from pages.manage import monitoring
    from ui import frame

    frame.open_frame()
    frame.header("suivi")
    monitoring.show()


def _run(home: Path, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    monkeypatch.setenv("ESS_DATA", str(home))
    monkeypatch.setenv("ESS_DEMO", "0" if "facts" in home.name else "1")
    app = AppTest.from_function(_page, default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    assert not app.error
    return app


def _html(app: AppTest) -> str:
    return said(app)


def _rows(shown: str) -> list[list[str]]:
    """Every row of every plain table."""
    return [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in re.findall(r"<tr>(.*?)</tr>", shown)]


def _tables(shown: str, first: str) -> dict[str, list[str]]:
    """The rows of the plain table whose first header is `first`, by their first cell."""
    for table in re.findall(r"<table>(.*?)</table>", shown, re.DOTALL):
        if f"<th>{first}</th>" in table:
            return {row[0]: row[1:] for row in _rows(table) if row}
    raise AssertionError(f"no table begins with {first}")


def _headers(app: AppTest) -> list[str]:
    return [header.value for header in app.header]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", PARTS)
def test_each_section_draws_in_each_language(
    part: str, language: str, demo_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = _run(demo_home, monkeypatch, lang=language, followed_part=part)
    assert t(SAYS[part], language) in _headers(app)
    assert t("aim.reached", language, n=140, aim=140) in _html(app)


@pytest.mark.parametrize(("part", "language"), list(zip(PARTS, LANGUAGES * 2, strict=True)))
def test_the_facts_alone_say_what_is_not_known_and_what_to_load(
    part: str, language: str, facts_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = _run(facts_home, monkeypatch, lang=language, followed_part=part)
    shown = _html(app)
    assert t("aim.not_known", language, aim=2000) in shown
    assert t("suivi.tile_none_projects", language) in shown
    assert t("demo.banner", language) not in shown
    assert t(EMPTY.get(part, "suivi.none_here"), language) in shown
    assert t("suivi.outcome_people", language) in shown
    assert t("suivi.outcome_doubts", language) in shown


def test_the_tile_is_the_overviews_figure_whatever_the_filters(
    demo_home: Path, demo_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded = int(demo_store.ask("aims").set_index("target")["recorded"]["people"])
    mahdia = demo_store.ask("headcounts", Filters(governorates=("33",)))
    kept = int(mahdia.loc[mahdia["measure"] == "people_reached", "n"].sum())
    shown = _html(_run(demo_home, monkeypatch, governorates="33"))
    assert t("aim.reached", "fr", n=recorded, aim=2000) in shown
    assert t("suivi.tile_filtered", "fr", n=number(kept, "fr")) in shown
    assert 0 < kept < recorded


@pytest.mark.parametrize("by", ["sex", "age_band", "situation"])
def test_groups_add_up_and_the_unknown_is_one_of_them(
    by: str, demo_home: Path, demo_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = demo_store.ask("headcounts")
    people = rows[rows["measure"] == "people_reached"]
    table = _tables(_html(_run(demo_home, monkeypatch, followed_by=by)), "Territoire")
    assert table["Total"][-1] == number(int(people["n"].sum()), "fr")
    unknown = int(people.loc[people[by] == "unknown", "n"].sum())
    assert table["Total"][-2] == number(unknown, "fr")
    assert unknown > 0
    assert "non localisé" in table


def test_participations_are_another_measure(
    demo_home: Path, demo_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = demo_store.ask("headcounts").groupby("measure")["n"].sum()
    table = _tables(_html(_run(demo_home, monkeypatch, followed="participations")), "Territoire")
    assert table["Total"][-1] == number(int(rows["participations"]), "fr")
    assert rows["participations"] > rows["people_reached"]


def test_one_governorate_is_told_by_delegation_with_no_record_and_small_counts_hidden(
    demo_home: Path, demo_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = _tables(_html(_run(demo_home, monkeypatch, governorates="22", followed_by="situation")), "Territoire")
    rows = demo_store.ask("headcounts", Filters(governorates=("22",)))
    cells = rows[rows["measure"] == "people_reached"].pivot_table("n", "delegation", "situation", "sum", fill_value=0)
    assert ((cells > 0) & (cells < 5)).to_numpy().any()
    assert any("<5" in row for row in table.values())
    assert not {str(n) for n in range(1, 5)} & {cell for row in table.values() for cell in row}
    assert table["Balta-Bou Aouane"] == ["aucun enregistrement"] * 7


def test_projects_by_step_are_those_of_the_store(
    demo_home: Path, demo_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = demo_store.ask("projects_by_delegation")
    app = _run(demo_home, monkeypatch, followed_part="projects", followed="projects")
    table = _tables(_html(app), "Territoire")
    assert table["Total"][:5] == [str(counts[s].sum()) for s in ("idea", "plan", "financed", "started", "growing")]
    growing = _run(demo_home, monkeypatch, followed_part="projects", steps="growing")
    assert _tables(_html(growing), "Territoire")["Total"][0] == "0"


def test_jobs_say_how_many_projects_speak_and_what_is_not_yet_known(
    demo_home: Path, demo_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    projects = demo_store.ask("project_jobs")
    shown = _html(_run(demo_home, monkeypatch, followed_part="jobs"))
    table = _tables(shown, "Emplois")
    assert table["emplois créés"][-3:] == [
        str(int(projects["created"].sum())), str(projects["created"].notna().sum()), "140",
    ]  # fmt: skip
    kept = _tables(shown, "Après")["24 mois"]
    waiting = projects["created"].notna() & projects["after_24"].isna()
    assert kept[0] == str(projects["after_24"].notna().sum())
    assert [kept[1], kept[2]] == ["0", str(waiting.sum())]  # recorded on 1 October 2026: too recent, not due


def test_without_later_counts_the_jobs_are_not_yet_known(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = _tables(_html(_run(demo_home, monkeypatch, followed_part="jobs", steps="started")), "Après")
    assert kept["12 mois"][-2:] == ["pas encore connu"] * 2


def test_time_adds_up_to_the_dated_people(demo_home: Path, demo_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    days = demo_store.ask("headcounts_by_day").query("measure == 'people_reached' and day.notna()")
    for period in ("month", "quarter", "year"):
        table = _tables(_html(_run(demo_home, monkeypatch, followed_part="time", followed_period=period)), "Période")
        assert list(table.values())[-1][-1] == number(int(days["n"].sum()), "fr")
    assert "2019" in table
    assert "T2 2019" in _html(_run(demo_home, monkeypatch, followed_part="time"))


def test_a_lone_delegation_cannot_be_compared_and_says_so(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = _html(_run(demo_home, monkeypatch, followed_part="places", delegations="4259"))
    assert t("problem.inequality_few_places", "fr", n=1) in shown
    assert "non comparable" in shown


def test_a_delegation_without_record_has_no_rate_and_no_zero(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = _tables(_html(_run(demo_home, monkeypatch, followed_part="places")), "Délégation")
    assert len(table) == 45
    assert table["Sbeïtla"][2:5] == ["aucun enregistrement"] * 3
    assert table["Ezzouhour"][-1] != ""


def test_an_empty_filter_says_that_records_may_be_elsewhere(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = _html(_run(demo_home, monkeypatch, q="zzzz", followed_part="projects"))
    assert t("suivi.none_projects", "fr") in shown
    assert t("suivi.none_filtered", "fr") in shown
    assert t("suivi.outcome_doubts", "fr") not in shown


def test_with_no_project_anywhere_their_number_is_not_zero(facts_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = _tables(_html(_run(facts_home, monkeypatch, followed_part="places")), "Délégation")
    assert {cell for row in table.values() for cell in row[2:7]} == {"aucun enregistrement"}
    assert {cell for row in table.values() for cell in row[7:]} == {"non enquêté"}


def test_nonsense_in_the_address_falls_back(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = _run(demo_home, monkeypatch, followed="<script>", followed_part="x", followed_by="'", followed_period="day")
    assert t("suivi.title_people_reached", "fr") in _headers(app)


def test_the_known_outcome_is_never_mixed_with_records(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = _tables(_html(_run(demo_home, monkeypatch, followed_part="context")), "Objectif")
    assert table["Structures d'appui renforcées"] == ["40", "non connu", "non connu"]
    assert table["Personnes touchées"] == ["2\u202f000", "1\u202f646", "plus de 1\u202f500 personnes sensibilisées"]
