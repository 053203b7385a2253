"""Cells become values; what is no row of the table stays out."""

import pytest

from data import columns, rows
from data.findings import Findings
from data.values import CellError


def cleaned(*lines: list[object], sheet: str = "Entreprises") -> tuple[list[dict[str, object]], Findings, int]:
    layout = columns.layout(sheet, lines)
    assert layout is not None
    findings = Findings(sheet, layout.headings)
    raw, examples = rows.frame(lines, layout)
    frame = rows.clean(raw, layout, findings)
    records = [
        {"row": row} | {k: v for k, v in cells.items() if v is not None}
        for row, cells in zip(frame.index, frame.to_dict("records"), strict=True)
    ]
    return records, findings, examples


def test_rows_keep_the_number_that_the_users_program_shows() -> None:
    records, findings, examples = cleaned(
        ["Titre fusionné", "", ""],
        [],
        ["Identifiant", "Nom", "Année de création"],
        ["#meta+id", "#name", "#date"],
        ["EXEMPLE", "Modèle", 2000],
        ["", " ", None],
        ["E1", "SMSA A", "2015"],
        ["مثال", "نموذج", ""],
        ["E2", "SMSA B"],
    )
    assert records == [
        {"row": 7, "id": "E1", "name": "SMSA A", "founded": 2015},
        {"row": 9, "id": "E2", "name": "SMSA B"},
    ]
    assert examples == 2
    assert findings.problems == []


def test_a_faulty_cell_is_said_at_its_place_with_what_is_expected() -> None:
    _, findings, _ = cleaned(["Nom", "Dirigée par une femme", "Création"], ["A", "peut-être", "hier"], ["", "oui", ""])
    said = {(p.row, p.column, p.value, p.code) for p in findings.all()}
    assert said == {
        (2, "Dirigée par une femme", "peut-être", "unknown_choice"),
        (2, "Création", "hier", "not_a_date"),
        (3, "Nom", None, "cell_missing"),
    }
    assert findings.refused == {2, 3}
    expected = next(p for p in findings.problems if p.code == "unknown_choice").args
    assert expected["expected"] == "oui, non, non connu"
    assert expected["expected_ar"] == "نعم، لا، غير معروف"


def test_columns_left_aside_are_said() -> None:
    records, findings, _ = cleaned(["Nom", "Téléphone", "Couleur"], ["A", "98 123 456", "rouge"])
    assert records == [{"row": 2, "name": "A"}]
    assert [(p.column, p.code, p.severity) for p in findings.problems] == [
        ("Couleur", "column_unknown", "warning"),
        ("Téléphone", "column_private", "warning"),
    ]


def test_a_missing_required_column_refuses_the_sheet() -> None:
    _, findings, _ = cleaned(["Délégation", "Filière"], ["Thala", "OLIV"])
    assert [(p.code, p.column) for p in findings.problems] == [("column_missing", "name")]
    assert findings.refused_whole


@pytest.mark.parametrize(
    "written", ["Fournitures, contact a.b@mail.tn", "Tél. 98 123 456 Fournitures", "Fournitures +216 98123456"]
)
def test_contact_details_are_taken_out_of_free_text(written: str) -> None:
    records, findings, _ = cleaned(["Nom", "Remarque", "Sigle"], ["A", written, "B"], sheet="Structures")
    assert "98" not in str(records[0]["note"]) and "@" not in str(records[0]["note"])
    assert "Fournitures" in str(records[0]["note"])
    assert [p.code for p in findings.problems] == ["contact_removed"]


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("PRO; TRA", ("PRO", "TRA")),
        ("Production, Transformation", ("PRO", "TRA")),
        ("PRO+PRO|COM", ("PRO", "COM")),
        ("إنتاج؛ تحويل", ("PRO", "TRA")),
        ("Production / cueillette", ("PRO",)),
        ("PRO – Production / cueillette; COL", ("PRO", "COL")),
    ],
)
def test_several_stages_in_a_cell(cell: str, codes: tuple[str, ...]) -> None:
    assert rows.several("stage", cell) == codes


def test_activities_in_one_cell() -> None:
    assert rows.activities("OLIV: PRO, TRA; Miel et produits de la ruche: PRO") == (
        ("OLIV", "PRO"),
        ("OLIV", "TRA"),
        ("MIEL", "PRO"),
    )
    with pytest.raises(CellError, match="activities_unreadable"):
        rows.activities("OLIV")
    with pytest.raises(CellError, match="unknown_choice"):
        rows.activities("OLIV: XXX")


def test_text_that_looks_like_code_stays_text() -> None:
    name = '<script>alert("x")</script>${1+1}`'
    assert cleaned(["Identifiant", "Nom"], ["1", name])[0] == [{"row": 2, "id": "1", "name": name}]
