"""CSV files: which encoding, which separator, then the cells as text."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from data import limits
from words.problem import Problem, ProblemError

SEPARATORS = ";,\t"
MAX_CELL = 100_000
BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
ARABIC_RUN = re.compile(r"[\u0621-\u064a]{3,}")

Rows = Sequence[Sequence[object]]


def read_delimited(path: Path) -> list[tuple[str, Rows, tuple[Problem, ...]]]:
    """The one sheet of a CSV file, named as the file. Raises ProblemError when it is not text in columns."""
    content = decoded(path.read_bytes(), path.name)
    declared = re.match(r'"?sep=(.)"?\r?\n', content)
    separator = declared.group(1) if declared else guess_separator(content)
    _not_too_big(content, separator, path.name)
    try:
        rows = _rows(content, separator)
    except csv.Error as error:
        raise ProblemError(Problem("csv_broken", {"name": path.name})) from error
    if max(map(len, rows), default=0) > limits.most("COLUMNS"):
        raise _too_wide(path.name, len(rows), max(map(len, rows)), "COLUMNS")
    return [(path.stem, rows, ())]


def _not_too_big(content: str, separator: str, name: str) -> None:
    lines, cells = content.count("\n") + content.count("\r"), content.count(separator)
    if lines + cells > limits.most("CELLS"):
        raise _too_wide(name, lines, cells // max(lines, 1), "CELLS")


def _too_wide(name: str, rows: int, columns: int, limit: str) -> ProblemError:
    return ProblemError(
        Problem("sheet_too_wide", {"name": name, "rows": rows, "columns": columns, **limits.said(limit)})
    )


def _rows(content: str, separator: str, most: int | None = None) -> list[list[str]]:
    csv.field_size_limit(MAX_CELL)
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=separator)
    return list(reader) if most is None else [row for _, row in zip(range(most), reader, strict=False)]


def decoded(content: bytes, name: str) -> str:
    """The text of a file in UTF-8 or UTF-16, with or without its mark, else cp1252 or cp1256. Raises ProblemError."""
    text = _decoded(content, name)
    if "\0" in text:
        raise ProblemError(Problem("not_text", {"name": name}))
    return text


def _decoded(content: bytes, name: str) -> str:
    for mark, encoding in BOMS:
        if content.startswith(mark):
            return _strict(content[len(mark) :], encoding, name)
    nuls = content[:4000].count(0)
    if nuls > len(content[:4000]) // 4:
        return _strict(content, "utf-16-le" if content[1:2] == b"\0" else "utf-16-be", name)
    if nuls:
        raise ProblemError(Problem("not_text", {"name": name}))
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode(one_byte(content), errors="replace")
    if text.count("\ufffd") > len(text) // 100:
        raise ProblemError(Problem("not_text", {"name": name}))
    return text


def _strict(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise ProblemError(Problem("not_text", {"name": name})) from error


def one_byte(content: bytes) -> str:
    """cp1256 or cp1252. Windows' Arabic page keeps the small French letters: Arabic shows as runs of Arabic letters."""
    return "cp1256" if ARABIC_RUN.search(content.decode("cp1256", errors="replace")) else "cp1252"


def guess_separator(content: str) -> str:
    """The separator that gives the most columns on the most of the first lines."""

    def evenness(separator: str) -> int:
        try:
            widths = Counter(len(row) for row in _rows(content[:200_000], separator, 30) if len(row) > 1)
        except csv.Error:
            return 0
        return max((width * lines for width, lines in widths.items()), default=0)

    return max(SEPARATORS, key=evenness)
