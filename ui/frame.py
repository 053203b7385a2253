"""What surrounds every page: style, languages, menu, banner, chips, and the one error boundary."""

import html
import logging
import secrets
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from data import recording
from ui import address, cached
from ui.assets import style_name
from ui.filters import chips, sidebar_filters
from ui.speech import choices, language, right_to_left, t
from words.problem import ProblemError
from words.translate import LANGUAGES, sentence
from words.translate import t as translate

log = logging.getLogger("atlas")
# An icon of our own: the named ones are fetched from elsewhere. A path, not a text: no text is looked up among emojis.
ICON = Path(__file__).parent / "icon.svg"
Menu = Mapping[str, Sequence[StreamlitPage]]


def open_frame() -> None:
    """Before anything is drawn: the address."""
    address.open_address(choices())


# The style is in the page as our server sends it (ui/first_page.py); behind another launcher this asks for it.
PAGE = """<script>(() => {{
const page = document.documentElement, style = "{style}";
page.lang = "{language}"; page.dir = "{direction}";
if (!document.querySelector(`link[href$="${{style}}"]`))
  document.body.append(
    Object.assign(document.createElement("link"), {{rel: "stylesheet", href: `app/static/${{style}}`}}));
}})()</script>"""


def sidebar(menu: Menu, here: StreamlitPage) -> None:
    """Name, menu in three sections, filters; with the name, the page's language, direction and present place."""
    direction = "rtl" if right_to_left() else "ltr"
    place = _place(menu, here)
    with st.sidebar:
        st.html(
            f'<p class="brand">{t("app.name")}<small>{t("app.subtitle")}</small></p>'
            f"<style>.st-key-menu > :nth-child({place}) a {{ background: #e3ebe6; font-weight: 600; }}</style>"
            + PAGE.format(style=style_name(), language=language(), direction=direction),
            unsafe_allow_javascript=True,
        )
        with st.container(key="menu"):
            for section, pages in menu.items():
                st.html(f'<p class="menu-section">{t(f"menu.{section}")}</p>')
                for page in pages:
                    st.page_link(page, query_params=address.link(), width="stretch")
        sidebar_filters()


def _place(menu: Menu, here: StreamlitPage) -> int:
    """Where the present page stands in the menu, counted with the sections' names, from 1."""
    lines = [line for section, pages in menu.items() for line in (section, *pages)]
    return next((index for index, line in enumerate(lines, 1) if line is here), 0)


def header(slug: str) -> None:
    """Title, the question the page answers, languages; then banner and chips."""
    with st.container(horizontal=True, vertical_alignment="top", key="header"):
        title, question = t(f"page.{slug}.title"), t(f"page.{slug}.question")
        st.html(f'<h1>{title}</h1><p class="question">{question}</p>')
        for code in LANGUAGES:
            st.button(
                translate("language.name", code),
                key=f"lang_{code}",
                type="primary" if code == language() else "tertiary",
                on_click=address.put,
                kwargs={"lang": code},
            )
    if cached.demonstration():
        with st.container(horizontal=True, vertical_alignment="center", key="demonstration"):
            st.html(f'<p class="demo"><b>{t("demo.mark")}</b> · {t("demo.banner")}</p>')
            st.button(t("demo.switch_off"), key="demo_off", type="tertiary", on_click=_demonstration_off)
    chips()


def _demonstration_off() -> None:
    try:
        recording.switch_demonstration(False, who="")
    except ProblemError as refused:
        st.toast(escaped(sentence(refused.problem, language())))


def guarded(draw: Callable[[], None]) -> None:
    """The one error boundary: a refused operation is its sentence, anything else a number to quote; never a trace.

    What is drawn within is of one snapshot.
    """
    try:
        with cached.one_snapshot():
            draw()
    except ProblemError as refused:
        say(escaped(sentence(refused.problem, language())), "summary warned")
    except Exception:
        number = secrets.token_hex(3)
        log.exception("page failed, reference %s", number)
        say(escaped(t("error.unexpected", number=number)), "summary warned")


def say(text: str, kind: str = "note") -> None:
    """A short paragraph of our own words (note, summary); values in it are escaped by the caller's `escaped`."""
    st.html(f'<p class="{kind}">{text}</p>')


def escaped(text: object) -> str:
    """User text made safe to stand inside our HTML."""
    return html.escape(str(text))
