"""Hostile text in every field of a store: no script runs, no page breaks, no other host is asked."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from data.sheets import BY_NAME
from tests.browser.conftest import ROOT
from tests.browser.hostile import payloads, pour

VIEWS = (
    "", "carte?points=enterprises,services", "carte?lang=ar&labels=both&delegations=4259", "filieres", "services",
    "ecarts", "ecarts?gaps_part=actions", "poles", "poles?hubs_part=weighted", "territoire", "suivi",
    "donnees?data_part=history",
    "donnees?data_part=holdings", "donnees?data_part=files", "sources",
)  # fmt: skip
TELLS = (
    "window.__hits = []; window.__ran = (number) => { window.__hits.push(number); window.top.__hits?.push(number); };"
)


@pytest.fixture(scope="module")
def hostile(start_server: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The atlas of an office that shows all names, on such a store."""
    home = tmp_path_factory.mktemp("hostile")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ESS_DATA", str(home))
        patch.setenv("ESS_DEMO", "0")
        outcome = pour(home)
    assert outcome.accepted
    assert outcome.rows["enterprise"] > 700
    return start_server(ESS_DATA=str(home), ESS_DEMO="0", ESS_NAMES="all")


@pytest.fixture
def watched(open_page: Callable[..., Page]) -> Page:
    """A page in which whatever runs says so."""
    page = open_page("about:blank")
    page.add_init_script(TELLS)
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog: {dialog.message}"))
    return page


def _harmless(page: Page) -> None:
    assert page.evaluate("window.__hits") == [], "every frame tells the page's own window"


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_runs_and_nothing_breaks(view: str, hostile: str, watched: Page, outside: list[str]) -> None:
    watched.goto(f"{hostile}/{view}")
    expect(watched.locator(".question")).to_be_visible(timeout=60_000)
    expect(watched.locator(".stSidebar .st-key-governorates")).to_be_attached(timeout=60_000)
    expect(watched.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=60_000)
    for words in ("Cette page n'a pas pu", "تعذ"):
        expect(watched.get_by_text(words)).to_have_count(0)
    for shape in watched.frames[-1].locator("path.leaflet-interactive").all()[:3]:
        shape.dispatch_event("mouseover")
    _harmless(watched)
    assert outside == []


def test_the_watch_would_see_a_script(watched: Page) -> None:
    watched.goto("data:text/html," + payloads()[1])
    watched.wait_for_function("window.__hits.length > 0")
    with pytest.raises(AssertionError):
        _harmless(watched)


@pytest.mark.parametrize("number", range(0, 300, 43))
def test_what_is_searched_for_is_only_text(number: int, hostile: str, watched: Page) -> None:
    watched.goto(f"{hostile}/carte")
    field = watched.locator(".stSidebar input[type=text]").first
    field.fill(payloads()[number])
    field.press("Enter")
    expect(watched.locator(".st-key-chips")).to_be_visible(timeout=40_000)
    expect(watched.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=60_000)
    _harmless(watched)


def test_a_document_prints_it_as_text(hostile: str, tmp_path: Path) -> None:
    assert BY_NAME["enterprise"].has("name")
    out = tmp_path / "thala.pdf"
    environment = {**os.environ, "ESS_DATA": str(tmp_path / "home"), "ESS_DEMO": "0", "ESS_NAMES": "all"}
    (tmp_path / "home").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ESS_DATA", environment["ESS_DATA"])
        patch.setenv("ESS_DEMO", "0")
        pour(tmp_path / "home")
    made = [sys.executable, "-m", "ui.territory", "4259", "--lang", "fr", "-o", str(out)]
    subprocess.run(made, check=True, cwd=ROOT, env=environment, timeout=120)
    assert out.read_bytes().startswith(b"%PDF")
