"""What a reader does, on the real server, in a real Chromium that can reach no other host."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from ui.server import SLUGS

ADDRESSES = sorted(SLUGS)
QUESTIONS = {"fr": "Qui fait quoi", "en": "Who does what", "ar": "من يفعل"}


@pytest.fixture(scope="session")
def atlas(start_server: Callable[..., str]) -> str:
    """The atlas on the demonstration."""
    return start_server(ESS_DEMO="1")


def drawn(page: Page) -> None:
    """Wait until the map has its delegations."""
    expect(shapes(page).first).to_be_attached(timeout=40_000)


def shapes(page: Page):
    return page.frame_locator("iframe").locator("path.leaflet-interactive")


def matched(page: Page) -> str:
    return page.locator(".matched").inner_text()


@pytest.mark.parametrize("slug", ADDRESSES)
def test_every_page_is_safe_as_the_first_request_of_a_cold_server(
    slug: str, start_server: Callable[..., str], open_page: Callable[..., Page], demo_home: object
) -> None:
    url = start_server(ESS_DATA=str(demo_home))
    page = open_page("about:blank")
    page.add_init_script(
        "new MutationObserver(() => { if ((document.body?.innerText || '').includes('Page not found'))"
        " window.__flashed = true; }).observe(document, {childList: true, subtree: true, characterData: true})"
    )
    page.goto(f"{url}/{slug}")
    expect(page.locator(".question")).to_be_visible(timeout=40_000)
    expect(page.locator("h1")).not_to_be_empty()
    assert page.evaluate("window.__flashed") is None
    assert page.url.startswith(f"{url}/{slug}")


def test_the_first_page_answers_at_the_root_and_by_its_name(atlas: str, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{atlas}/accueil?chains=OLIV")
    drawn(page)
    assert page.url == f"{atlas}/?chains=OLIV"
    expect(page.locator(".st-key-chips")).to_contain_text("Huile d'olive")


def test_an_unknown_page_leads_to_the_first_and_says_so(atlas: str, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{atlas}/nulle-part")
    expect(page.get_by_text("n'existe pas")).to_be_visible(timeout=40_000)
    expect(page.get_by_text("Page not found")).to_have_count(0)


def test_unknown_keys_and_codes_are_dropped(atlas: str, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{atlas}/carte?chains=OLIV,NOPE&zzz=1&governorates=<script>&reach=99999&lang=xx")
    drawn(page)
    expect(page.locator("[class*=st-key-chip_chains]")).to_be_visible()
    expect(page.locator("[class*=st-key-chip_governorates]")).to_have_count(0)
    expect(page.locator("h1")).to_contain_text(QUESTIONS["fr"])


def test_the_map_draws_the_45_delegations_and_asks_nothing_outside(
    atlas: str, open_page: Callable[..., Page], outside: list[str]
) -> None:
    page = open_page(f"{atlas}/carte")
    drawn(page)
    assert shapes(page).count() >= 45
    assert outside == []


def test_a_filter_changes_address_count_and_table_and_back_undoes_it(
    atlas: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"{atlas}/carte")
    drawn(page)
    all_of_it = matched(page)
    entry = page.get_by_label("Gouvernorats").first
    entry.fill("Jendouba")
    page.get_by_role("option", name="Jendouba").click()
    expect(page).to_have_url(re.compile(r"governorates=22"))
    expect(page.locator(".matched")).not_to_have_text(all_of_it)
    narrowed = matched(page)
    expect(page.locator("[class*=st-key-chip_governorates]")).to_contain_text("Jendouba")
    page.keyboard.press("Escape")
    page.go_back()
    expect(page.locator(".matched")).to_have_text(all_of_it)
    expect(page.locator("[class*=st-key-chip_governorates]")).to_have_count(0)
    page.go_forward()
    expect(page.locator(".matched")).to_have_text(narrowed)


def test_the_link_shows_the_same_in_a_second_browser(atlas: str, open_page: Callable[..., Page]) -> None:
    first = open_page(f"{atlas}/carte?governorates=42,43&chains=FBAR&points=services&lang=en")
    second = open_page(first.url)
    for page in (first, second):
        drawn(page)
        expect(page.locator("h1")).to_contain_text(QUESTIONS["en"])
        expect(page.locator(".matched")).not_to_be_empty()
    assert matched(first) == matched(second)


def test_a_click_on_a_delegation_filters_and_its_chip_undoes_it(atlas: str, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{atlas}/carte?points=&circles=nothing")
    drawn(page)
    all_of_it = matched(page)
    page.frame_locator("iframe").locator("path.leaflet-interactive").nth(20).dispatch_event("click")
    expect(page).to_have_url(re.compile(r"delegations=\d{4}"))
    expect(page.locator(".matched")).not_to_have_text(all_of_it)
    chip = page.locator("[class*=st-key-chip_delegations] button")
    expect(chip).to_have_count(1)
    chip.click()
    expect(page.locator(".matched")).to_have_text(all_of_it)


def test_filters_follow_the_reader_to_another_page(atlas: str, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{atlas}/carte?governorates=33")
    drawn(page)
    page.get_by_role("link", name="Écarts").click()
    expect(page).to_have_url(re.compile(r"/ecarts\?.*governorates=33"))
    expect(page.locator("[class*=st-key-chip_governorates]")).to_contain_text("Mahdia")
    page.go_back()
    expect(page).to_have_url(re.compile(r"/carte\?governorates=33"))
    expect(page.locator("h1")).to_contain_text(QUESTIONS["fr"])


def test_the_language_changes_everything_and_keeps_the_filters(atlas: str, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{atlas}/carte?governorates=42&chains=FBAR")
    drawn(page)
    before = re.findall(r"\d+", matched(page))
    page.locator(".st-key-lang_ar button").click()
    expect(page.locator("h1")).to_contain_text(QUESTIONS["ar"])
    expect(page).to_have_url(re.compile(r"lang=ar"))
    assert re.findall(r"\d+", matched(page)) == before
    entry = page.get_by_label("المعتمديات").first
    entry.fill("تالة")
    page.get_by_role("option", name="تالة").click()
    expect(page).to_have_url(re.compile(r"delegations=4259"))
    assert "governorates=42" in page.url


def test_arabic_runs_from_right_to_left(atlas: str, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{atlas}/carte?lang=ar")
    drawn(page)
    assert page.evaluate("document.documentElement.dir") == "rtl"
    menu = page.get_by_test_id("stSidebar").bounding_box()
    main = page.get_by_test_id("stMainBlockContainer").bounding_box()
    assert menu and main and menu["x"] > main["x"]
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).direction") == "rtl"


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("slug", ["", *ADDRESSES])
def test_no_page_scrolls_sideways_on_a_phone(
    slug: str, language: str, atlas: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"{atlas}/{slug}?lang={language}", width=390, height=844)
    expect(page.locator(".question")).to_be_visible(timeout=40_000)
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=40_000)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390


def test_a_closed_menu_never_lies_over_an_arabic_page(atlas: str, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{atlas}/sources?lang=ar", width=390, height=844)
    expect(page.locator(".question")).to_be_visible(timeout=40_000)
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    page.get_by_test_id("stExpandSidebarButton").click()
    menu = page.get_by_test_id("stSidebar")
    expect(menu).to_be_visible()
    expect(menu.get_by_role("link", name="الخريطة")).to_be_visible()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_row_is_chosen_by_keyboard_and_its_column_sorts(
    language: str, atlas: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"{atlas}/accueil?lang={language}")
    drawn(page)
    table = page.locator(".st-key-overview_rows table")
    lines = table.locator("tbody tr")
    expect(lines).to_have_count(4)
    before = lines.first.inner_text()
    head = table.locator("th").nth(2)
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    figures = [int(re.sub(r"\D", "", one)) for one in table.locator("tbody td:nth-child(3)").all_inner_texts()]
    assert figures == sorted(figures, reverse=True)
    head.get_by_role("button").click()
    head.get_by_role("button").click()
    expect(lines.first).to_have_text(before.replace("\t", ""))
    lines.nth(1).focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"governorates=\d\d"))
    expect(lines).to_have_count(1)


def test_a_bar_narrows_the_page(atlas: str, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{atlas}/carte")
    drawn(page)
    page.locator(".st-key-map_chains_rows tr").first.click()
    expect(page).to_have_url(re.compile(r"chains=[A-Z]{4}"))
    expect(page.locator("[class*=st-key-chip_chains]")).to_have_count(1)
