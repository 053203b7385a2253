"""From a file to its sheets of raw cells, by the file's extension. Nothing in a file is ever executed."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from data import content, limits
from data.delimited import read_delimited
from data.geographic import read_geojson, read_geopackage, read_shapefiles
from data.opendocument import read_opendocument
from data.workbook import read_workbook
from words.problem import Problem, ProblemError


class Sheet(NamedTuple):
    """One sheet as written: `rows[0]` is the row that the user's program numbers 1.

    `cut`: headings may end after ten bytes, as in shapefiles.
    """

    name: str
    rows: Sequence[Sequence[object]]
    problems: tuple[Problem, ...] = ()
    cut: bool = False


# One line per kind of file: extension -> function(path) -> (name, rows, problems) of each sheet.
READERS: dict[str, Callable[[Path], list[tuple[str, Sequence[Sequence[object]], tuple[Problem, ...]]]]] = {
    ".xlsx": read_workbook,
    ".ods": read_opendocument,
    ".csv": read_delimited,
    ".tsv": read_delimited,
    ".txt": read_delimited,
    ".geojson": read_geojson,
    ".json": read_geojson,
    ".gpkg": read_geopackage,
    ".zip": read_shapefiles,
}
# What people also have, and how to save it: the sentence's code.
NOT_READ = {
    **dict.fromkeys(
        (".xls", ".xlsm", ".xlsb", ".xlt", ".xltx", ".numbers", ".fods", ".sxc", ".wk1"), "file_kind_workbook"
    ),
    **dict.fromkeys((".shp", ".dbf", ".shx", ".prj", ".cpg"), "file_kind_shapefile"),
    **dict.fromkeys((".kml", ".kmz", ".gpx", ".gml", ".mif", ".fgb", ".gdb", ".sqlite", ".tab"), "file_kind_map"),
}


def read(path: Path) -> list[Sheet]:
    """The sheets of a file. Raises ProblemError with one clear reason when it cannot be read at all."""
    ending = path.suffix.lower()
    reader = READERS.get(ending)
    if reader is None:
        args: limits.Args = {"name": path.name, "known": ", ".join(READERS), "kind": ending}
        raise ProblemError(Problem(NOT_READ.get(ending, "file_kind_unknown"), args))
    try:
        size = path.stat().st_size
        if size == 0:
            raise ProblemError(Problem("file_empty", {"name": path.name}))
        if size > limits.most_bytes("FILE_MB"):
            raise ProblemError(Problem("file_too_big", {"name": path.name, **limits.said("FILE_MB")}))
        content.hold(path)
        return [Sheet(*sheet, cut=ending == ".zip") for sheet in reader(path)]
    except OSError as error:
        raise ProblemError(Problem("file_missing", {"name": path.name})) from error
