"""Excel workbooks: bounded and looked through first, then their stored values read. No formula is ever computed."""

import posixpath
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import python_calamine

from data.shared_text import MAX_TEXT_BYTES, too_much
from words.problem import WARNING, Problem, ProblemError

MAX_UNZIPPED_BYTES = 1_000_000_000
MAX_PARTS = 2_000
MAX_CELLS = 30_000_000
MAX_COLUMNS = 702  # A to ZZ
CHUNK, OVERLAP = 1 << 20, 1 << 12
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"

DECLARATION = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
# Each begins with a plain letter, which is what makes them fast; bounded, so that no text can make them slow.
ROW = re.compile(rb"row\s[^>]{0,200}?\br\s*=\s*[\"'](\d{1,9})")
FAR_COLUMN = re.compile(rb"r\s{0,9}=\s{0,9}[\"']([A-Za-z]{2,8})\d")
FORMULA = re.compile(rb"f[\s>/]")
REFERENCE = re.compile(rb"r\s{0,9}=\s{0,9}[\"']([A-Za-z]{1,3}\d{1,7})[\"']")
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

Rows = Sequence[Sequence[object]]


def read_workbook(path: Path) -> list[tuple[str, Rows, tuple[Problem, ...]]]:
    """Every worksheet's stored values, with a warning where they come from formulas. Raises ProblemError."""
    with path.open("rb") as file:
        if file.read(4) == OLD_WORKBOOK:
            raise ProblemError(Problem("workbook_locked_or_old", {"name": path.name}))
    try:
        with zipfile.ZipFile(path) as archive:
            formulas = _looked_through(archive, path.name)
        book = python_calamine.CalamineWorkbook.from_path(path)
        sheets: list[tuple[str, Rows, tuple[Problem, ...]]] = []
        for sheet in book.sheets_metadata:
            if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet:
                rows = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
                sheets.append((sheet.name, rows, _said(sheet.name, formulas.get(sheet.name, []))))
        return sheets
    # NotImplementedError is what zipfile raises for a compression it does not know.
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, ET.ParseError, KeyError,
            RuntimeError, ValueError, python_calamine.CalamineError) as error:  # fmt: skip
        raise ProblemError(Problem("not_a_workbook", {"name": path.name})) from error


def _said(sheet: str, cells: list[bytes]) -> tuple[Problem, ...]:
    if not cells:
        return ()
    first = cells[0].decode("ascii")
    row = int(re.sub(r"\D", "", first))
    return (Problem("formulas_read", {"n": len(cells), "cell": first}, sheet, row, severity=WARNING),)


def _looked_through(archive: zipfile.ZipFile, name: str) -> dict[str, list[bytes]]:
    """The cells with a formula, by sheet. Raises ProblemError for a workbook beyond the limits or with declarations."""
    parts = archive.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNZIPPED_BYTES:
        raise ProblemError(Problem("workbook_too_big", {"name": name, "most": MAX_UNZIPPED_BYTES // 1_000_000}))
    names = _sheet_names(archive, name)
    if too_much(archive, names, _chunks):
        raise ProblemError(Problem("workbook_too_big", {"name": name, "most": MAX_TEXT_BYTES // 1_000_000}))
    found = {}
    for part in parts:
        if part.filename in names or part.filename.lower().endswith((".xml", ".rels")):
            cells = _scan(archive, part, name, is_sheet=part.filename in names)
            found[names.get(part.filename, "")] = cells
    return found


def _scan(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str, *, is_sheet: bool) -> list[bytes]:
    """Stream one XML part: no declarations, no cell so far out that the table in between would fill the memory."""
    formulas: dict[bytes, None] = {}
    last_row, last_column = 0, 26
    for chunk in _chunks(archive, part):
        if DECLARATION.search(chunk):
            raise ProblemError(Problem("workbook_unsafe", {"name": name}))
        if is_sheet:
            last_row = max(last_row, max(map(int, ROW.findall(chunk)), default=0))
            last_column = max(last_column, max(map(_column_number, FAR_COLUMN.findall(chunk)), default=0))
            formulas |= dict.fromkeys(_formula_cells(chunk))
    if last_column > MAX_COLUMNS or last_row * last_column > MAX_CELLS:
        raise ProblemError(Problem("sheet_too_wide", {"name": name, "rows": last_row, "columns": last_column}))
    return list(formulas)


def _formula_cells(chunk: bytes) -> Iterator[bytes]:
    """The addresses of the cells that hold a formula: an `f` element right after its cell's opening tag."""
    for found in FORMULA.finditer(chunk):
        tag = chunk.rfind(b"<", 0, found.start() + 1)
        if not re.fullmatch(rb"<(\w{1,9}:)?", chunk[tag : found.start()]):
            continue
        opening = chunk[chunk.rfind(b"<", 0, tag) : tag]
        if address := REFERENCE.search(opening):
            yield address.group(1)


def _chunks(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Pieces that overlap, so that a pattern across a border is seen; NULs go, so that UTF-16 hides nothing."""
    tail = b""
    with archive.open(part) as stream:
        while piece := stream.read(CHUNK):
            chunk = tail + piece.replace(b"\0", b"")
            yield chunk
            tail = chunk[-OVERLAP:]


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper()[:8]:
        number = number * 26 + letter - 64
    return number


def _sheet_names(archive: zipfile.ZipFile, name: str) -> dict[str, str]:
    """Path of each worksheet's part -> the sheet's name."""
    files = {}
    for part in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
        files[part] = archive.read(part)
        if DECLARATION.search(files[part].replace(b"\0", b"")):
            raise ProblemError(Problem("workbook_unsafe", {"name": name}))
    targets = {r.get("Id"): r.get("Target", "") for r in ET.fromstring(files["xl/_rels/workbook.xml.rels"])}
    paths = {}
    for sheet in ET.fromstring(files["xl/workbook.xml"]).iter():
        target = targets.get(sheet.get(RELATION))
        if sheet.tag.endswith("}sheet") and target:
            paths[posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")] = sheet.get("name", "")
    return paths
