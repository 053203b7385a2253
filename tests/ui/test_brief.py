"""The one-page brief and the slides: one page, the figures of the page, three languages, settings from an address."""

import io
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from data import scenario_file
from data.scenario_results import Weighted
from data.scenarios import Scenario
from queries.store import Store
from tests.data.scenario_worlds import RESULT
from tests.ui import pdfs
from ui import brief, hub_brief
from ui.hub_ground import Kept
from ui.reader import Reader, vocabulary_of
from words.translate import LANGUAGES, t

NEED = {"fr": "259 437", "ar": "259.437", "en": "259,437"}
OTHER = "area=within_reach&reach=40&pair=3&fixed=3351"
WEIGHTED, SITES = "hubs_part=weighted&hub_weights=need:70,within:30", "hubs_part=sites&sites=10&area=within_reach"
EU = "ENPI/2014/344-995"


@cache
def _made(store: Store, language: str, query: str = "", ending: str = ".pdf") -> bytes:
    return brief.made(store, brief.decoded(store, query), language, ending)


def _slides(content: bytes) -> list[str]:
    deck = Presentation(io.BytesIO(content))
    return ["\n".join(_told(shape) for shape in slide.shapes) for slide in deck.slides]


def _told(shape: Any) -> str:
    if shape.has_table:
        return "\n".join(cell.text for row in shape.table.rows for cell in row.cells)
    return str(shape.text_frame.text) if shape.has_text_frame else ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_stands_on_one_page(language: str, demo_store: Store) -> None:
    made = _made(demo_store, language)
    assert pdfs.pages(made) == 1
    assert not pdfs.has_missing(made)
    told = pdfs.words(made)
    assert NEED[language] in told
    assert EU in told
    assert {"fr": "40,6", "ar": "40,6", "en": "40.6"}[language] in told
    assert "74" in told
    if language != "ar":
        assert t("brief.funded", language).split("(")[0] in told
        assert pdfs.plain(t("hubs.sure", language)) in told
        assert pdfs.plain(t("hubs.sure_same", language)[:40]) in told
        assert "Cit'ESS" in told.replace("’", "'") or pdfs.plain(t("hubs.context", language)) in told


def test_it_says_who_is_not_served_and_why_the_pair_stands_first(demo_store: Store) -> None:
    told = pdfs.words(_made(demo_store, "fr"))
    assert "Non servis, d'abord : Fernana (17 598), Ghardimaou (15 914)" in told.replace("’", "'")
    assert "Devant Kasserine Nord + Souk Jedid" in told
    assert "Sans Ezzouhour, c'est Kasserine Nord" in told.replace("’", "'")
    assert "rang 439 sur 755" in told


def test_settings_come_from_an_address_and_unknown_ones_are_dropped(demo_store: Store) -> None:
    query = "?area=within_reach&reach=40&pair=3&fixed=3351,9999&evil=%3Cscript%3E&circuity=x"
    settings = brief.decoded(demo_store, query)
    assert (settings["area"], settings["reach"], settings["pair"], settings["fixed"]) == (
        "within_reach",
        40,
        3,
        ("3351",),
    )
    told = pdfs.words(_made(demo_store, "en", query))
    assert "rank 3 of 34" in told
    assert "Fixed seats: Mahdia" in told
    assert "circle of 30.8 km" in told


def test_a_position_beyond_the_last_is_the_last(demo_store: Store) -> None:
    choice = brief.gathered(demo_store, brief.decoded(demo_store, "fixed=3351,4351&pair=1999"), Kept())
    assert (choice.result.rank, choice.seats) == (1, {"a": "3351", "b": "4351"})  # type: ignore[attr-defined]


def test_impossible_rules_are_one_sentence(
    demo_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ESS_DATA", str(demo_home))
    query = "excluded_governorates=22,33,42"
    assert brief.main(["--settings", query, "--lang", "en", "-o", str(tmp_path / "b.pdf")]) == 2
    assert capsys.readouterr().err == t("problem.siting_too_few_groups", "en") + "\n"
    assert list(tmp_path.iterdir()) == []


def test_the_command_writes_both_kinds(demo_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESS_DATA", str(demo_home))
    assert brief.main(["--lang", "ar", "-o", str(tmp_path / "b.pptx")]) == 0
    assert len(Presentation(str(tmp_path / "b.pptx")).slides) == 5
    assert brief.main(["-o", str(tmp_path / "b.pdf")]) == 0
    assert pdfs.pages((tmp_path / "b.pdf").read_bytes()) == 1


def test_it_is_marked_as_invented_only_while_the_demonstration_is_on(demo_store: Store, facts_store: Store) -> None:
    assert "FICTIF" in pdfs.words(_made(demo_store, "fr"))
    assert "FICTIF" not in pdfs.words(_made(facts_store, "fr"))
    assert all("FICTIF" in told for told in _slides(_made(demo_store, "fr", ending=".pptx")))
    assert not any("FICTIF" in told for told in _slides(_made(facts_store, "fr", ending=".pptx")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_slides_are_native_and_run_in_the_language_s_direction(language: str, demo_store: Store) -> None:
    made = _made(demo_store, language, ending=".pptx")
    slides = list(Presentation(io.BytesIO(made)).slides)
    told = _slides(made)
    sign = {"fr": "\u202f", "ar": ".", "en": ","}[language]
    assert f"259{sign}437" in told[0]
    assert EU in told[0]
    assert t("brief.why", language) in told[3]
    assert not any(shape.shape_type == 13 for slide in slides for shape in slide.shapes)  # 13: a picture
    shapes = {shape.name for shape in slides[1].shapes}
    assert {"4253", "2251", "3351"} <= shapes  # each delegation is a shape of its own
    texts = [shape for slide in slides for shape in slide.shapes if shape.has_text_frame and shape.text_frame.text]
    directions = {p._p.get_or_add_pPr().get("rtl") for shape in texts for p in shape.text_frame.paragraphs}
    assert directions == ({"1"} if language == "ar" else {None})
    tables = [shape for slide in slides for shape in slide.shapes if shape.has_table]
    turned = "1" if language == "ar" else None
    assert [table._element.graphic.graphicData.tbl.tblPr.get("rtl") for table in tables] == [turned, turned]


@pytest.mark.parametrize(
    ("language", "query"), [*((one, "") for one in LANGUAGES), ("fr", OTHER), ("fr", WEIGHTED), ("ar", SITES)]
)
def test_no_text_of_a_slide_runs_over_its_box(
    language: str, query: str, demo_store: Store, demo_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Estimated as the map's names are: half a size for a letter, 1.2 sizes for a line."""
    monkeypatch.setenv("ESS_DATA", str(demo_home))
    for slide in Presentation(io.BytesIO(_made(demo_store, language, query, ".pptx"))).slides:
        for shape in slide.shapes:
            if not shape.has_text_frame or not shape.text_frame.word_wrap or not shape.text_frame.text:
                continue
            height, told = 0.0, shape.text_frame.text
            for paragraph in shape.text_frame.paragraphs:
                size = paragraph.runs[0].font.size.pt
                letters = shape.width / 12700 / (size * 0.5)
                height += -(-len(paragraph.text) // letters) * size * 1.2 + size * 0.3
            assert height <= shape.height / 12700 + 2, told
            assert shape.left >= 0
            assert shape.left + shape.width <= 12192000
            assert shape.top + shape.height <= 6858000 + 12700


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_weighted_brief_tells_winner_weights_and_how_sure(
    language: str, demo_store: Store, demo_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESS_DATA", str(demo_home))
    made = _made(demo_store, language, WEIGHTED)
    assert pdfs.pages(made) == 1
    assert not pdfs.has_missing(made)
    told = pdfs.words(made)
    assert EU in told
    reader = Reader(language, vocabulary_of(demo_store))
    choice = brief.gathered(demo_store, brief.decoded(demo_store, WEIGHTED), Kept())
    kept = choice.result
    assert isinstance(kept, Weighted)
    assert kept.weights == {"need": 70, "within": 30}
    own = choice.words(reader)
    assert reader.number(kept.score, 1) in own.lead
    assert any(reader.percent(kept.weightings) in line for line in own.sure)
    for part in ("too_close", "clear"):
        limit = t(f"hub_list.{part}", language, weightings="\0", figures="\0").split("\0")[0]
        assert any(limit in line for line in own.sure) == (part == ("too_close" if kept.close else "clear"))
    assert any("70" in line and "30" in line for line in own.why)
    if language != "ar":
        assert own.lead.split(",")[0] in told.replace("\u202f", " ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_brief_of_many_hubs_tells_every_seat_on_one_page(language: str, demo_store: Store) -> None:
    made = _made(demo_store, language, SITES)
    assert pdfs.pages(made) == 1
    assert not pdfs.has_missing(made)
    choice = brief.gathered(demo_store, brief.decoded(demo_store, SITES), Kept())
    reader = Reader(language, vocabulary_of(demo_store))
    assert len(choice.seats) == 10
    told = pdfs.words(made).replace("’", "'")
    for code in choice.seats.values():
        name = reader.name("delegations", code)
        assert name in choice.words(reader).lead
        assert language == "ar" or name.replace("’", "'") in told
    head, rows = hub_brief.served_table(reader, choice)
    assert len(rows) == 11
    assert {len(row) for row in rows} == {len(head)}


def test_the_sheet_and_the_filters_are_told_and_what_is_empty_is_said_so(demo_store: Store) -> None:
    kept = Kept("Plan <b>B</b>", {"host": "CRDA <i>Thala</i>\nsalle 2", "building": "x" * 600})
    settings = brief.decoded(demo_store, "chains=OLIV&q=huile&hub_host=nobody")
    told = pdfs.words(brief.made(demo_store, settings, "fr", kept=kept)).replace("’", "'")
    assert "CRDA <i>Thala</i> salle 2" in told
    assert "Plan <b>B</b>" in told
    assert told.count(t("scenarios.not_filled", "fr")) == 4
    assert "x" * 139 in told.replace(" ", "")
    assert "x" * 140 not in told.replace(" ", "")
    assert "huile" in told
    assert "nobody" not in told
    slides = _slides(brief.made(demo_store, settings, "fr", ".pptx", kept))
    assert "CRDA <i>Thala</i> salle 2" in slides[4]
    assert slides[4].count(t("scenarios.not_filled", "fr")) == 4


@pytest.mark.parametrize("query", ["pair=3", WEIGHTED, "hubs_part=sites&sites=4"])
def test_the_command_takes_a_scenarios_file(
    query: str, demo_store: Store, demo_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESS_DATA", str(demo_home))
    choice = brief.gathered(demo_store, brief.decoded(demo_store, query), Kept())
    settings = dict(part.split("=") for part in query.split("&")) | {"pair": "9"}  # it has moved since
    one = Scenario("Plan", settings, choice.result, 1, "f", {"host": "CRDA"})
    file = tmp_path / "plan.json"
    file.write_bytes(scenario_file.written(one, who="", saved_at="", demonstration=True))
    assert brief.main(["--scenario", str(file), "-o", str(tmp_path / "b.pdf")]) == 0
    told = pdfs.words((tmp_path / "b.pdf").read_bytes()).replace("’", "'")
    assert hub_brief.title(Reader("fr", vocabulary_of(demo_store)), choice).replace("\u202f", " ") in told
    assert "CRDA" in told


def test_a_scenario_file_that_cannot_be_used_is_one_sentence(
    demo_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ESS_DATA", str(demo_home))
    gone = tmp_path / "gone.json"
    assert brief.main(["--scenario", str(gone), "--lang", "en"]) == 2
    assert capsys.readouterr().err == t("problem.document_unreadable", "en", name=str(gone)) + "\n"
    one = Scenario("Plan", {"excluded": "4253"}, RESULT, 1, "f", {})
    gone.write_bytes(scenario_file.written(one, who="", saved_at="", demonstration=True))
    assert brief.main(["--scenario", str(gone), "--lang", "en"]) == 2
    assert capsys.readouterr().err == t("problem.scenario_no_pair_today", "en") + "\n"
