"""A cell points to a record of the same file first, then of the store; never to the demonstration."""

from pathlib import Path

import pytest

from data.known import Known
from data.values import CellError


def test_this_file_by_identifier_and_by_name(home: Path) -> None:
    known = Known("s")
    known.add("enterprise", [("s:1", "1", ["SMSA Él Baraka"]), ("s:2", "2", ["GDA"]), ("s:3", "3", ["gda"])])
    assert known.find("enterprise", "1") == "s:1"
    assert known.find("enterprise", "smsa el-baraka") == "s:1"
    with pytest.raises(CellError, match="reference_ambiguous"):
        known.find("enterprise", "GDA")
    with pytest.raises(CellError, match="reference_unknown"):
        known.find("enterprise", "Autre")
    known.refused.add("s:1")
    with pytest.raises(CellError, match="reference_refused"):
        known.find("enterprise", "1")


def test_the_store_by_identifier_name_or_acronym(facts_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESS_DATA", str(facts_home))
    monkeypatch.setenv("ESS_DEMO", "0")
    known = Known("s")
    assert known.find("organisation", "ORG004") == "ORG004"
    assert known.find("organisation", "odco") == "ORG004"


def test_the_demonstration_is_not_pointed_to(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import duckdb

    from queries.store import READER, current_snapshot

    monkeypatch.setenv("ESS_DATA", str(demo_home))
    path = current_snapshot()
    assert path is not None
    with duckdb.connect(str(path), read_only=True, config=READER) as connection:
        row = connection.execute("select id from enterprise where entry = -1 limit 1").fetchone()
    assert row is not None
    with pytest.raises(CellError, match="reference_unknown"):
        Known("s").find("enterprise", row[0])
