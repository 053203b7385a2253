"""From a cell to a value: text, numbers, years, dates. A cell that cannot be read is a CellError."""

import datetime as dt
import math
import re
import unicodedata

from words.problem import Problem

MAX_TEXT = 1_000
FIRST_YEAR, LAST_YEAR = 1900, 2100
# What a spreadsheet takes for a formula; the last four are the full-width forms of the first.
FORMULA_START = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Control characters and marks of direction: unseen, so that two equal names would differ.
INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
DAY_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})(?:[ T].*)?")
YEAR_FIRST = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})(?:[ T].*)?")


class CellError(Exception):
    """A cell that cannot be read, as the problem it is (without its place)."""

    def __init__(self, code: str, **args: str | int | float) -> None:
        super().__init__(code)
        self.problem = Problem(code, args)


def text(cell: object) -> str | None:
    """A cell as text on one line, None if blank; a whole number loses its '.0', an export's leading apostrophe goes."""
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return None
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    raw = str(cell)
    if raw.startswith("'") and raw[1:].startswith(FORMULA_START):
        raw = raw[1:]
    return " ".join(INVISIBLE.sub("", unicodedata.normalize("NFC", raw)).split()) or None


def short_text(cell: object) -> str | None:
    """`text`, at most MAX_TEXT characters. Raises CellError beyond."""
    written = text(cell)
    if written is not None and len(written) > MAX_TEXT:
        raise CellError("text_too_long", n=len(written), most=MAX_TEXT)
    return written


def number(cell: object) -> float | None:
    """A number with decimal comma or point, spaces between thousands, any script's digits. Raises CellError."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if not math.isfinite(cell):
            raise CellError("not_a_number")
        return float(cell)
    written = text(cell)
    if written is None:
        return None
    plain = re.sub(r"[\s\u00a0\u202f']", "", written.replace("٫", ",").replace("٬", ""))
    plain = "".join(str(unicodedata.digit(c, c)) if c.isdigit() else c for c in plain).replace("−", "-")
    if plain.count(",") == 1 and plain.rfind(",") > plain.rfind("."):
        plain = plain.replace(".", "").replace(",", ".")
    elif plain.count(".") == 1 and plain.rfind(".") > plain.rfind(","):
        plain = plain.replace(",", "")
    if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", plain):
        raise CellError("not_a_number")
    value = float(plain)
    if not math.isfinite(value):
        raise CellError("not_a_number")
    return value


def whole(cell: object) -> int | None:
    """A whole number, zero or more, that a 32-bit column can hold. Raises CellError."""
    value = number(cell)
    if value is None:
        return None
    if not value.is_integer():
        raise CellError("not_whole")
    if not 0 <= value < 2**31:
        raise CellError("out_of_range", least=0, most=2**31 - 1)
    return int(value)


def date(cell: object) -> dt.date | None:
    """A date: a spreadsheet's own, day/month/year or year-month-day. Raises CellError."""
    if isinstance(cell, dt.datetime):
        return _sane(cell.date())
    if isinstance(cell, dt.date):
        return _sane(cell)
    written = text(cell)
    if written is None:
        return None
    digits = "".join(str(unicodedata.digit(c, c)) if c.isdigit() else c for c in written)
    if found := YEAR_FIRST.fullmatch(digits):
        parts = [int(part) for part in found.groups()]
    elif found := DAY_FIRST.fullmatch(digits):
        parts = [int(part) for part in found.groups()][::-1]
    else:
        raise CellError("not_a_date")
    try:
        return _sane(dt.date(*parts))
    except ValueError as error:
        raise CellError("not_a_date") from error


def _sane(day: dt.date) -> dt.date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise CellError("year_out_of_range", least=str(FIRST_YEAR), most=str(LAST_YEAR))
    return day


def year(cell: object) -> int | None:
    """A year, written alone or as a date. Raises CellError."""
    try:
        value = number(cell) if not isinstance(cell, dt.date) else None
    except CellError:
        value = None
    if value is None:
        day = date(cell)
        return day.year if day else None
    if not value.is_integer() or not FIRST_YEAR <= value <= LAST_YEAR:
        raise CellError("year_out_of_range", least=str(FIRST_YEAR), most=str(LAST_YEAR))
    return int(value)
