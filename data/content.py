"""What a file really is, by its first bytes, whatever its name ends in."""

import re
import zipfile
from pathlib import Path

from data.archives import BROKEN
from words.problem import Problem, ProblemError

STARTS = (
    (b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"), (b"\xd0\xcf\x11\xe0", "xls"), (b"SQLite format 3\0", "sqlite"),
    (b"%PDF", "pdf"), (b"\x1f\x8b", "gz"), (b"7z\xbc\xaf", "7z"), (b"Rar!", "rar"), (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpg"), (b"\0\0\x27\x0a", "shp"),
)  # fmt: skip
MARKUP = re.compile(rb"\s*<(\?xml|!doctype|!entity|html|svg|ogrvrt|gml|kml|table|workbook|\w+[:\s>])", re.IGNORECASE)
OBJECT = re.compile(rb"\s*[{\[]")
# Which content each ending may have. A workbook of the wrong kind is told by its own reader.
MAY_BE = {
    ".xlsx": ("zip", "xls", None), ".ods": ("zip", None), ".zip": ("zip", None), ".gpkg": ("sqlite", None),
    ".csv": (None,), ".tsv": (None,), ".txt": (None,), ".geojson": ("object", None), ".json": ("object", None),
}  # fmt: skip
ENDINGS = {"sqlite": "gpkg", "markup": "xml", "object": "json"}


def kind(start: bytes) -> str | None:
    """What the first bytes announce; None for text or anything else."""
    for mark, found in STARTS:
        if start.startswith(mark):
            return found
    plain = start.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"")
    if MARKUP.match(plain):
        return "markup"
    return "object" if OBJECT.match(plain) else None


def hold(path: Path) -> None:
    """Raises ProblemError where the file is evidently of another kind than its name says."""
    with path.open("rb") as file:
        start = file.read(512)
    ending = path.suffix.lower()
    found = kind(start)
    if MAY_BE[ending] == (None,) and found == "object":
        return  # a cell may begin with a brace
    if found not in MAY_BE[ending]:
        raise _other(path, ENDINGS.get(found or "", found or "?"))
    if found == "zip" and (inside := _inside(path)) and inside != ending:
        raise _other(path, inside.removeprefix("."))


def _other(path: Path, found: str) -> ProblemError:
    args: dict[str, str | int | float] = {"name": path.name, "kind": f".{found}", "ending": path.suffix.lower()}
    return ProblemError(Problem("content_other_kind", args))


def _inside(path: Path) -> str | None:
    """Which kind of zip it is, by the names of its parts."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = {name.lower() for name in archive.namelist()}
    except (*BROKEN, OSError):
        return None
    if "xl/workbook.xml" in names:
        return ".xlsx"
    if "xl/workbook.bin" in names:
        return ".xlsb"
    if "word/document.xml" in names:
        return ".docx"
    if "content.xml" in names and "mimetype" in names:
        return ".ods"
    return ".zip" if any(name.endswith((".shp", ".dbf")) for name in names) else None
