from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ui.address import SETTINGS
from ui.hub_notes import NOTES


def _page() -> None:
    from ui import frame
    from ui.hub_notes import show_notes

    frame.open_frame()
    show_notes()


def test_what_is_written_is_kept_in_the_address_and_the_rest_is_said_empty(
    facts_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESS_DATA", str(facts_home))
    app = AppTest.from_function(_page, default_timeout=60)
    app.query_params["lang"] = "en"
    app.run()
    assert len(app.text_input) == len(NOTES)
    assert {one.placeholder for one in app.text_input} == {"not filled in"}
    app.text_input(key="hub_host").set_value("<b>Maison du lac</b>").run()
    assert not app.exception
    assert app.query_params["hub_host"] == "<b>Maison du lac</b>"
    words = " ".join(one.proto.body for one in app.get("html"))
    assert "Not filled in: 5 of 6." in words
    assert "<b>Maison" not in words


def test_every_note_is_a_setting() -> None:
    assert set(NOTES) <= set(SETTINGS)
