"""The store that pages read: of today's version from the first answer on."""

import shutil
from pathlib import Path

import duckdb
import pytest

from ui import cached


def test_a_snapshot_of_an_older_version_is_never_read(
    facts_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "upgraded"
    shutil.copytree(facts_home, home)
    monkeypatch.setenv("ESS_DATA", str(home))
    monkeypatch.setenv("ESS_DEMO", "0")
    old = home / "store" / (home / "store" / "current").read_text(encoding="utf-8").strip()
    with duckdb.connect(str(old)) as connection:
        connection.execute("update snapshot set content = 'another version'")
        connection.execute("drop table travel")
    assert cached.store().path != old
    assert len(cached.table("delegations")) == 45
    assert cached.store().path == cached.store().path
