"""The store that pages read: of today's version from the first answer on."""

import shutil
import time
from pathlib import Path

import duckdb
import pytest

from data import recording
from ui import cached


def test_a_snapshot_of_an_older_version_is_never_read(
    facts_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "upgraded"
    shutil.copytree(facts_home, home)
    monkeypatch.setenv("ESS_DATA", str(home))
    monkeypatch.setenv("ESS_DEMO", "0")
    old = home / "store" / (home / "store" / "current").read_text(encoding="utf-8").split()[0]
    with duckdb.connect(str(old)) as connection:
        connection.execute("update snapshot set content = 'another version'")
        connection.execute("drop table travel")
    assert cached.store().path != old
    assert len(cached.table("delegations")) == 45
    assert cached.store().path == cached.store().path


def test_a_run_reads_one_snapshot_whatever_is_written_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESS_DATA", str(tmp_path))
    monkeypatch.delenv("ESS_DEMO", raising=False)
    assert cached.demonstration()
    with cached.one_snapshot():
        before = cached.store()
        assert cached.demonstration()
        recording.switch_demonstration(False, who="")
        time.sleep(2 * cached.GLANCE)
        assert (cached.store(), cached.demonstration()) == (before, True)
        cached.look_again()
        assert (cached.store() is before, cached.demonstration()) == (False, False)
    assert not cached.demonstration()
