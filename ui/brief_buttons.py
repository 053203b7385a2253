"""Two buttons on the hubs page: the brief as a PDF, and as slides; made when asked for."""

import datetime as dt
from typing import Any

import streamlit as st

from ui import address, cached
from ui.address import SETTINGS
from ui.brief import made
from ui.frame import escaped, say
from ui.later import later
from ui.speech import language, t

FILES = {
    "pdf": ("application/pdf", ":material/print:"),
    "pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", ":material/slideshow:"),
}


def show_brief() -> None:
    """The pair shown, with these settings, to put on a table or on a screen."""
    st.header(t("brief.take"), anchor=False)
    say(escaped(t("brief.note")))
    with st.container(horizontal=True, key="hubs_brief"):
        for ending in FILES:
            _button(ending)


def _button(ending: str) -> None:
    mime, icon = FILES[ending]
    spoken = language()
    st.download_button(
        t(f"brief.button_{ending}"),
        data=later(lambda: made(cached.store(), _settings(), spoken, f".{ending}")),
        file_name=f"atlas-ess-poles-{spoken}-{dt.date.today():%Y-%m-%d}.{ending}",
        mime=mime,
        icon=icon,
        key=f"hubs_brief_{ending}",
        on_click="ignore",
    )


def _settings() -> dict[str, Any]:
    """Read when the file is made: another pair may have been chosen since, inside its fragment."""
    return {name: address.value(name) for name in SETTINGS}
