"""The two buttons of the hubs page: there in every language, and made from the pair shown when they are pressed."""

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.ui import pdfs
from ui import address, brief_buttons
from ui.address import SETTINGS
from ui.scenarios import Saved, present_scenario
from words.translate import LANGUAGES, t


def _page() -> None:
    from ui import frame
    from ui.brief_buttons import show_brief

    frame.open_frame()
    show_brief()


def _hubs() -> None:
    from pages.decide import hubs
    from ui import frame

    frame.open_frame()
    hubs.show()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pdf_and_slides_are_offered(language: str, demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESS_DATA", str(demo_home))
    app = AppTest.from_function(_page, default_timeout=60)
    app.query_params["lang"] = language
    app.run()
    assert not app.exception
    labels = [button.proto.label for button in app.get("download_button")]
    assert labels == [t("brief.button_pdf", language), t("brief.button_pptx", language)]


@pytest.mark.parametrize("part", ["exact", "weighted", "sites"])
def test_what_is_on_screen_or_saved_is_what_is_made(
    part: str, demo_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESS_DATA", str(demo_home))
    state = {name: one.default for name, one in SETTINGS.items()} | {"hubs_part": part}
    monkeypatch.setattr(st, "session_state", {address.STATE: state})
    view = present_scenario("Plan", {"host": "CRDA"})
    assert view is not None
    monkeypatch.setattr(brief_buttons, "on_screen", lambda: Saved(1, "", None, view))  # type: ignore[arg-type]
    told = pdfs.words(brief_buttons.made_of(brief_buttons.on_the_page(), "fr", "pdf"))
    assert t(f"hub_list.part_{part}", "fr") in told
    assert "CRDA" in told
    monkeypatch.setattr(brief_buttons, "on_screen", lambda: None)
    told = pdfs.words(brief_buttons.made_of(brief_buttons.on_the_page(), "fr", "pdf"))
    assert told.count(t("scenarios.not_filled", "fr")) == 6


@pytest.mark.parametrize("part", ["weighted", "sites"])
def test_the_other_lists_offer_it_too(part: str, demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESS_DATA", str(demo_home))
    app = AppTest.from_function(_hubs, default_timeout=60)
    app.query_params["hubs_part"] = part
    app.run()
    assert not app.exception
    labels = [button.proto.label for button in app.get("download_button")]
    assert t("brief.button_pdf", "fr") in labels
    app.query_params["excluded_governorates"] = "22,33,42"
    app.run()
    assert not app.exception
    labels = [button.proto.label for button in app.get("download_button")]
    assert t("brief.button_pdf", "fr") not in labels, "nothing to tell"
