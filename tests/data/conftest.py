"""A data folder of one's own for every test."""

import shutil
from pathlib import Path

import pandas as pd
import pytest


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder, without demonstration."""
    monkeypatch.setenv("ESS_DATA", str(tmp_path))
    monkeypatch.setenv("ESS_DEMO", "0")
    return tmp_path


@pytest.fixture
def enterprises() -> pd.DataFrame:
    """Three invented enterprises: one with a point, one by delegation, one not located."""
    return pd.DataFrame(
        {
            "source_id": ["a", "b", "c"],
            "name": ["Coopérative A", "<script>alert(1)</script>", None],
            "legal_form": ["SMSA", "GDA", None],
            "kind": ["ess", "ess", "informal_group"],
            "governorate": ["22", "42", None],
            "delegation": ["2254", "4251", None],
            "lon": [8.758, None, None],
            "lat": [36.954, None, None],
            "precision": ["exact", "delegation", None],
            "founded": [2015, None, None],
        }
    )


@pytest.fixture
def ready(facts_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of one's own whose store already holds the shipped facts, without demonstration."""
    home = tmp_path / "ess"
    shutil.copytree(facts_home, home)
    monkeypatch.setenv("ESS_DATA", str(home))
    monkeypatch.setenv("ESS_DEMO", "0")
    return home
