"""Two buttons on the hubs page: the brief as a PDF, and as slides; made when asked for."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from data.scenarios import Scenario
from ui import address, cached
from ui.address import SETTINGS
from ui.brief import made
from ui.frame import escaped, say
from ui.hub_ground import Kept
from ui.later import later
from ui.scenarios import on_screen
from ui.speech import language, t

Asked = tuple[Mapping[str, Any], Kept]

FILES = {
    "pdf": ("application/pdf", ":material/print:"),
    "pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", ":material/slideshow:"),
}


def show_brief() -> None:
    """The answer on screen, with these settings and its scenario's sheet, to put on a table or on a screen."""
    st.header(t("brief.take"), anchor=False)
    say(escaped(t("brief.note")))
    with st.container(horizontal=True, key="hubs_brief"):
        for ending in FILES:
            _button(ending, "hubs_brief", on_the_page)


def show_brief_of(number: int, scenario: Scenario, settings: Mapping[str, Any]) -> None:
    """The same for a saved scenario, opened with these settings; in the row that is being drawn."""
    kept = Kept(scenario.name, scenario.sheet, scenario.result)
    for ending in FILES:
        _button(ending, f"scenario_brief_{number}", lambda: (settings, kept))


def _button(ending: str, key: str, asked: Callable[[], Asked]) -> None:
    mime, icon = FILES[ending]
    spoken = language()
    st.download_button(
        t(f"brief.button_{ending}"),
        data=later(lambda: made_of(asked(), spoken, ending)),
        file_name=f"atlas-ess-poles-{spoken}-{dt.date.today():%Y-%m-%d}.{ending}",
        mime=mime,
        icon=icon,
        key=f"{key}_{ending}",
        on_click="ignore",
    )


def made_of(asked: Asked, spoken: str, ending: str) -> bytes:
    """The file, from what was asked when its button was pressed."""
    settings, kept = asked
    return made(cached.store(), settings, spoken, f".{ending}", kept)


def on_the_page() -> Asked:
    """Read when the file is made: another pair may have been chosen since, inside its fragment."""
    one = on_screen()
    kept = Kept(one.scenario.name, one.scenario.sheet) if one else Kept()
    return {name: address.value(name) for name in SETTINGS}, kept
