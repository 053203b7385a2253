"""A reader's own sheets given back with each remark at its place: cells coloured, the sentences beside the row."""

import io
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from data import report
from data.columns import HEADER_WITHIN
from data.export import MAX_CELL, plain
from data.readers import Sheet
from data.values import text
from words.problem import ERROR, WARNING, Problem
from words.translate import RIGHT_TO_LEFT, sentence, t

COLOURS = {ERROR: "#f4b6a6", WARNING: "#fbe3a8"}
LONGEST_NAME = 31  # of a sheet, Excel's own limit
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))
WIDE = 70  # of the column of sentences, in characters


def marked_workbook(sheets: Sequence[Sheet], problems: Sequence[Problem], language: str) -> bytes:
    """The sheets as given, values only, their rows where they were; then the whole report as a sheet of its own.

    A remark stands as a colour and a note on its cell, and as a sentence after the row's last cell, under no heading:
    the file can be corrected and loaded again as it is.
    """
    import xlsxwriter  # heavy: only when a file is asked for

    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(content, options | {"default_date_format": "dd/mm/yyyy"})
    formats = {severity: book.add_format({"bg_color": colour}) for severity, colour in COLOURS.items()}
    names: set[str] = set()
    for given in sheets:
        sheet = book.add_worksheet(_name(given.name, names))
        if language in RIGHT_TO_LEFT:
            sheet.right_to_left()
        _fill(sheet, given, [one for one in problems if one.sheet == given.name], formats, language)
    _report(book, _name(t("template.sheet.report", language), names), problems, language)
    book.close()
    return content.getvalue()


def _name(wanted: str, taken: set[str]) -> str:
    """A name that Excel accepts and no other sheet has."""
    clean = wanted.translate(FORBIDDEN).strip("' ")[:LONGEST_NAME] or "_"
    name, again = clean, 2
    while name.casefold() in taken:
        name = f"{clean[: LONGEST_NAME - 4]} {again}"
        again += 1
    taken.add(name.casefold())
    return name


def _fill(sheet: Any, given: Sheet, problems: list[Problem], formats: dict[str, Any], language: str) -> None:
    by_row: dict[int, list[Problem]] = defaultdict(list)
    for one in problems:
        if one.row:
            by_row[one.row - 1].append(one)
    wide = max((len(row) for row in given.rows), default=0)
    for place, row in enumerate(given.rows):
        found = by_row.get(place, [])
        marks = {_position(given, one.column): one for one in sorted(found, key=lambda one: one.severity == ERROR)}
        for column, value in enumerate(row):
            _write(sheet, place, column, value, formats[marks[column].severity] if column in marks else None)
            if column in marks:
                sheet.write_comment(place, column, sentence(marks[column], language))
        if found:
            worst = ERROR if any(one.severity == ERROR for one in found) else WARNING
            said = " ".join(dict.fromkeys(sentence(one, language) for one in found))
            sheet.write_string(place, wide, said[:MAX_CELL], formats[worst])
    if by_row:
        sheet.set_column(wide, wide, WIDE)


def _position(given: Sheet, heading: str | None) -> int | None:
    """The column under a heading as the reader wrote it."""
    if heading is None:
        return None
    for row in given.rows[:HEADER_WITHIN]:
        for column, cell in enumerate(row):
            if text(cell) == heading:
                return column
    return None


def _write(sheet: Any, row: int, column: int, value: object, style: Any) -> None:
    cell = plain(value)
    if isinstance(cell, str):
        sheet.write_string(row, column, cell[:MAX_CELL], style)
    elif cell is None:
        sheet.write_blank(row, column, None, style or None)
    else:
        sheet.write(row, column, cell, style)


def _report(book: Any, name: str, problems: Sequence[Problem], language: str) -> None:
    sheet, bold = book.add_worksheet(name), book.add_format({"bold": True, "bottom": 1})
    if language in RIGHT_TO_LEFT:
        sheet.right_to_left()
    rows = report.frame(list(problems), language)
    for column, heading in enumerate(rows.columns):
        sheet.write_string(0, column, str(heading), bold)
    for place, row in enumerate(rows.itertuples(index=False), start=1):
        for column, value in enumerate(row):
            _write(sheet, place, column, value, None)
    sheet.set_column(0, len(rows.columns) - 2, 16)
    sheet.set_column(len(rows.columns) - 1, len(rows.columns) - 1, WIDE)
    sheet.freeze_panes(1, 0)
