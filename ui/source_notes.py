"""What is told of the methods and of what is not known."""

import os

import streamlit as st

from ui.frame import escaped, say
from ui.speech import says, t

METHODS = (
    "need",
    "distance",
    "reach",
    "capacity",
    "gaps",
    "hubs",
    "weights",
    "chains",
    "masking",
    "followed",
    "spread",
)
UNKNOWN = ("counts", "census", "offices", "roads", "seats", "arabic")


def show_methods() -> None:
    """Each measure in plain words: how, limits, reference."""
    say(escaped(t("sources.methods_note")))
    for method in METHODS:
        with st.expander(t(f"sources.method_{method}_title"), expanded=method == METHODS[0], key=f"method_{method}"):
            say(escaped(t(f"sources.method_{method}_text")), "summary")
            for part in ("formula", "limits", "published"):
                told = escaped(t(f"sources.method_{method}_{part}"))
                st.html(f"<p style='margin:0'><b>{escaped(t(f'sources.{part}'))}</b><br>{told}</p>")


def show_unknown() -> None:
    """What was not found, who is responsible, the known outcome, what was checked."""
    st.header(t("sources.unknown_title"), anchor=False)
    say(escaped(t("sources.unknown_note")))
    st.html("<ul>" + "".join(f"<li>{escaped(t(f'sources.unknown_{what}'))}</li>" for what in UNKNOWN) + "</ul>")
    st.header(t("sources.responsible_title"), anchor=False)
    responsible = os.environ.get("ESS_RESPONSIBLE", "").strip()
    who = f"<b>{escaped(responsible or t('sources.not_filled'))}</b>"
    say(says(escaped(t("sources.responsible")), who), "summary" if responsible else "summary warned")
    if not responsible:
        say(escaped(t("sources.responsible_note")))
    for part in ("outcome", "checked"):
        st.header(t(f"sources.{part}_title"), anchor=False)
        say(escaped(t(f"sources.{part}")))
