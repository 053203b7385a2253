"""The workbook to fill: one sheet per table, lists, notes in three languages. `python -m data.template FILE`."""

import argparse
import io
import sys
from pathlib import Path
from typing import Any

import xlsxwriter

from data import choices
from data.examples import EXAMPLES
from data.sheets import TABLES, Column, Table
from words.console import speak_utf8
from words.translate import DEFAULT_LANGUAGE, LANGUAGES, RIGHT_TO_LEFT, has, t

ROWS_WITH_LISTS = 5_000  # rows below the header that offer the drop-down lists
INK, PAPER, ACCENT, GREY = "#1d2b3a", "#fbfaf7", "#0f766e", "#6b7280"
WIDTHS = {"name": 34, "title": 34, "text": 22, "choice": 26, "delegation": 26, "reference": 26, "date": 14}


def workbook(language: str = DEFAULT_LANGUAGE) -> bytes:
    """The template as an .xlsx file, headings in `language`, the other two languages in the notes."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    looks = _looks(book)
    readme = book.add_worksheet(t("template.sheet.readme", language))
    sheets = {table.name: book.add_worksheet(t(f"table.{table.name}", language)) for table in TABLES}
    ranges = _lists(book, language)
    _readme(readme, looks, language)
    for table in TABLES:
        _sheet(sheets[table.name], table, looks, ranges, language)
    book.close()
    return content.getvalue()


def _looks(book: Any) -> dict[str, Any]:
    head = {"bold": True, "font_color": PAPER, "text_wrap": True, "valign": "top", "border": 1, "border_color": PAPER}
    return {
        "head": book.add_format(head | {"bg_color": INK}),
        "required": book.add_format(head | {"bg_color": ACCENT}),
        "example": book.add_format({"italic": True, "font_color": GREY, "bg_color": "#eceae4"}),
        "date": book.add_format({"num_format": "dd/mm/yyyy"}),
        "title": book.add_format({"bold": True, "font_size": 16, "font_color": ACCENT, "text_wrap": True}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "arabic": book.add_format({"text_wrap": True, "valign": "top", "align": "right", "reading_order": 2}),
    }


def _lists(book: Any, language: str) -> dict[str, str]:
    """The hidden sheet of lists; list name -> its range as a formula."""
    sheet = book.add_worksheet(t("template.sheet.lists", language))
    sheet.hide()
    names = {column.choice for table in TABLES for column in table.columns if column.kind == "choice"}
    ranges = {}
    for position, name in enumerate([*sorted(filter(None, names)), "delegation", "governorate"]):
        shown = [choices.shown(name, code, language) for code in choices.codes(name)]
        sheet.write_string(0, position, name)
        sheet.write_column(1, position, shown)
        letter = xlsxwriter.utility.xl_col_to_name(position)
        ranges[name] = f"='{t('template.sheet.lists', language)}'!${letter}$2:${letter}${len(shown) + 1}"
    return ranges


def _readme(sheet: Any, looks: dict[str, Any], language: str) -> None:
    order = [language, *(other for other in LANGUAGES if other != language)]
    sheet.hide_gridlines(2)
    sheet.set_column(0, len(order) - 1, 60)
    lines = ["title", *(f"line.{n}" for n in range(1, 100) if has(f"template.line.{n}", language))]
    for position, name in enumerate(order):
        look = "arabic" if name in RIGHT_TO_LEFT else "text"
        for row, line in enumerate(lines):
            sheet.write_string(row, position, t(f"template.{line}", name), looks["title" if line == "title" else look])
    if language in RIGHT_TO_LEFT:
        sheet.right_to_left()


def _sheet(sheet: Any, table: Table, looks: dict[str, Any], ranges: dict[str, str], language: str) -> None:
    if language in RIGHT_TO_LEFT:
        sheet.right_to_left()
    sheet.freeze_panes(1, 2)
    sheet.set_row(0, 34)
    offered = [column for column in table.columns if column.offered]
    for position, column in enumerate(offered):
        heading = t(f"column.{column.name}", language) + (" *" if column.required else "")
        sheet.write_string(0, position, heading, looks["required" if column.required else "head"])
        sheet.write_comment(0, position, note(column), {"x_scale": 2.2, "y_scale": 1.8})
        look = looks["date"] if column.kind == "date" else None
        sheet.set_column(position, position, WIDTHS.get(column.name, WIDTHS.get(column.kind, 16)), look)
        _offer(sheet, position, column, ranges, language)
        example = _example(table, column, language)
        sheet.write(1, position, example, looks["example"])


def _offer(sheet: Any, position: int, column: Column, ranges: dict[str, str], language: str) -> None:
    name = _list(column)
    if name is None:
        return
    rule = {
        "validate": "list", "source": ranges[name], "error_type": "information",
        "error_title": t("template.invalid.title", language), "error_message": t("template.invalid.text", language),
    }  # fmt: skip
    sheet.data_validation(1, position, ROWS_WITH_LISTS, position, rule)


def _list(column: Column) -> str | None:
    """The list that a column offers, if it offers one."""
    if column.name in ("governorate", "delegation"):
        return column.name
    return column.choice if column.kind == "choice" else None


def note(column: Column) -> str:
    """What the heading means and how to fill the column, in three languages."""
    lines = []
    for language in LANGUAGES:
        kind = "delegation" if column.name == "delegation" else column.kind
        kind = {"coordinate": "number"}.get(kind, "choice" if column.name == "governorate" else kind)
        must = f" {t('template.required', language)}" if column.required else ""
        lines.append(f"{t(f'column.{column.name}', language)} : {t(f'template.note.{kind}', language)}{must}")
    return "\n".join(lines)


def _example(table: Table, column: Column, language: str) -> str | float | None:
    value = t("template.example", language) if column.name == "id" else EXAMPLES[table.name].get(column.name)
    if not isinstance(value, str):
        return value
    name = _list(column)
    return choices.shown(name, value, language) if name else value


def main(arguments: list[str] | None = None) -> int:
    """Write the template to a file."""
    speak_utf8()
    parser = argparse.ArgumentParser(prog="python -m data.template", description="Write the workbook to fill.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--lang", choices=LANGUAGES, default=DEFAULT_LANGUAGE, help="language of the headings")
    given = parser.parse_args(arguments)
    try:
        given.file.write_bytes(workbook(given.lang))
    except OSError as error:
        sys.stderr.write(f"{given.file}: {error.strerror}\n")
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
