"""The glossary says what the screen says."""

import re
from pathlib import Path

import pytest

from words.translate import LANGUAGES, dictionary, spaced

GLOSSARY = Path(__file__).resolve().parents[1] / "docs" / "glossary.md"
ROWS = [
    [cell.strip() for cell in line.strip().strip("|").split("|")]
    for line in GLOSSARY.read_text(encoding="utf-8").splitlines()
    if line.startswith("| `")
]


def test_it_has_terms() -> None:
    assert len(ROWS) > 30
    assert all(len(row) == 6 and all(row) for row in ROWS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_is_the_word_on_screen(language: str) -> None:
    words = dictionary(language)
    column = 1 + LANGUAGES.index(language)
    differing = []
    for row in ROWS:
        key = re.sub("`", "", row[0])
        said = re.sub("[\u2066\u2069]", "", words.get(key, words.get(f"{key}.other", "")))  # isolates are not seen
        if said != (spaced(row[column]) if language == "fr" else row[column]):
            differing.append(f"{key}: {row[column]!r}, on screen {said!r}")
    assert differing == []


def test_a_term_is_explained_once() -> None:
    keys = [row[0] for row in ROWS]
    assert len(set(keys)) == len(keys)
