"""A reader names, counts and lists in one language, with nothing of Streamlit."""

import pytest

from queries.store import Store
from ui.reader import Reader, vocabulary_of
from words.translate import ISOLATE, LANGUAGES, spaced


@pytest.fixture(scope="module")
def readers(facts_store: Store) -> dict[str, Reader]:
    names = vocabulary_of(facts_store)
    return {language: Reader(language, names) for language in LANGUAGES}


def test_names_are_the_language_s_and_french_where_it_has_none(readers: dict[str, Reader]) -> None:
    assert [readers[one].name("governorates", "42") for one in LANGUAGES] == ["Kasserine", "القصرين", "Kasserine"]
    lacking = Reader("ar", {"forms": {"X": {"fr": "Forme", "ar": None, "en": None, "parent": None}}})
    assert lacking.name("forms", "X") == f"{ISOLATE}Forme\u2069"
    assert readers["fr"].name("delegations", None) == "non localisé"
    assert readers["fr"].name("delegations", "unknown code") == "unknown code"


def test_people_carry_their_error_or_say_that_there_is_no_figure(readers: dict[str, Reader]) -> None:
    assert readers["en"].people(11473.2, 627.4) == spaced("11,473 poor inhabitants ± 627")
    assert readers["en"].people(11473.2, float("nan")) == "11,473 poor inhabitants"
    assert readers["fr"].people(float("nan")) == readers["fr"].people(None) == "pas de chiffre"


def test_punctuation_is_the_language_s(readers: dict[str, Reader]) -> None:
    assert readers["ar"].listed(["أ", "ب"]) == "أ، ب"
    assert readers["fr"].says("Portée", "30") == spaced("Portée : 30")
    assert readers["en"].says("Reach", "30") == "Reach: 30"
