"""Files out say what they are and hold no cell that a spreadsheet would run."""

import csv
import datetime as dt
import io
import json

import numpy as np
import openpyxl
import pandas as pd
from hypothesis import example, given
from hypothesis import strategies as st

from data import export, values

ABOUT = {"Filtres": "Thala, =cmd|x; -1", "Date": "1 mars 2026"}
FRAME = pd.DataFrame(
    {
        "Nom": ["=1+1", "جمعية", "<b>"], "n": [1, -2, None], "Jour": [dt.date(2026, 3, 1), None, None],
        "lon": [8.67, np.nan, 9.0], "lat": [35.57, np.nan, 35.0], "Filières": [["OLIV", "MIEL"], [], None],
    }
)  # fmt: skip


def csv_rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@given(st.text())
@example("=1")
@example("\t=1")
@example("\r=1")
@example("＝1")
def test_no_text_cell_begins_like_a_formula(text: str) -> None:
    content = export.to_csv(pd.DataFrame({text: [text]}), about={})
    for row in csv_rows(content):
        for cell in row:
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert export.neutral(text) in (text, f"'{text}")


@given(st.text())
def test_what_is_neutralised_comes_back_as_it_was(text: str) -> None:
    written_by_hand = text.startswith("'") and text[1:].startswith(values.FORMULA_START)
    assert written_by_hand or values.text(export.neutral(text)) == values.text(text)


@given(st.dictionaries(st.text(), st.text(), max_size=3))
def test_the_lines_about_the_file_hold_no_formula_either(about: dict[str, str]) -> None:
    lines = export.to_csv(pd.DataFrame({"a": [1]}), about=about).decode("utf-8-sig").split("\r\n")[: len(about)]
    for line in lines:
        assert line.startswith("# ")
        assert not any(part.lstrip().startswith(("=", "+", "-", "@")) for part in line.replace(";", ",").split(",")[1:])


def test_csv() -> None:
    lines = export.to_csv(FRAME, about=ABOUT).decode("utf-8-sig").splitlines()
    assert lines[:2] == ["# Filtres: Thala, '=cmd|x; '-1", "# Date: 1 mars 2026"]
    assert lines[2] == "Nom,n,Jour,lon,lat,Filières"
    assert lines[3] == "'=1+1,1.0,2026-03-01,8.67,35.57,OLIV; MIEL"
    assert lines[4] == "جمعية,-2.0,,,,"


def test_xlsx() -> None:
    book = openpyxl.load_workbook(io.BytesIO(export.to_xlsx(FRAME, about=ABOUT)))
    assert book.sheetnames == ["Données", "À propos"]
    first = book["Données"][2]
    assert (first[0].value, first[0].data_type, first[1].value, first[2].value.date()) == (
        "'=1+1",
        "s",
        1,
        dt.date(2026, 3, 1),
    )
    assert [[cell.value for cell in row] for row in book["À propos"]] == [list(pair) for pair in ABOUT.items()]
    arabic = openpyxl.load_workbook(io.BytesIO(export.to_xlsx(FRAME, about=ABOUT, right_to_left=True)))
    assert all(sheet.sheet_view.rightToLeft for sheet in arabic)
    english = openpyxl.load_workbook(io.BytesIO(export.to_xlsx(FRAME, about=ABOUT, language="en")))
    assert english.sheetnames == ["Data", "About"]


def test_geojson() -> None:
    made = json.loads(export.to_geojson(FRAME, about=ABOUT))
    assert made["about"] == ABOUT
    assert made["features"][0]["geometry"] == {"type": "Point", "coordinates": [8.67, 35.57]}
    assert made["features"][1]["geometry"] is None
    assert made["features"][1]["properties"] == {"Nom": "جمعية", "n": -2, "Jour": None, "Filières": ""}


def test_an_empty_frame_is_still_a_file() -> None:
    empty = FRAME.iloc[:0]
    assert csv_rows(export.to_csv(empty, about={})) == [list(FRAME.columns)]
    assert openpyxl.load_workbook(io.BytesIO(export.to_xlsx(empty, about={}))).sheetnames[0] == "Données"
    assert json.loads(export.to_geojson(empty, about={}))["features"] == []


def test_a_text_beyond_excels_cell_is_cut_with_a_mark(tmp_path: object) -> None:
    content = export.to_xlsx(pd.DataFrame({"a": ["x" * 40_000]}), about={})
    value = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]["A2"].value
    assert (len(value), value[-1]) == (32_767, "…")
