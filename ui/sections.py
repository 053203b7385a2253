"""A page in sections, one drawn at a time: the choice is in the address."""

import streamlit as st

from ui import address
from ui.speech import t


def section(setting: str, parts: tuple[str, ...], words: str) -> str:
    """Draw the choice and return the code of the section to draw; names are `<words>.part_<code>`."""
    st.pills(
        t(f"{words}.part"),
        parts,
        format_func=lambda part: t(f"{words}.part_{part}"),
        label_visibility="collapsed",
        **address.bound(setting),
    )
    return str(address.value(setting))
