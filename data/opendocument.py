"""OpenDocument workbooks (.ods): looked through element by element first, then their stored values read."""

import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax import SAXException

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

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
VALUED = ("office:", "calcext:value", "table:formula")  # attributes of a cell that is not blank
CELL = ("table:table-cell", "table:covered-table-cell")

Rows = Sequence[Sequence[object]]


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
    for piece in archives.pieces(archive, archive.getinfo("content.xml")):
        look.feed(piece)
    look.close()
    return look


class _Look(DefusedExpatParser):  # type: ignore[misc]
    """Counts the cells as a reader lays them out: repeated rows and cells written out, up to the last filled one."""

    def __init__(self, name: str) -> None:
        super().__init__(forbid_dtd=True)
        self.name = name
        self.formulas: dict[str, list[bytes]] = {}
        self.sheet = ""
        self.rows = self.cells = self.text = 0  # of the sheet so far
        self.at = self.width = self.length = self.copies = 0  # of the row so far; the text counts its copies
        self.repeat = 1
        self.most_text, self.most_columns = limits.most_bytes("TEXT_MB"), limits.most("COLUMNS")
        self.most_cells = limits.most("CELLS")

    def reset(self) -> None:
        """A new parse: text comes straight here, not to a handler of its own."""
        super().reset()
        self._parser.CharacterDataHandler = self.character_data

    def start_element(self, name: str, attrs: dict[str, str]) -> None:
        """One element: where it stands, and whether the sheet stays within the limits."""
        if name in CELL:
            self.copies = _times(attrs.get("table:number-columns-repeated"))
            if attrs:
                self._filled(attrs)
            self.at += self.copies
        elif name == "table:table-row":
            self.repeat = _times(attrs.get("table:number-rows-repeated"))
            self.at = self.width = self.length = 0
        elif name == "table:table":
            self.sheet, self.rows, self.cells, self.text = attrs.get("table:name", ""), 0, 0, 0
        elif name in ELSEWHERE:
            raise ProblemError(Problem("workbook_links_out", {"name": self.name}))

    def _filled(self, attrs: dict[str, str]) -> None:
        if formula := attrs.get("table:formula"):
            if any(mark in "".join(formula.split()).upper() for mark in FETCHING):
                raise ProblemError(Problem("workbook_links_out", {"name": self.name}))
            listed = self.formulas.setdefault(self.sheet, [])
            listed.append(f"{_letters(self.at)}{self.rows + 1}".encode())
        if any(key.startswith(VALUED) for key in attrs):
            self.width = self.at + self.copies
            self.length += self.copies * sum(map(len, attrs.values()))
            self._hold()

    def character_data(self, data: str) -> None:
        """Text of a cell, which each repetition gets a copy of."""
        self.length += len(data) * self.copies
        if self.text + self.length * self.repeat > self.most_text:
            raise ProblemError(Problem("workbook_too_big", {"name": self.name, **limits.said("TEXT_MB")}))

    def end_element(self, name: str) -> None:
        """A row's end: blank rows count only once a filled one follows."""
        if name == "table:table-row":
            self.rows += self.repeat
            self.text += self.length * self.repeat
            self.cells += self.width * self.repeat

    def _hold(self) -> None:
        rows, columns = self.rows + self.repeat, self.width
        cells = max(self.cells + columns * self.repeat, rows * columns // 2)
        if columns > self.most_columns or cells > self.most_cells:
            args = {"name": self.name, "rows": rows, "columns": columns, **limits.said("CELLS")}
            raise ProblemError(Problem("sheet_too_wide", args))


def _times(written: str | None) -> int:
    return min(int(written), 10**9) if written and written.isascii() and written.isdigit() else 1


def _letters(column: int) -> str:
    """0 -> A, 26 -> AA."""
    return (_letters(column // 26 - 1) if column >= 26 else "") + chr(ord("A") + column % 26)
