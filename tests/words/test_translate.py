"""Words: equal keys, plural forms, the reader's numbers and dates."""

import datetime as dt
import re

import pytest
from babel import Locale

from words.translate import LANGUAGES, LOCALES, PLURALS, date, dictionary, isolated, number, percent, spaced, t

PLURAL = re.compile(rf"\.({'|'.join(set(PLURALS) - {'zero'})})$")


def _keys(language: str) -> set[str]:
    return {PLURAL.sub("", key) for key in dictionary(language)}


def _placeholders(words: str) -> set[str]:
    """Names in braces; `x_ar` and `x_en` are the Arabic and English forms of the same value."""
    return {name.removesuffix("_ar").removesuffix("_en") for name in re.findall(r"{(\w+)}", words)}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_languages_have_equal_keys(language: str) -> None:
    assert _keys(language) == _keys("fr")


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_agree_with_the_french(language: str) -> None:
    french = dictionary("fr")
    for key, words in dictionary(language).items():
        model = french.get(key) or french.get(PLURAL.sub(".other", key))
        if model is None or PLURAL.search(key):
            continue
        assert _placeholders(words) == _placeholders(model), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plural_key_has_the_form_other(language: str) -> None:
    words = dictionary(language)
    for key in words:
        if PLURAL.search(key):
            assert PLURAL.sub(".other", key) in words, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_empty(language: str) -> None:
    assert [key for key, words in dictionary(language).items() if not words.strip()] == []


def test_arabic_chooses_among_its_plural_forms() -> None:
    forms = {Locale.parse(LOCALES["ar"]).plural_form(n) for n in (0, 1, 2, 3, 11, 100)}
    assert forms == {"zero", "one", "two", "few", "many", "other"}
    assert t("unit.services", "ar", n=2) == "خدمتان"
    assert t("unit.services", "ar", n=5) == "5 خدمات"
    assert t("unit.services", "ar", n=12) == "12 خدمة"


def test_numbers_in_each_form() -> None:
    assert number(182400, "fr") == "182\u202f400"
    assert number(182400, "en") == "182,400"
    assert number(182400, "ar") == "182.400"
    assert number(1.25, "fr", 2) == "1,25"
    assert percent(0.614, "fr") == "61\u202f%"
    assert percent(0.614, "en", 1) == "61.4%"
    assert percent(0.614, "ar") == "\u206661%\u2069"
    assert [number(value, "fr", 1, fixed=True) for value in (54, 24.8)] == ["54,0", "24,8"]


def test_french_spaces_do_not_break() -> None:
    assert spaced("« Oui » : 10 000 ± 20, 5 % ; non ?") == (
        "«\u00a0Oui\u00a0»\u00a0: 10\u202f000\u00a0±\u00a020, 5\u202f%\u202f; non\u202f?"
    )
    assert spaced("IESS! en 2014 2015, 45 délégations") == "IESS! en 2014 2015, 45 délégations"
    assert not [key for key, words in dictionary("fr").items() if re.search(r" [:;?!»±]|[\d}] %|[«±] ", words)]


def test_dates_with_tunisian_months() -> None:
    day = dt.date(2026, 2, 3)
    assert date(day, "ar") == "3 فيفري 2026"
    assert date(day, "fr") == "3 février 2026"


def test_a_name_is_isolated_from_the_sentence_around_it() -> None:
    assert isolated("Thala") == "\u2068Thala\u2069"


def test_user_text_is_never_read_as_a_format() -> None:
    assert "{0.__class__}" in t("error.unknown_page", "fr", page="{0.__class__}")


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        t("no.such.key", "fr")
