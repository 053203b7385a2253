"""Whom a service says it is for: written by people, read as codes in any of the three languages."""

import re
from functools import lru_cache

from analysis.publics import PUBLICS
from geo.names import fold
from words.translate import LANGUAGES, t

EVERYONE = "all"


@lru_cache(maxsize=1)
def _spellings() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {EVERYONE: PUBLICS}
    for code in (*PUBLICS, EVERYONE):
        meant = PUBLICS if code == EVERYONE else (code,)
        found[code] = meant
        for language in LANGUAGES:
            words = (t(f"code.public.{code}", language), *t(f"publics.other_words_{code}", language).split(", "))
            found |= dict.fromkeys((fold(word) for word in words), meant)
    return found


def stated(text: object) -> tuple[str, ...] | None:
    """'women;youth' or 'Femmes, jeunes' -> ('women', 'youth'); None where nothing is said or nothing understood."""
    if not isinstance(text, str):
        return None
    said = {code for part in re.split(r"[;,/|+،؛\n]", text) for code in _spellings().get(fold(part), ())}
    return tuple(code for code in PUBLICS if code in said) or None
