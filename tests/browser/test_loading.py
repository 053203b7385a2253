"""A workbook loaded through the page appears on the map; hostile names are shown as text and never run."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from playwright.sync_api import Page, expect

HOSTILE = '<img src=x onerror="window.__ran=1"><script>window.__ran=1</script>${window.__ran=1}`${alert(1)}` SMSA Essai'
HEADERS = (
    "nom",
    "forme juridique",
    "délégation",
    "latitude",
    "longitude",
    "activités",
    "statut",
    "dirigée par des femmes",
    "publier",
)
ROWS = (
    (HOSTILE, "SMSA", "Thala", 35.5724, 8.6703, "OLIV:TRA", "en activité", "oui", "oui"),
    ("SMSA des Jasmins", "SMSA", "Regueb", 34.8593, 9.7865, "MARA:PRO", "en activité", "non", "oui"),
)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """Two enterprises, under a merged title, the way offices write them."""
    path = tmp_path / "entreprises.xlsx"
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Entreprises")
    sheet.merge_range(0, 0, 0, 5, "Enquête 2026, direction régionale")
    for column, words in enumerate(HEADERS):
        sheet.write(2, column, words)
    for line, row in enumerate(ROWS, 3):
        for column, value in enumerate(row):
            sheet.write(line, column, value)
    book.close()
    return path


def test_a_workbook_goes_through_the_page_to_the_map_and_back(
    workbook: Path, start_server: Callable[..., str], open_page: Callable[..., Page]
) -> None:
    url = start_server()
    page = open_page(f"{url}/donnees")
    page.locator("input[type=file]").set_input_files(str(workbook))
    expect(page.locator(".st-key-load button")).to_be_visible(timeout=60_000)
    page.locator(".st-key-load button").click()
    expect(page.get_by_text("Entrée n° 1", exact=False).first).to_be_visible(timeout=60_000)

    page.goto(f"{url}/carte?fill=nothing&circles=nothing")
    frame = page.frame_locator("iframe")
    expect(frame.locator("path.leaflet-interactive").first).to_be_attached(timeout=40_000)
    expect(page.locator(".matched")).to_have_text(re.compile(r"^4 entreprises"))  # two real ones are shipped
    expect(page.locator(".demo")).to_have_count(0)
    grid = page.locator(".st-key-map_list_rows")
    expect(grid.get_by_text("SMSA des Jasmins")).to_be_attached()
    expect(grid.get_by_text("SMSA Essai", exact=False).first).to_be_attached()

    page.goto(f"{url}/carte?lang=ar")
    expect(page.locator(".st-key-map_list_rows").get_by_text("SMSA Essai", exact=False).first).to_be_visible(
        timeout=40_000
    )
    assert page.evaluate("window.__ran") is None
    for inside in page.frames:
        assert inside.evaluate("window.__ran") is None

    page.goto(f"{url}/donnees?data_part=history")
    page.locator("[class*=st-key-ask_undo_] button").first.click()
    page.locator(".st-key-undo_1 button").click()
    expect(page.get_by_text("est annulée", exact=False).first).to_be_visible(timeout=60_000)
    page.goto(f"{url}/carte")
    expect(page.locator(".demo")).to_be_visible(timeout=60_000)  # no load is left: the demonstration is back
    expect(page.locator(".matched")).to_have_text(re.compile(r"^354 entreprises"))


def test_an_empty_file_is_one_sentence_and_loads_nothing(
    tmp_path: Path, start_server: Callable[..., str], open_page: Callable[..., Page]
) -> None:
    empty = tmp_path / "vide.xlsx"
    empty.write_bytes(b"")
    page = open_page(f"{start_server()}/donnees")
    page.locator("input[type=file]").set_input_files(str(empty))
    expect(page.locator(".summary.warned")).to_be_visible(timeout=60_000)
    expect(page.locator(".st-key-load button")).to_have_count(0)
    expect(page.get_by_test_id("stException")).to_have_count(0)
