"""OpenDocument workbooks (.ods): looked through element by element first, then their stored values read."""

import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

import defusedxml.sax
from defusedxml.common import DefusedXmlException

from data import archives, limits
from data.calamine import worksheets
from data.workbook import said
from words.problem import Problem, ProblemError

SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
# Elements that fetch values from another file or program, or run one.
ELSEWHERE = frozenset({
    "office:dde-source", "table:dde-link", "table:dde-links", "table:table-source", "table:cell-range-source",
    "text:dde-connection-decl", "table:database-source-sql", "table:database-source-table",
    "table:database-source-query", "table:source-service",
})  # fmt: skip
FETCHING = ("DDE(", "WEBSERVICE(", "'FILE:", "'HTTP:", "'HTTPS:", "|'")
CELL = ("table:table-cell", "table:covered-table-cell")

Rows = Sequence[Sequence[object]]
Attributes = Any  # xml.sax gives a mapping of names to text


def read_opendocument(path: Path) -> list[tuple[str, Rows, tuple[Problem, ...]]]:
    """Every sheet's stored values, with a warning where they come from formulas. Raises ProblemError."""
    try:
        with archives.opened(path) as archive:
            if not archives.content(archive, "mimetype").startswith(SPREADSHEET):
                raise zipfile.BadZipFile("no spreadsheet")
            found = _looked_through(archive, path.name)
    except DefusedXmlException as error:
        raise ProblemError(Problem("workbook_unsafe", {"name": path.name})) from error
    except (*archives.BROKEN, SAXException) as error:
        raise ProblemError(Problem("not_opendocument", {"name": path.name})) from error
    return [(sheet, rows, said(sheet, found.formulas.get(sheet, []))) for sheet, rows in worksheets(path)]


def _looked_through(archive: zipfile.ZipFile, name: str) -> "_Look":
    """What its sheets hold. Raises ProblemError for a workbook beyond the limits, or reading from elsewhere."""
    if any(entry.filename == "META-INF/manifest.xml" for entry in archive.infolist()):
        manifest = archives.content(archive, "META-INF/manifest.xml")
        if b"encryption-data" in manifest:
            raise ProblemError(Problem("archive_locked", {"name": name}))
    look = _Look(name)
    parser = defusedxml.sax.make_parser()
    parser.forbid_dtd = True
    parser.setContentHandler(look)
    for piece in archives.pieces(archive, archive.getinfo("content.xml")):
        parser.feed(piece)
    parser.close()
    return look


class _Look(ContentHandler):
    """Counts the cells as a reader lays them out: repeated rows and cells written out, up to the last filled one."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.formulas: dict[str, list[bytes]] = {}
        self.sheet = ""
        self.row = self.cells = self.text = 0
        self.width = self.at = self.repeat = self.length = self.copies = 0

    def startElement(self, name: str, attrs: Attributes) -> None:  # noqa: N802
        """One element: where it stands, and whether the sheet stays within the limits."""
        if name in CELL:
            self._cell(attrs)
        elif name == "table:table-row":
            self.repeat = _times(attrs.get("table:number-rows-repeated"))
            self.at = self.width = self.length = 0
        elif name == "table:table":
            self.sheet, self.row, self.cells, self.text = attrs.get("table:name", ""), 0, 0, 0
        elif name in ELSEWHERE:
            raise ProblemError(Problem("workbook_links_out", {"name": self.name}))

    def _cell(self, attrs: Attributes) -> None:
        copies = _times(attrs.get("table:number-columns-repeated"))
        formula = attrs.get("table:formula", "")
        if formula:
            self._formula(formula)
        self.at += copies
        self.copies = copies
        if formula or attrs.get("office:value-type") or attrs.get("calcext:value-type"):
            self.width = self.at
            self._hold()

    def _formula(self, formula: str) -> None:
        written = "".join(formula.split()).upper()
        if any(mark in written for mark in FETCHING):
            raise ProblemError(Problem("workbook_links_out", {"name": self.name}))
        listed = self.formulas.setdefault(self.sheet, [])
        listed.append(f"{_letters(self.at)}{self.row + 1}".encode())

    def characters(self, content: str) -> None:
        """Text of a cell, which each repetition gets a copy of."""
        if self.width:
            self.length += len(content) * self.copies
            if self.text + self.length * self.repeat > limits.most_bytes("TEXT_MB"):
                raise ProblemError(Problem("workbook_too_big", {"name": self.name, **limits.said("TEXT_MB")}))

    def endElement(self, name: str) -> None:  # noqa: N802
        """A row's end: blank rows count only once a filled one follows."""
        if name == "table:table-row":
            self.row += self.repeat
            self.text += self.length * self.repeat
            if self.width:
                self.cells += self.width * self.repeat
                self._hold()

    def _hold(self) -> None:
        rows, columns = self.row + self.repeat, self.width
        if columns > limits.most("COLUMNS") or max(self.cells, rows * columns // 2) > limits.most("CELLS"):
            args = {"name": self.name, "rows": rows, "columns": columns, **limits.said("CELLS")}
            raise ProblemError(Problem("sheet_too_wide", args))


def _times(written: str | None) -> int:
    return min(int(written), 10**9) if written and written.isascii() and written.isdigit() else 1


def _letters(column: int) -> str:
    """0 -> A, 26 -> AA."""
    return (_letters(column // 26 - 1) if column >= 26 else "") + chr(ord("A") + column % 26)
