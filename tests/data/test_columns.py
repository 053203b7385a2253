"""Sheets and headers are recognised in three languages, by name or by what they hold."""

import pytest

from data import columns
from data.sheets import TABLES
from words.translate import LANGUAGES, t


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_words_of_the_template_are_recognised(table: columns.Table, language: str) -> None:
    headings = [t(f"column.{column.name}", language) for column in table.columns]
    found = columns.layout(t(f"table.{table.name}", language), [headings])
    assert found is not None
    assert found.table == table
    assert list(found.columns.values()) == [column.name for column in table.columns]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_sheet_without_a_telling_name_is_recognised_by_its_headers(table: columns.Table) -> None:
    headings = [t(f"column.{column.name}", "fr") for column in table.columns if column.offered]
    found = columns.layout("Feuil1", [["Liste 2025"], [], headings])
    assert found is not None
    assert (found.table.name, found.header) == (table.name, 2)


def test_titles_stars_parentheses_and_two_languages_in_one_cell() -> None:
    rows = [["Recensement 2025", "", ""], ["", "", ""], ["Nom *", "Délégation (obligatoire)", "Filière / سلسلة القيمة"]]
    found = columns.layout("Entreprises", rows)
    assert found is not None
    assert (found.header, found.columns) == (2, {0: "name", 1: "delegation", 2: "chain"})


def test_what_is_left_aside_and_why() -> None:
    heading = [
        "Nom",
        "Téléphone",
        "N° CIN",
        "Nom et prénom du responsable",
        "رقم الهاتف",
        "E-mail",
        "Couleur",
        "Dénomination",
    ]
    found = columns.layout("Entreprises", [heading])
    assert found is not None
    assert found.private == ["Téléphone", "N° CIN", "Nom et prénom du responsable", "رقم الهاتف", "E-mail"]
    assert found.unknown == ["Couleur"]
    assert found.twice == ["Dénomination"]


def test_our_own_explanations_and_strangers() -> None:
    assert columns.is_ours("Lisez-moi")
    assert columns.is_ours("اقرأني")
    assert not columns.is_ours("Entreprises")
    assert columns.layout("Feuil1", [["rouge", "vert"], ["1", "2"]]) is None
    assert columns.layout("Entreprises", [[]]) is None
