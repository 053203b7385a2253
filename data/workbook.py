"""Excel workbooks: bounded and looked through first, then their stored values read. No formula is ever computed."""

import posixpath
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from data import archives, limits
from data.calamine import worksheets
from data.shared_text import too_much
from words.problem import WARNING, Problem, ProblemError

OVERLAP = 1 << 12
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"

DECLARATION = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
# Each begins with a plain letter, which is what makes them fast; bounded, so that no text can make them slow.
ROW = re.compile(rb"row\s[^>]{0,200}?\br\s*=\s*[\"'](\d{1,9})")
COLUMN = re.compile(rb"r\s{0,9}=\s{0,9}[\"']([A-Za-z]{1,8})\d")
FORMULA = re.compile(rb"f[\s>/]")
REFERENCE = re.compile(rb"r\s{0,9}=\s{0,9}[\"']([A-Za-z]{1,3}\d{1,7})[\"']")
QUOTED = re.compile(rb"(?:&quot;|\").*?(?:&quot;|\")")
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
CELLS = (b"<c ", b"<c>", b"<c/", b":c ", b":c>", b":c/")
ELSEWHERE = ("externallinks/", "connections.xml", "querytables/")  # parts that fetch values from another file or server

Rows = Sequence[Sequence[object]]


def read_workbook(path: Path) -> list[tuple[str, Rows, tuple[Problem, ...]]]:
    """Every worksheet's stored values, with a warning where they come from formulas. Raises ProblemError."""
    with path.open("rb") as file:
        if file.read(4) == OLD_WORKBOOK:
            raise ProblemError(Problem("workbook_locked_or_old", {"name": path.name}))
    try:
        with archives.opened(path) as archive:
            formulas = _looked_through(archive, path.name)
    except DefusedXmlException as error:
        raise ProblemError(Problem("workbook_unsafe", {"name": path.name})) from error
    except (*archives.BROKEN, ElementTree.ParseError) as error:
        raise ProblemError(Problem("not_a_workbook", {"name": path.name})) from error
    return [(sheet, rows, said(sheet, formulas.get(sheet, []))) for sheet, rows in worksheets(path)]


def said(sheet: str, cells: list[bytes]) -> tuple[Problem, ...]:
    """The warning that these cells of a sheet hold formulas."""
    if not cells:
        return ()
    first = cells[0].decode("ascii")
    row = int(re.sub(r"\D", "", first))
    return (Problem("formulas_read", {"n": len(cells), "cell": first}, sheet, row, severity=WARNING),)


def _looked_through(archive: zipfile.ZipFile, name: str) -> dict[str, list[bytes]]:
    """The cells with a formula, by sheet. Raises ProblemError for a workbook beyond the limits or with declarations."""
    for written in archive.namelist():
        if any(mark in written.lower() for mark in ELSEWHERE):
            raise ProblemError(Problem("workbook_links_out", {"name": name}))
    names = _sheet_names(archive)
    if too_much(archive, names, _chunks):
        raise ProblemError(Problem("workbook_too_big", {"name": name, **limits.said("TEXT_MB")}))
    found = {}
    for part in archive.infolist():
        is_text = part.filename.lower().endswith("sharedstrings.xml")
        found[names.get(part.filename, "")] = _scan(archive, part, name, is_sheet=not is_text)
    return found


def _scan(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str, *, is_sheet: bool) -> list[bytes]:
    """Stream one part: no declarations, no cell so far out that the table in between would fill the memory."""
    formulas: dict[bytes, None] = {}
    is_picture = part.filename.lower().startswith("xl/media/")
    last_row = last_column = cells = 0
    for chunk in _chunks(archive, part):
        if not is_picture and DECLARATION.search(chunk):
            raise ProblemError(Problem("workbook_unsafe", {"name": name}))
        if is_sheet:
            last_row = max(last_row, max(map(int, ROW.findall(chunk)), default=0))
            last_column = max(last_column, max(map(_column_number, set(COLUMN.findall(chunk))), default=0))
            cells += sum(map(chunk.count, CELLS))
            formulas |= dict.fromkeys(_formula_cells(chunk, name))
    if last_column > limits.most("COLUMNS") or max(last_row * last_column // 2, cells) > limits.most("CELLS"):
        args = {"name": name, "rows": last_row, "columns": last_column, **limits.said("CELLS")}
        raise ProblemError(Problem("sheet_too_wide", args))
    return list(formulas)


def _formula_cells(chunk: bytes, name: str) -> Iterator[bytes]:
    """The addresses of the cells that hold a formula: an `f` element right after its cell's opening tag."""
    for found in FORMULA.finditer(chunk):
        tag = chunk.rfind(b"<", 0, found.start() + 1)
        if not re.fullmatch(rb"<(\w{1,9}:)?", chunk[tag : found.start()]):
            continue
        opening = chunk[chunk.rfind(b"<", 0, tag) : tag]
        if address := REFERENCE.search(opening):
            if _asks_a_program(chunk[found.end() - 1 : found.end() + 8_000]):
                raise ProblemError(Problem("workbook_links_out", {"name": name}))
            yield address.group(1)


def _asks_a_program(formula: bytes) -> bool:
    """Whether a formula, from its tag on, is one that starts a program: service|topic!item."""
    written = QUOTED.sub(b"", formula[formula.find(b">") + 1 :].split(b"<", 1)[0])
    return b"|" in written and b"!" in written[written.find(b"|") :]


def _chunks(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Pieces that overlap, so that a pattern across a border is seen; NULs go, so that UTF-16 hides nothing."""
    tail = b""
    for piece in archives.pieces(archive, part):
        chunk = tail + piece.replace(b"\0", b"")
        yield chunk
        tail = chunk[-OVERLAP:]


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper()[:8]:
        number = number * 26 + letter - 64
    return number


def _sheet_names(archive: zipfile.ZipFile) -> dict[str, str]:
    """Path of each worksheet's part -> the sheet's name."""
    book, relations = (
        ElementTree.fromstring(archives.content(archive, part), forbid_dtd=True)
        for part in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")
    )
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    paths = {}
    for sheet in book.iter():
        target = targets.get(sheet.get(RELATION))
        if sheet.tag.endswith("}sheet") and target:
            paths[posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")] = sheet.get("name", "")
    return paths
