"""The matrix of value chains in a real Chromium: pressed, undone, narrowed by the map, on a phone in Arabic."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect


@pytest.fixture(scope="module")
def atlas(start_server: Callable[..., str], demo_home: object) -> str:
    """The atlas on the demonstration."""
    return start_server(ESS_DATA=str(demo_home), ESS_DEMO="1")


def cell(page: Page, key: str):
    return page.locator(f'button[data-key="{key}"]')


def test_a_cell_chooses_chain_and_stage_and_chips_undo_it(
    atlas: str, open_page: Callable[..., Page], outside: list[str]
) -> None:
    page = open_page(f"{atlas}/filieres")
    expect(cell(page, "cell:whole|OLIV|TRA")).to_be_visible(timeout=60_000)
    cell(page, "cell:whole|OLIV|TRA").press("Enter")
    expect(page).to_have_url(re.compile("chains=OLIV&stages=TRA"))
    expect(cell(page, "cell:whole|OLIV|TRA")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".legend h4").first).to_contain_text("Huile d'olive · Transformation")
    expect(cell(page, "cell:whole|MIEL|COM")).to_be_visible()  # its own press empties no view
    page.locator(".st-key-chip_stages button").click()
    expect(page).to_have_url(re.compile("chains=OLIV$"))
    expect(page.locator(".legend h4").first).to_contain_text("Où s'en va la valeur")
    page.go_back()
    expect(page).to_have_url(re.compile("stages=TRA"))
    assert outside == []


def test_a_delegation_of_the_map_narrows_the_matrix(atlas: str, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{atlas}/filieres?chains=OLIV")
    shapes = page.frame_locator("iframe").locator("path.leaflet-interactive")
    expect(shapes.first).to_be_attached(timeout=60_000)
    rows = page.locator('button[data-key^="row:"]')
    before = rows.count()
    for at in range(12):  # neighbours in grey do not answer
        shapes.nth(at).dispatch_event("click")
        page.wait_for_timeout(400)
        if "delegations=" in page.url:
            break
    expect(page).to_have_url(re.compile("delegations="))
    expect(page.locator(".st-key-chip_delegations")).to_be_visible()
    expect(rows).not_to_have_count(before)


def test_it_reads_from_the_right_and_fits_a_phone(atlas: str, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{atlas}/filieres?lang=ar", width=390, height=844)
    first, last = cell(page, "stage:INT"), cell(page, "stage:SRV")
    expect(first).to_be_visible(timeout=60_000)
    boxes = first.bounding_box(), last.bounding_box()
    assert boxes[0] and boxes[1]
    assert boxes[1]["x"] < boxes[0]["x"]
    assert boxes[1]["x"] >= 0 and boxes[0]["x"] + boxes[0]["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
