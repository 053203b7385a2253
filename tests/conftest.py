"""Stores to test on: the shipped facts alone, and the facts with the demonstration."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from data import build, incidents
from queries.store import Store

settings.register_profile("atlas", deadline=None)  # a busy machine is no failure; speed is measured by make bench
settings.load_profile("atlas")


@pytest.fixture(autouse=True)
def _nothing_to_tell() -> None:
    """A command tells what its own process met: of the tests before, nothing."""
    incidents._noted.clear()


def _built(home: Path, demonstration: bool) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ESS_DATA", str(home))
        patch.setenv("ESS_DEMO", "1" if demonstration else "0")
        build.ensure()
    return home


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An ESS_DATA folder whose store holds facts and demonstration. Not to be written to."""
    return _built(tmp_path_factory.mktemp("demo"), demonstration=True)


@pytest.fixture(scope="session")
def facts_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An ESS_DATA folder whose store holds the shipped facts alone. Not to be written to."""
    return _built(tmp_path_factory.mktemp("facts"), demonstration=False)


def _opened(home: Path) -> Iterator[Store]:
    name = (home / "store" / "current").read_text(encoding="utf-8").split()[0]
    store = Store(home / "store" / name)
    yield store
    store.close()


@pytest.fixture(scope="session")
def demo_store(demo_home: Path) -> Iterator[Store]:
    """Facts and demonstration, opened."""
    yield from _opened(demo_home)


@pytest.fixture(scope="session")
def facts_store(facts_home: Path) -> Iterator[Store]:
    """The shipped facts alone, opened."""
    yield from _opened(facts_home)
