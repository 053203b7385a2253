"""The page Données: its sections in three languages, a file tried, refused, loaded, undone."""

import io
import shutil
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Selectbox

from data import build, log, template
from queries.store import Store
from tests.pages.shown import said, tables
from words.translate import LANGUAGES, isolated, number, t

PARTS = ("load", "history", "holdings", "files")


def _page() -> None:
    from pages.manage import data
    from ui import frame

    frame.open_frame()
    frame.header("donnees")
    frame.guarded(data.show)


def _run(part: str, lang: str = "fr", **query: str) -> AppTest:
    app = AppTest.from_function(_page, default_timeout=120)
    for name, value in {"data_part": part, "lang": lang, **query}.items():
        app.query_params[name] = value
    return _sound(app.run())


def _sound(app: AppTest) -> AppTest:
    assert not app.exception
    assert not app.error
    return app


def _html(app: AppTest) -> str:
    return said(app)


def _raw(app: AppTest) -> str:
    return " ".join(element.proto.body for element in app.get("html"))


@pytest.fixture
def home(demo_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with the demonstration that a test may write to."""
    shutil.copytree(demo_home, tmp_path / "home")
    monkeypatch.setenv("ESS_DATA", str(tmp_path / "home"))
    monkeypatch.setenv("ESS_DEMO", "1")
    return tmp_path / "home"


@pytest.fixture
def read_only(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ESS_DATA", str(demo_home))
    monkeypatch.setenv("ESS_DEMO", "1")
    return demo_home


def workbook(*rows: dict[str, object]) -> bytes:
    """The template with rows under its headings on the sheet of enterprises."""
    book = openpyxl.load_workbook(io.BytesIO(template.workbook("fr")))
    sheet = book[t("table.enterprise", "fr")]
    headings = {t(f"column.{name}", "fr"): name for name in ("id", "name", "legal_form", "delegation", "founded")}
    places = {headings.get(str(cell.value).rstrip(" *")): cell.column for cell in sheet[1]}
    for at, row in enumerate(rows, start=3):
        for name, value in row.items():
            sheet.cell(at, places[name], value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


SMSA = {"id": "E1", "name": "SMSA <script>alert(1)</script>", "legal_form": "SMSA", "delegation": "Thala"}
COOP = {"id": "E2", "name": "Coopérative B", "legal_form": "COOP", "delegation": "Chebba"}
WRONG = {"id": "E3", "name": "<img src=x onerror=alert(1)>", "legal_form": "<b>XXX</b>", "delegation": "Thala"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", PARTS)
def test_each_section_draws(part: str, language: str, read_only: Path) -> None:
    shown = _html(_run(part, language))
    told = {
        "load": "data.upload_text",
        "history": "data.history_note",
        "holdings": "data.surveys_note",
        "files": "data.files_note",
    }
    assert t(told[part], language) in shown
    for other in set(PARTS) - {part}:
        assert t(told[other], language) not in shown, "only one section is drawn"


def test_it_says_what_the_store_holds(read_only: Path, demo_store: Store) -> None:
    shown = _html(_run("holdings"))
    counts = demo_store.ask("table_counts").set_index(["fact", "origin"])["rows"]
    assert number(int(counts["figure", "reference"]), "fr") in shown
    assert number(int(counts["headcount", "demonstration"]), "fr") in shown
    findings = demo_store.ask("findings")
    assert len(findings)
    for row in findings.itertuples():
        assert f"({row.n})" in shown


def test_a_file_is_tried_at_once_then_loaded_then_undone(home: Path) -> None:
    app = _run("load")
    app.file_uploader[0].upload("liste.xlsx", workbook(SMSA, COOP))
    shown = _html(_sound(app.run()))
    assert t("data.result_title", "fr") in {header.value for header in app.header}
    assert t("report.would_be_accepted", "fr", rows=2, warnings=1) in shown
    assert log.entries() == [], "nothing is recorded by a trial"

    app.button(key="load").click()
    shown = _html(_sound(app.run()))
    [entry] = log.entries()
    assert (entry.kind, entry.source, entry.file_name, entry.total("added")) == ("load", "liste", "liste.xlsx", 2)
    assert t("data.done_shown", "fr") in shown
    assert t("data.done_demo_off", "fr") in shown
    assert t("demo.banner", "fr") not in shown, "the frame follows without a restart"

    history = _run("history")
    assert "liste.xlsx" in _html(history)
    history.button(key="undo_1").click()
    shown = _html(_sound(history.run()))
    assert t("data.undone_said", "fr", entry="1") in shown
    assert t("demo.banner", "fr") in shown
    assert [entry.kind for entry in log.entries()] == ["load", "undo"]


def test_the_same_file_again_changes_nothing(home: Path) -> None:
    for _turn in range(2):
        app = _run("load")
        app.file_uploader[0].upload("liste.xlsx", workbook(COOP))
        _sound(app.run())
        if "load" in {button.key for button in app.button}:
            app.button(key="load").click()
            _sound(app.run())
    assert t("data.nothing_new", "fr") in _html(app)
    assert len(log.entries()) == 1


def test_source_and_who_are_recorded(home: Path) -> None:
    app = _run("load")
    app.text_input(key="load_source").set_value("CRDA 2026")
    app.text_input(key="load_who").set_value("Service ESS")
    app.file_uploader[0].upload("liste (1).xlsx", workbook(COOP))
    _sound(app.run())
    app.button(key="load").click()
    _sound(app.run())
    [entry] = log.entries()
    assert (entry.source, entry.who) == ("CRDA 2026", "Service ESS")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_with_an_error_is_refused_row_by_row(language: str, home: Path) -> None:
    app = _run("load", language)
    app.file_uploader[0].upload("liste.xlsx", workbook(COOP, WRONG))
    _sound(app.run())
    assert "load" not in {button.key for button in app.button}
    assert t("report.refused", language, errors=1, warnings=2) in _html(app)
    [report] = [table for table in tables(app) if t("col.severity", language) in table]
    assert "4" in set(report[t("col.row", language)])
    assert any("<b>XXX</b>" in value for value in report[t("col.value", language)]), "a cell's text is text"
    assert "<b>XXX" not in _raw(app)
    assert log.entries() == []


def test_good_rows_are_taken_only_when_asked(home: Path) -> None:
    app = _run("load")
    app.file_uploader[0].upload("liste.xlsx", workbook(COOP, WRONG))
    _sound(app.run())
    app.checkbox(key="good_rows").check()
    _sound(app.run())
    assert t("data.good_rows_note", "fr") in _html(app)
    app.button(key="load").click()
    _sound(app.run())
    assert log.entries()[0].total("added") == 1


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("vide.xlsx", b"", "file_empty"),
        ("abime.xlsx", b"PK\x03\x04 not a workbook", "not_a_workbook"),
        ("autre.csv", b"a,b\n1,2\n", "no_known_sheet"),
        ("plan.pdf", b"%PDF-1.7", "file_kind_unknown"),
        ("![x](http:evil).pdf", b"%PDF-1.7", "file_kind_unknown"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_read_gets_one_sentence(
    name: str, content: bytes, problem: str, language: str, read_only: Path
) -> None:
    app = _run("load", language)
    app.file_uploader[0].upload(name, content)
    shown = _html(_sound(app.run()))
    opening = t(f"problem.{problem}", language, name="\0", known="\0", sheets="\0").split("\0")
    assert all(part in shown for part in opening if part.strip())
    assert "load" not in {button.key for button in app.button}


def test_the_demonstration_is_switched_here(home: Path) -> None:
    app = _run("history")
    app.button(key="switch_demonstration").click()
    shown = _html(_sound(app.run()))
    assert t("data.demo_off_said", "fr") in shown
    assert t("demo.banner", "fr") not in shown
    app.button(key="switch_demonstration").click()
    assert t("demo.banner", "fr") in _html(_sound(app.run()))


def test_the_demonstration_stays_off_over_a_load(home: Path) -> None:
    app = _run("load")
    app.file_uploader[0].upload("liste.xlsx", workbook(COOP))
    _sound(app.run())
    app.button(key="load").click()
    _sound(app.run())
    history = _run("history")
    history.button(key="switch_demonstration").click()
    assert t("problem.demonstration_has_loads", "fr") in _html(_sound(history.run()))


def test_files_follow_the_filters(read_only: Path, demo_store: Store) -> None:
    from queries.filters import Filters

    for governorate in ("22", "43"):
        counted = demo_store.ask("file_counts", Filters(governorates=(governorate,))).iloc[0]
        shown = _html(_run("files", governorates=governorate))
        for name in ("enterprises", "services", "organisations", "projects", "figures"):
            assert t("data.file_rows", "fr", n=int(counted[name])) in shown


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_was_found_broken_is_said_on_the_page(home: Path, lang: str) -> None:
    (home / "store" / "building-7-7.duckdb").write_bytes(b"half")
    (home / "user" / ".building-000001-<b>").mkdir(parents=True)
    build.ensure()
    app = _run("load", lang)
    sentence = t("incident.build_unfinished", lang, name=isolated("building-7-7.duckdb"))
    assert sentence in _html(app)
    kept = [table for table in tables(_run("history", lang)) if t("col.incident", lang) in table]
    assert [table[t("col.incident", lang)].tolist()[0] for table in kept] == [sentence]


def _strange(sheet: str) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = sheet
    book.active.append(["Code", "Groupement", "Lieu-dit [x](y)", "Téléphone"])
    book.active.append(["E1", "SMSA Ettahaddi", "Thala", "98 123 456"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_are_said_by_hand_and_remembered(language: str, home: Path) -> None:
    app = _run("load", language)
    app.file_uploader[0].upload("liste.xlsx", _strange("Feuil1"))
    shown = _html(_sound(app.run()))
    assert t("data.matching_unknown", language) in shown
    _box(app, "match_table").set_value("enterprise")
    assert t("data.matching_unknown", language) not in _html(_sound(app.run()))
    app.session_state["load_matching"] = True
    _sound(app.run())
    assert "Téléphone" in _html(app)
    assert not [box for box in app.selectbox if "Téléphone" in box.label]
    for heading, column in (("Groupement", "name"), ("Lieu-dit", "delegation")):
        _box(app, heading).set_value(column)
        _sound(app.run())
    app.button(key="load").click()
    _sound(app.run())
    [entry] = log.entries()
    assert entry.column_mapping["Feuil1"]["columns"] == {
        "id": "Code", "name": "Groupement", "delegation": "Lieu-dit [x](y)",
    }  # fmt: skip


def _box(app: AppTest, part: str) -> Selectbox:
    return next(box for box in app.selectbox if part in str(box.key) or part in box.label)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_repair_of_coordinates_is_proposed_and_only_made_when_accepted(language: str, home: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = t("table.enterprise", language)
    book.active.append([t(f"column.{name}", language) for name in ("id", "name", "delegation", "lon", "lat")])
    book.active.append(["E1", "SMSA Ettahaddi", "Thala", 35.5724, 8.6703])  # swapped
    out = io.BytesIO()
    book.save(out)
    app = _run("load", language)
    app.file_uploader[0].upload("liste.xlsx", out.getvalue())
    _sound(app.run())
    assert "load" not in {button.key for button in app.button}
    [box] = [box for box in app.checkbox if "point_swapped" in str(box.key)]
    assert not box.value
    box.check()
    _sound(app.run())
    [box] = [box for box in app.checkbox if "point_swapped" in str(box.key)]
    box.uncheck()
    _sound(app.run())
    assert "load" not in {button.key for button in app.button}
    next(box for box in app.checkbox if "point_swapped" in str(box.key)).check()
    _sound(app.run())
    app.button(key="load").click()
    _sound(app.run())
    [entry] = log.entries()
    [row] = log.rows(entry.number)["enterprise"].to_dict("records")
    assert (row["lon"], row["lat"]) == (8.6703, 35.5724)
    assert "point_swapped" in str(entry.column_mapping)
