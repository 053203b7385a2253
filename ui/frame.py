"""What surrounds every page: style, languages, menu, banner, chips, and the one error boundary."""

import html
import logging
import secrets
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from data import build
from ui import address, cached
from ui.filters import chips, sidebar_filters
from ui.speech import choices, language, right_to_left, t
from words.problem import ProblemError
from words.translate import LANGUAGES, sentence
from words.translate import t as translate

log = logging.getLogger("atlas")
# An icon of our own: the named ones are fetched from elsewhere.
ICON = str(Path(__file__).parent / "icon.svg")
Menu = Mapping[str, Sequence[StreamlitPage]]


@cache
def _style() -> str:
    return (Path(__file__).parent / "style.css").read_text(encoding="utf-8")


def open_frame() -> None:
    """Before anything is drawn: the address, the style, the page's language and direction."""
    address.open_address(choices())
    direction = "rtl" if right_to_left() else "ltr"
    st.html(f"<style>{_style()}</style>")
    st.html(
        f"<script>document.documentElement.lang={language()!r};document.documentElement.dir={direction!r};</script>",
        unsafe_allow_javascript=True,
    )


def sidebar(menu: Menu, here: StreamlitPage) -> None:
    """Name, menu in three sections, filters."""
    with st.sidebar:
        st.html(f'<p class="brand">{t("app.name")}<small>{t("app.subtitle")}</small></p>')
        with st.container(key="menu"):
            for section, pages in menu.items():
                st.html(f'<p class="menu-section">{t(f"menu.{section}")}</p>')
                for page in pages:
                    with st.container(key=f"menu_{'here' if page is here else 'other'}_{page.url_path or 'accueil'}"):
                        st.page_link(page, query_params=address.link(), width="stretch")
        sidebar_filters()


def header(slug: str) -> None:
    """Title, the question the page answers, languages; then banner and chips."""
    title, languages = st.columns([5, 1.3], vertical_alignment="top")
    with title:
        st.title(t(f"page.{slug}.title"), anchor=False)
        st.html(f'<p class="question">{t(f"page.{slug}.question")}</p>')
    with languages, st.container(horizontal=True, horizontal_alignment="right", gap="xxsmall", key="languages"):
        for code in LANGUAGES:
            st.button(
                translate("language.name", code),
                key=f"lang_{code}",
                type="primary" if code == language() else "tertiary",
                on_click=address.put,
                kwargs={"lang": code},
            )
    if cached.demonstration():
        banner, off = st.columns([6, 1], vertical_alignment="center")
        banner.html(f'<p class="demo"><b>{t("demo.mark")}</b> · {t("demo.banner")}</p>')
        off.button(t("demo.switch_off"), key="demo_off", type="tertiary", on_click=_demonstration_off)
    chips()


def _demonstration_off() -> None:
    try:
        build.switch_demonstration(False, who="")
    except ProblemError as refused:
        st.toast(escaped(sentence(refused.problem, language())))


def guarded(draw: Callable[[], None]) -> None:
    """The one error boundary: a refused operation is its sentence, anything else a number to quote; never a trace."""
    try:
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
