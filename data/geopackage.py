"""GeoPackages looked at before GDAL opens them: read only, nothing in them that would run while being read."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from words.problem import Problem, ProblemError

APPLICATIONS = {0x47504B47, 0x47503130, 0x47503131}  # GPKG, and GP10, GP11 of the first versions
# What GDAL and QGIS themselves write; a trigger never fires here, but one of another name has nothing to do here.
TRIGGERS = re.compile(r"(rtree_|gpkg_|trigger_(insert|delete)_feature_count_|fti_|ftd_).*", re.DOTALL)
LONGEST_DEFAULT = 1_000  # a column's default stands in every row that was written before the column
LONGEST = 20_000_000
STEPS, TURNS = 10_000, 20_000


def tables(path: Path) -> list[str]:
    """The tables with features or attributes. Raises ProblemError for one that is broken or holds code."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as base:
            _hold(base)
            return _checked(base)
    except (sqlite3.Error, OverflowError, UnicodeError, MemoryError) as error:
        raise ProblemError(Problem("not_geopackage")) from error


def _hold(base: sqlite3.Connection) -> None:
    base.text_factory = lambda raw: raw.decode("utf-8", "replace")
    base.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST)
    base.execute("pragma trusted_schema = off")
    left = iter(range(TURNS))
    base.set_progress_handler(lambda: next(left, None) is None, STEPS)


def _checked(base: sqlite3.Connection) -> list[str]:
    if base.execute("pragma application_id").fetchone()[0] not in APPLICATIONS:
        raise ProblemError(Problem("not_geopackage"))
    objects = base.execute("select type, name, coalesce(sql, '') from sqlite_master").fetchall()
    for kind, name, sql in objects:
        virtual = (
            sql[:40].casefold().startswith("create virtual") and "using rtree" not in " ".join(sql.split()).casefold()
        )
        if kind == "view" or (kind == "trigger" and not TRIGGERS.fullmatch(name.casefold())) or virtual:
            raise ProblemError(Problem("geopackage_holds_code", {"object": name[:80]}))
    real = {name for kind, name, _sql in objects if kind == "table"}
    listed = base.execute(
        "select table_name from gpkg_contents where data_type in ('features', 'attributes', 'aspatial')"
        " order by table_name"
    )
    found = [name for (name,) in listed if name in real]
    for name in found:
        quoted = name.replace('"', '""')
        for column in base.execute(f'pragma table_xinfo("{quoted}")'):
            if column[6] in (2, 3) or len(str(column[4] or "")) > LONGEST_DEFAULT:
                raise ProblemError(Problem("geopackage_holds_code", {"object": f"{name}.{column[1]}"[:80]}))
    return found
