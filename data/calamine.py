"""The stored values of a workbook that was looked through before. The reader's own faults become a sentence."""

from collections.abc import Sequence
from pathlib import Path

import python_calamine

from words.problem import Problem, ProblemError

FAULTS = (python_calamine.CalamineError, ValueError, OSError, OverflowError, MemoryError)


def worksheets(path: Path) -> list[tuple[str, Sequence[Sequence[object]]]]:
    """Name and rows of each worksheet; the first row is the sheet's row 1. Raises ProblemError."""
    try:
        book = python_calamine.CalamineWorkbook.from_path(path)
        return [
            (sheet.name, book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False))
            for sheet in book.sheets_metadata
            if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
        ]
    except BaseException as error:
        # A panic of the library under it is no Exception, so that nothing else would catch it.
        if isinstance(error, FAULTS) or type(error).__name__ == "PanicException":
            raise ProblemError(Problem("not_a_workbook", {"name": path.name})) from error
        raise
