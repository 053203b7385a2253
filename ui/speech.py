"""The reader's language, and what every code is called in it."""

from collections.abc import Callable, Iterable
from typing import Any

import streamlit as st

from queries.filters import Filters
from ui import cached
from ui.reader import Reader
from words.translate import DEFAULT_LANGUAGE, LANGUAGES, RIGHT_TO_LEFT, isolated
from words.translate import t as translate

# Vocabularies that are columns of the schema rather than tables: their words are in the locale files.
ENUMERATIONS: dict[str, tuple[str, ...]] = {
    "women_led": ("yes", "no", "unknown"),
    "youth_led": ("yes", "no", "unknown"),
    "status": ("active", "dormant", "closed", "unknown"),
    "functions": ("formation", "accompagnement", "financement", "connexe"),
    "ess_specific": ("adapted", "conventional", "unknown"),
    "steps": ("idea", "plan", "financed", "started", "growing"),
    "observed": ("observed", "likely"),
}


def language() -> str:
    """The reader's language: the address says it, opened or not; French otherwise."""
    opened = st.session_state.get("address")
    chosen = opened.get("lang", DEFAULT_LANGUAGE) if opened else st.query_params.get("lang")
    return chosen if chosen in LANGUAGES else DEFAULT_LANGUAGE


def right_to_left() -> bool:
    """Whether the reader's language runs from right to left."""
    return language() in RIGHT_TO_LEFT


def reader() -> Reader:
    """The present reader, for what is told outside a page too."""
    return Reader(language(), cached.vocabulary())


def t(key: str, **args: Any) -> str:
    """The words of a key in the reader's language."""
    return translate(key, language(), **args)


def says(what: str, told: object) -> str:
    """'What: told', with the language's space before the colon."""
    return t("document.says", a=what, b=told)


def joined(parts: Iterable[str]) -> str:
    """Longer parts in a row, in the reader's punctuation."""
    return t("join.semicolon").join(parts)


def choices() -> dict[str, tuple[str, ...]]:
    """The codes each filter may hold, in the order they are offered."""
    names = cached.vocabulary()
    territories = (*names["governorates"], *names["delegations"])
    return ENUMERATIONS | {name: tuple(codes) for name, codes in names.items()} | {"territories": territories}


def names_of(vocabulary: str) -> Callable[[object], str]:
    """What the codes of a vocabulary are called, looked up once for many codes.

    A name the language lacks is given in French, isolated from the Arabic around it; no code says so in words.
    """
    return reader().names(vocabulary)


def name_of(vocabulary: str, code: object) -> str:
    """What one code is called."""
    return names_of(vocabulary)(code)


def chip_label(field: str, filters: Filters) -> str:
    """One active filter in a few words: its single value, or how many."""
    value = getattr(filters, field)
    if field == "q":
        return t("join.quoted", a=isolated(value))
    if len(value) == 1:
        name = name_of(field, value[0])
        return says(t(f"filter.{field}"), name) if field in SAYS_ITS_NAME else name
    return t(f"chip.{field}", n=len(value))


SAYS_ITS_NAME = frozenset({"women_led", "youth_led", "status", "ess_specific", "observed"})
