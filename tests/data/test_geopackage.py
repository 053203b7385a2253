"""GeoPackages that hold code are refused before GDAL opens them."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from data.geopackage import tables
from tests.data.sample_files import layer
from words.problem import ProblemError


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return layer(tmp_path_factory.mktemp("gpkg") / "a.gpkg", layer="Entreprises").read_bytes()


def test_the_triggers_that_every_package_has_are_no_code(package: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.gpkg").write_bytes(package)
    assert tables(tmp_path / "a.gpkg") == ["Entreprises"]
    assert [path.name for path in tmp_path.iterdir()] == ["a.gpkg"]


@pytest.mark.parametrize(
    "sql",
    [
        'create view v as with recursive r(n) as (select 1 union all select n from r) select n from r',
        'create trigger harm after insert on "Entreprises" begin delete from "Entreprises"; end',
        "create virtual table f using fts3(x)",
        'alter table "Entreprises" add column big as (zeroblob(1000000000))',
        f"""alter table "Entreprises" add column long text default '{"x" * 100_000}'""",
    ],
)  # fmt: skip
def test_what_would_run_while_being_read(package: bytes, tmp_path: Path, sql: str) -> None:
    path = tmp_path / "a.gpkg"
    path.write_bytes(package)
    with closing(sqlite3.connect(path)) as base:
        base.execute(sql)
        base.commit()
    with pytest.raises(ProblemError, match="geopackage_holds_code"):
        tables(path)


@pytest.mark.parametrize("content", [b"SQLite format 3\0" + b"\0" * 500, b"no database"])
def test_what_is_no_package(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.gpkg").write_bytes(content)
    with pytest.raises(ProblemError, match="not_geopackage"):
        tables(tmp_path / "a.gpkg")
