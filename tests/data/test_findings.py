"""Problems with their place; every code used by the readers has its sentence."""

import re
from pathlib import Path

from data.findings import MAX_SAID, Findings
from words.problem import WARNING, Problem
from words.translate import LANGUAGES, has

DATA = Path(__file__).parents[2] / "data"


def test_an_error_keeps_its_row_out_and_a_warning_does_not() -> None:
    findings = Findings("Feuille", {"name": "Nom de la SMSA"})
    findings.add(Problem("cell_missing"), 4, "name")
    findings.warn("not_located", 5, "delegation", "x" * 200)
    first, second = findings.all()
    assert (first.sheet, first.row, first.column, findings.refused) == ("Feuille", 4, "Nom de la SMSA", {4})
    assert (second.severity, second.column, len(second.value or "")) == (WARNING, "delegation", 80)


def test_too_many_of_a_kind_are_counted_and_still_keep_their_rows_out() -> None:
    findings = Findings("Feuille")
    for row in range(2, MAX_SAID + 52):
        findings.add(Problem("cell_missing"), row, "name")
    said = findings.all()
    assert len(said) == MAX_SAID + 1
    assert (said[-1].code, said[-1].args["n"], said[-1].severity) == ("more_of_the_same", 50, "error")
    assert len(findings.refused) == MAX_SAID + 50


def test_every_code_said_has_its_sentence() -> None:
    codes = set()
    for path in DATA.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        codes |= set(re.findall(r"""(?:CellError|findings\.warn|_say_points)\(\s*["']([a-z_0-9]+)["']""", text))
    assert len(codes) > 15
    assert [(code, lang) for code in sorted(codes) for lang in LANGUAGES if not has(f"problem.{code}", lang)] == []
