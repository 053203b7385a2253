"""The two buttons of the hubs page: there in every language, and made from the pair shown when they are pressed."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from words.translate import LANGUAGES, t


def _page() -> None:
    from ui import frame
    from ui.brief_buttons import show_brief

    frame.open_frame()
    show_brief()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pdf_and_slides_are_offered(language: str, demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESS_DATA", str(demo_home))
    app = AppTest.from_function(_page, default_timeout=60)
    app.query_params["lang"] = language
    app.run()
    assert not app.exception
    labels = [button.proto.label for button in app.get("download_button")]
    assert labels == [t("brief.button_pdf", language), t("brief.button_pptx", language)]
