"""t(): the one way from a key to words, and the reader's forms of numbers and dates."""

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, cast

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from words.problem import Problem

LANGUAGES = ("fr", "ar", "en")
DEFAULT_LANGUAGE = "fr"
RIGHT_TO_LEFT = frozenset({"ar"})
# Tunisia writes Arabic with the digits 0-9 and names the months جانفي, فيفري.
LOCALES = {"fr": "fr_FR", "ar": "ar_TN", "en": "en_GB"}
PLURALS = ("zero", "one", "two", "few", "many", "other")
PLUS_MINUS = "\u00a0±\u00a0"
LEFT_TO_RIGHT, ISOLATE, POP = "\u2066", "\u2068", "\u2069"
# Spaces at which a French line must not break, told here once: no sentence has to be typed with them.
FRENCH_SPACES = (
    (re.compile(r" (?=[:»])|(?<=«) |(?<=±) | (?=±)"), "\u00a0"),
    (re.compile(r" (?=[;?!])|(?<=[\d}]) (?=%)|(?<=\d) (?=\d{3}(?!\d))"), "\u202f"),
)


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(LOCALES[language])


def _flatten(tree: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for name, value in tree.items():
        key = f"{prefix}{name}"
        flat.update(_flatten(value, f"{key}.") if isinstance(value, Mapping) else {key: str(value)})
    return flat


@cache
def dictionary(language: str) -> Mapping[str, str]:
    """All words of a language, by dotted key."""
    with (Path(__file__).parent / f"{language}.toml").open("rb") as file:
        words = _flatten(tomllib.load(file))
    return {key: spaced(said) for key, said in words.items()} if language == "fr" else words


def spaced(words: str) -> str:
    """French words with the spaces of French typography: none of them breaks a line."""
    for space, unbroken in FRENCH_SPACES:
        words = space.sub(unbroken, words)
    return words


def has(key: str, language: str) -> bool:
    """Whether the language has words for this key, plural forms included."""
    words = dictionary(language)
    return key in words or f"{key}.other" in words


def t(key: str, language: str, **args: object) -> str:
    """The words of `key` with its placeholders filled; `n` also chooses the plural form.

    Numbers are written in the language's form. Raises KeyError for an unknown key: a test proves there is none.
    """
    words = dictionary(language)
    if key not in words and "n" in args:
        form = _locale(language).plural_form(cast(float, args["n"]))
        key = f"{key}.{form}" if f"{key}.{form}" in words else f"{key}.other"
    filled = {name: _written(value, language) for name, value in args.items()}
    return words[key].format_map(filled) if filled else words[key]


def _written(value: object, language: str) -> str:
    if isinstance(value, bool) or value is None:
        return str(value)
    if isinstance(value, int | float):
        return number(value, language)
    if isinstance(value, dt.date):
        return date(value, language)
    return str(value)


@lru_cache(maxsize=20_000)  # a page writes the same figures at every change
def number(value: float, language: str, decimals: int | None = None, *, fixed: bool = False) -> str:
    """182400 -> '182 400' (fr), '182.400' (ar_TN), '182,400' (en); at most `decimals` digits after the mark.

    `fixed`: always so many, as in a column where figures stand under one another.
    """
    if decimals is None:
        decimals = 0 if float(value).is_integer() or abs(value) >= 100 else 1
    pattern = "#,##0" + ("." + ("0" if fixed else "#") * decimals if decimals else "")
    return str(format_decimal(value, format=pattern, locale=_locale(language)))


@lru_cache(maxsize=5_000)
def percent(share: float, language: str, decimals: int = 0) -> str:
    """0.61 -> '61 %' in the language's form; in Arabic its sign stays at the right of the number."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "") + ("%" if language != "fr" else "\u202f%")
    written = str(format_percent(share, format=pattern, locale=_locale(language)))
    return f"{LEFT_TO_RIGHT}{written}{POP}" if language in RIGHT_TO_LEFT else written


def date(value: dt.date, language: str) -> str:
    """23 novembre 2026 in the language's form, the Tunisian month names in Arabic."""
    return str(format_date(value, format="long", locale=_locale(language)))


def isolated(name: str) -> str:
    """A name wrapped so that its own direction does not disturb the sentence around it (plain-text `<bdi>`)."""
    return f"{ISOLATE}{name}{POP}"


def sentence(problem: Problem, language: str) -> str:
    """What is wrong and what to do, in one sentence."""
    return t(f"problem.{problem.code}", language, **problem.args)
