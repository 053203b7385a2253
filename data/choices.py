"""The closed lists of a cell: their codes, their words in three languages, and how a written value finds its code."""

import csv
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from geo.names import fold
from words.translate import LANGUAGES, dictionary, t

HERE = Path(__file__).parent
FROM_REFERENCE = {
    "legal_form": "legal_forms", "chain": "value_chains", "stage": "value_chain_stages",
    "service_type": "service_types", "governorate": "governorates", "delegation": "delegations",
}  # fmt: skip
# Lists whose words the pages show too.
SHARED_WORDS = {
    "status": "code.status", "ess_specific": "code.ess_specific", "step": "code.steps", "evidence": "code.observed",
    "enterprise_kind": "code.kind", "precision": "code.precision", "function": "code.functions",
}  # fmt: skip
SOME_OF = {"function": ("formation", "accompagnement", "financement")}
DASH = re.compile(r"\s+[–—-]\s+|\s*:\s*")


@cache
def synonyms() -> Mapping[str, Any]:
    """What people write besides our own words, from `synonyms.toml`."""
    with (HERE / "synonyms.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def _reference(file: str) -> dict[str, dict[str, str]]:
    with (HERE / "reference" / f"{file}.csv").open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row for row in csv.DictReader(lines)}


@cache
def codes(choice: str) -> tuple[str, ...]:
    """The codes of a list, in the order shown."""
    if choice in FROM_REFERENCE:
        return tuple(_reference(FROM_REFERENCE[choice]))
    if choice in SOME_OF:
        return SOME_OF[choice]
    prefix = f"{_section(choice)}."
    return tuple(key.removeprefix(prefix) for key in dictionary("fr") if key.startswith(prefix))


def _section(choice: str) -> str:
    return SHARED_WORDS.get(choice, f"choice.{choice}")


def words(choice: str, code: str, language: str) -> str:
    """The words of a code; where the reference has none in that language, the French ones."""
    if choice in FROM_REFERENCE:
        row = _reference(FROM_REFERENCE[choice])[code]
        return row.get(language) or row["fr"]
    return t(f"{_section(choice)}.{code}", language)


def shown(choice: str, code: str, language: str) -> str:
    """'OLIV – Huile d'olive': what the template offers and what is read back."""
    return f"{code} – {words(choice, code, language)}"


def _spellings(choice: str, code: str) -> Iterator[str]:
    yield code
    for language in LANGUAGES:
        label = words(choice, code, language)
        yield from (label, label.split("(")[0])
    yield from synonyms()["choice"].get(choice, {}).get(code, [])


@cache
def _index(choice: str) -> dict[str, str]:
    """Folded spelling -> code, without the spellings that two codes share."""
    found: dict[str, set[str]] = defaultdict(set)
    for code in codes(choice):
        for spelling in _spellings(choice, code):
            found[fold(spelling)].add(code)
    return {spelling: next(iter(means)) for spelling, means in found.items() if len(means) == 1 and spelling}


def find(choice: str, text: str) -> str | None:
    """The code that a cell means: a code, 'CODE – words', or words in any of the three languages. None if none."""
    head = DASH.split(text.strip(), maxsplit=1)[0]
    upper = {code.casefold(): code for code in codes(choice)}
    return upper.get(head.casefold()) or _index(choice).get(fold(text))


@cache
def stages_of(chain: str) -> frozenset[str]:
    """The stages a value chain has; the others are not applicable to it."""
    return frozenset(_reference("value_chains")[chain]["stage_codes"].split(";"))
