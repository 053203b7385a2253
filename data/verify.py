"""The checks of data/checks: an error stops a build, the others are kept as findings and shown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd

from geo import points
from words.problem import ERROR, Problem, ProblemError

FOLDER = Path(__file__).parent / "checks"
SHOWN = 50
LOCATED = ("organisation", "enterprise", "service")
HEADER = re.compile(r"-- (error|reported): ")


@dataclass(frozen=True)
class Check:
    """One question whose answer should be empty; its first column names the rows at fault."""

    name: str
    severity: str
    sql: str


@cache
def checks() -> tuple[Check, ...]:
    """Every check, by file name."""
    return tuple(_read(path) for path in sorted(FOLDER.glob("*.sql")))


def _read(path: Path) -> Check:
    sql = path.read_text(encoding="utf-8")
    header = HEADER.match(sql)
    if header is None:
        raise ValueError(f"{path.name} does not begin with '-- error: ' or '-- reported: '")
    return Check(path.stem, header[1], sql)


def run(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill `off_outline` and `finding`. Raises ProblemError('check_<name>') at the first error found."""
    _measure_points(connection)
    connection.execute("delete from finding")
    for check, ids, n in _found(connection):
        if check.severity == ERROR:
            listed = ", ".join(ids[:5]) + (", …" if n > 5 else "")
            raise ProblemError(Problem(f"check_{check.name}", {"n": n, "ids": listed}))
        connection.execute("insert into finding values (?, ?, ?, ?)", [check.name, check.severity, n, ids])


def _found(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[Check, list[str], int]]:
    for check in checks():
        found = connection.sql(check.sql)
        first = found.columns[0]
        # Ordered, so that the same content always gives the same findings.
        ids = found.aggregate(
            f'count(*)::integer as n, list("{first}"::varchar order by "{first}"::varchar)[:{SHOWN}] as ids'
        )
        n, listed = ids.fetchall()[0]
        if n:
            yield check, listed, n


def _measure_points(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("delete from off_outline")
    for table in LOCATED:
        found = connection.execute(
            f"select id, delegation, lon, lat from {table} where delegation is not null and lon + lat is not null"
        ).df()
        found["km"] = points.km_from_outline(found["delegation"], found["lon"], found["lat"])
        off = found.loc[found["km"] > 0, ["id", "km"]]
        if len(off):
            _insert(connection, off.assign(parent_table=table))


def _insert(connection: duckdb.DuckDBPyConnection, off: pd.DataFrame) -> None:
    connection.register("off", off)
    connection.execute(
        "insert into off_outline by name select parent_table, id, round(km, 3) as km from off order by id"
    )
    connection.unregister("off")
