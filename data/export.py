"""Files out: CSV, XLSX and GeoJSON that say what they are, with no cell that a spreadsheet would run."""

import csv
import datetime as dt
import io
import json
import math
import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from data.values import FORMULA_START
from words.translate import DEFAULT_LANGUAGE, t

INSIDE_LINE = re.compile(r"([,;]\s*)([=+\-@＝＋－＠])")
MAX_CELL = 32_767  # Excel's own limits
MAX_ROWS = 1_048_575


def neutral(text: str) -> str:
    """`text` as a spreadsheet shows it and never runs it: an apostrophe before a formula's first character."""
    return f"'{text}" if text.startswith(FORMULA_START) else text


def plain(value: object) -> str | float | int | bool | dt.date | None:
    """A cell as a plain, harmless value: blanks are None, lists 'a; b', NumPy and pandas types Python's own."""
    if isinstance(value, str):
        return neutral(value)
    if isinstance(value, list | tuple | set | frozenset):
        return neutral("; ".join(str(part) for part in value))
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, dt.datetime):
        return value.replace(microsecond=0).isoformat(sep=" ")
    if isinstance(value, dt.date):
        return value
    if hasattr(value, "tolist"):  # a NumPy scalar or array
        return plain(value.tolist())
    if isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return neutral(str(value))


def _rows(frame: pd.DataFrame) -> list[list[Any]]:
    columns = [[plain(value) for value in frame.iloc[:, place]] for place in range(frame.shape[1])]
    return [list(row) for row in zip(*columns, strict=True)]


def _headings(frame: pd.DataFrame) -> list[str]:
    return [neutral(str(name)) for name in frame.columns]


def to_csv(frame: pd.DataFrame, *, about: Mapping[str, str]) -> bytes:
    """UTF-8 with mark, commas, decimal point; first the lines '# name: text' of `about`."""
    out = io.StringIO()
    for name, text in about.items():
        line = " ".join(f"{name}: {text}".split())
        out.write("# " + INSIDE_LINE.sub(r"\1'\2", line) + "\r\n")
    writer = csv.writer(out)
    writer.writerow(_headings(frame))
    writer.writerows(_rows(frame))
    return out.getvalue().encode("utf-8-sig")


def to_xlsx(
    frame: pd.DataFrame, *, about: Mapping[str, str], right_to_left: bool = False, language: str | None = None
) -> bytes:
    """A workbook: the rows, then a sheet that says what they are. Beyond a sheet's rows a next sheet goes on.

    `language` is that of the sheets' names: Arabic when written from the right and else French, if not given.
    """
    import xlsxwriter  # heavy: only when a file is asked for

    language = language or ("ar" if right_to_left else DEFAULT_LANGUAGE)
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(content, options | {"default_date_format": "dd/mm/yyyy"})
    bold = book.add_format({"bold": True, "bottom": 1})
    rows = _rows(frame)
    for place in range(0, max(len(rows), 1), MAX_ROWS):
        number = f" {place // MAX_ROWS + 1}" if place else ""
        sheet = book.add_worksheet(t("report.data", language) + number)
        _fill(sheet, _headings(frame), rows[place : place + MAX_ROWS], bold, right_to_left)
    said = book.add_worksheet(t("template.sheet.about", language))
    _fill(said, None, [[neutral(name), neutral(text)] for name, text in about.items()], bold, right_to_left)
    said.set_column(0, 0, 24, bold)
    said.set_column(1, 1, 100)
    book.close()
    return content.getvalue()


def _fill(sheet: Any, headings: list[str] | None, rows: list[list[Any]], bold: Any, right_to_left: bool) -> None:
    if right_to_left:
        sheet.right_to_left()
    first = 0
    if headings is not None:
        for column, heading in enumerate(headings):
            sheet.write_string(0, column, heading, bold)
            longest = max([len(heading), *(len(str(row[column] or "")) for row in rows[:200])])
            sheet.set_column(column, column, min(max(longest + 2, 8), 60))
        sheet.freeze_panes(1, 0)
        first = 1
    for place, row in enumerate(rows, start=first):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(place, column, value if len(value) <= MAX_CELL else value[: MAX_CELL - 1] + "…")
            elif value is not None:
                sheet.write(place, column, value)


def to_geojson(frame: pd.DataFrame, *, about: Mapping[str, str], lon: str = "lon", lat: str = "lat") -> bytes:
    """Points from two columns of degrees, the other columns as properties; a row not located has no geometry."""
    names = [neutral(str(name)) for name in frame.columns if name not in (lon, lat)]
    rows = _rows(frame.drop(columns=[lon, lat]))
    points = zip(pd.to_numeric(frame[lon], errors="coerce"), pd.to_numeric(frame[lat], errors="coerce"), strict=True)
    features = [
        {"type": "Feature", "geometry": _point(x, y), "properties": dict(zip(names, row, strict=True))}
        for (x, y), row in zip(points, rows, strict=True)
    ]
    collection = {"type": "FeatureCollection", "about": dict(about), "features": features}
    return json.dumps(collection, ensure_ascii=False, allow_nan=False, default=str).encode()


def _point(lon: float, lat: float) -> dict[str, Any] | None:
    if not (math.isfinite(lon) and math.isfinite(lat)):
        return None
    return {"type": "Point", "coordinates": [round(float(lon), 6), round(float(lat), 6)]}
