"""A written value finds its code."""

import pytest

from data import choices
from data.sheets import TABLES
from words.translate import LANGUAGES

LISTS = sorted({c.choice for table in TABLES for c in table.columns if c.choice} | {"delegation"})


@pytest.mark.parametrize("name", LISTS)
def test_every_code_is_found_by_itself_and_as_the_template_writes_it(name: str) -> None:
    assert choices.codes(name)
    for code in choices.codes(name):
        assert choices.find(name, code) == code
        for language in LANGUAGES:
            assert choices.find(name, choices.shown(name, code, language)) == code


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_words_alone_find_their_code_unless_two_share_them(name: str, language: str) -> None:
    for code in choices.codes(name):
        assert choices.find(name, choices.words(name, code, language)) in (code, None)


@pytest.mark.parametrize(
    ("name", "written", "code"),
    [
        ("chain", "Huile d'olive", "OLIV"), ("chain", "زيت الزيتون", "OLIV"), ("chain", "olive oil", "OLIV"),
        ("chain", "olv", None), ("chain", "Figue de barbarie", "FBAR"), ("chain", "oliv – n'importe quoi", "OLIV"),
        ("legal_form", "GDA féminin", "GFDA"), ("legal_form", "جمعية", "ASSO"),
        ("yes_no", "OUI", "yes"), ("yes_no", "نعم", "yes"), ("yes_no", "No", "no"), ("yes_no", "لا", "no"),
        ("yes_no", "peut-être", None), ("sex", "F", "women"), ("age_band", "15-34", "15_34"),
        ("status", "En activité", "active"), ("function", "Services connexes", None),
    ],
)  # fmt: skip
def test_find(name: str, written: str, code: str | None) -> None:
    assert choices.find(name, written) == code


def test_stages_of_a_chain() -> None:
    assert "INT" not in choices.stages_of("PIST")
    assert "TRA" in choices.stages_of("OLIV")


@pytest.mark.parametrize("name", LISTS)
def test_lists_of_the_schema_hold_only_what_it_accepts(name: str) -> None:
    from data.tables import SCHEMA

    schema = SCHEMA.read_text(encoding="utf-8")
    checked = {
        "measure", "sex", "age_band", "situation", "event_kind", "event_scope", "link_kind", "link_scope", "link_end",
        "topic", "survey_status", "function", "step", "existing", "status", "precision", "evidence", "ess_specific",
        "enterprise_kind", "parent_table",
    }  # fmt: skip
    if name in checked:
        assert all(f"'{code}'" in schema for code in choices.codes(name))
