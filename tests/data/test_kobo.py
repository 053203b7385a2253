"""KoboToolbox exports: repeats find their parent, what the form notes of the one who collects is never read."""

from pathlib import Path

import pytest

from data import kobo, load
from data.readers import Sheet
from tests.data.sample_files import kobo as export
from tests.data.sample_files import xlsx

REPEAT = [
    ["produits/Filière", "produits/Maillons", "_index", "_parent_table_name", "_parent_index", "_submission__uuid"],
    ["MIEL", "PRO COM", 1, "Recensement 2026", 2, "E2"],
]


@pytest.mark.parametrize("names", [True, False])
def test_a_repeat_is_joined_to_its_parent(ready: Path, tmp_path: Path, names: bool) -> None:
    sheets = export(names=names, several="both", point="both") | {"produits": REPEAT}
    outcome = load.load(xlsx(tmp_path / "a.xlsx", sheets), good_rows=True)
    assert outcome.errors == 0
    assert outcome.rows == {"enterprise": 2, "activity": 4}, "MIEL/PRO stands in both and counts once"


def test_nothing_of_the_device_or_the_one_who_collects_reaches_the_log(ready: Path, tmp_path: Path) -> None:
    outcome = load.load(xlsx(tmp_path / "a.xlsx", export(names=False, several="details", point="both")))
    assert outcome.entry is not None
    written = b"".join(path.read_bytes() for path in outcome.entry.folder.rglob("*") if path.is_file())
    assert b"collecteur" not in written
    assert b"ee.kobo:x" not in written


def test_a_plain_sheet_stays_as_it_is() -> None:
    sheets = [Sheet("Entreprises", [["start", "end", "Nom"], ["a", "b", "c"]]), Sheet("Vide", [])]
    assert kobo.unfolded(sheets) == sheets


def test_yes_and_no_questions_of_a_group_are_not_answers_of_one() -> None:
    header = ["_uuid", "_index", "Nom", "infos/Femmes", "infos/Jeunes"]
    [sheet] = kobo.unfolded([Sheet("Feuille", [header, ["u", 1, "A", 1, 0]])])
    assert [heading for heading in sheet.rows[0] if heading] == ["id", "Nom", "Femmes", "Jeunes"]
