"""The report in the reader's language, for the page and for a program."""

import json

import pytest

from data import report
from data.load import Outcome
from words.problem import WARNING, Problem
from words.translate import LANGUAGES, spaced

PROBLEMS = [
    Problem("not_located", sheet="Entreprises", row=3, column="Délégation", severity=WARNING),
    Problem("cell_missing", sheet="Entreprises", row=5, column="Nom"),
    Problem("examples_left_out", {"n": 2}, severity=WARNING),
]
REFUSED = Outcome(False, "liste", {"enterprise": 4}, PROBLEMS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_row_per_problem_errors_first(language: str) -> None:
    frame = report.frame(PROBLEMS, language)
    assert len(frame) == 3
    assert frame.iloc[0].tolist()[1:4] == ["Entreprises", 5, "Nom"]
    assert frame.iloc[2].isna().tolist() == [False, False, True, False, False, False]


def test_nothing_to_report_is_an_empty_table_with_headings() -> None:
    assert list(report.frame([], "fr").columns) == ["Gravité", "Feuille", "Ligne", "Colonne", "Valeur", "Que faire"]


def test_lines() -> None:
    lines = report.lines(REFUSED, "fr")
    assert lines[0] == spaced("Fichier refusé : rien n'a été enregistré. Erreurs à corriger : 1 ; avertissements : 2.")
    assert lines[2].startswith("Erreur · Entreprises, ligne 5, Nom : Cette cellule obligatoire est vide")


def test_json() -> None:
    made = json.loads(report.as_json(REFUSED, "en"))
    assert (made["accepted"], made["entry"], made["rows"]) == (False, None, {"enterprise": 4})
    assert made["problems"][1]["code"] == "cell_missing"
    assert made["problems"][1]["row"] == 5


def test_problems_summed_up_count_as_many_as_they_are() -> None:
    many = Outcome(False, "x", {}, [*PROBLEMS, Problem("more_of_the_same", {"n": 50, "kind": "cell_missing"})])
    assert (many.errors, many.warnings) == (51, 2)
