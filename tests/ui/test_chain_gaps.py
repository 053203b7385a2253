"""Chain gaps in words: each missing stage with its range, who is nearest, who does it instead."""

from pathlib import Path

import pytest

from analysis.gap_list import CHAIN_STAGE
from queries.filters import Filters
from ui import chain_gaps, chains
from words.translate import spaced

LOOK = chains.Look(1.3, ())


@pytest.fixture(autouse=True)
def _home(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESS_DATA", str(demo_home))


def stage(code: str, **values: object) -> dict[str, object]:
    return {
        "stage": code, "max_km": 40.0, "nearest": "4253", "nearest_km": 52.34, "name": None, "conventional_near": 0,
        "not_entitled_near": 0,
    } | values  # fmt: skip


def test_the_evidence_of_each_stage() -> None:
    near = {"near_other": False, "stages": [stage("TRA", conventional_near=2), stage("COM", nearest=None)]}
    said = chain_gaps.evidence(near)
    assert said.startswith(spaced("aucun acteur de l'ESS à portée pour : "))
    assert (
        spaced(
            "à 40 km (le plus proche : \u2068Ezzouhour\u2069, 52,3 km, 2 acteurs classiques à portée : dépendance) ; "
        )
        in said
    )
    assert said.endswith("(aucun relevé dans les quatre gouvernorats)")
    assert "autre gouvernorat" in chain_gaps.evidence(near | {"near_other": True})
    named = chain_gaps.evidence({"near_other": False, "stages": [stage("TRA", name="SMSA X")]})
    assert "\u2068SMSA X\u2069" in named


def test_what_would_close_it_only_proposes_what_can_be_done() -> None:
    nowhere = chain_gaps.closes({"stages": [stage("TRA", nearest=None)]})
    assert "contrat" not in nowhere
    assert "négocier" not in nowhere
    bound = chain_gaps.closes({"stages": [stage("TRA", conventional_near=1, not_entitled_near=1)]})
    assert all(word in bound for word in ("contrat", "négocier", "Habiliter"))


def test_one_row_per_delegation_and_chain_recorded_there() -> None:
    missing = chains.missing_rows(LOOK)
    present = missing[missing["basis"] == "present"]
    rows = chain_gaps.gaps(LOOK, Filters())
    assert len(rows) == present.groupby(["code", "chain"]).ngroups > 0
    assert set(rows["gap_type"]) == {CHAIN_STAGE}


def test_the_words_are_kept_by_language_and_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    look = chains.Look(1.37, ())  # of this test alone: what is written here is kept
    french = chain_gaps.gaps(look, Filters())
    written = []
    monkeypatch.setattr(chain_gaps, "evidence", lambda row: written.append(row) or "")
    assert chain_gaps.gaps(look, Filters(governorates=("42",)))["evidence_words"].isin(french["evidence_words"]).all()
    assert not written
    monkeypatch.setattr(chain_gaps, "language", lambda: "ar")
    chain_gaps.gaps(look, Filters())
    assert len(written) == len(french)


def test_filters_narrow_it() -> None:
    everywhere = chain_gaps.gaps(LOOK, Filters())
    olives = chain_gaps.gaps(LOOK, Filters(chains=("OLIV",), governorates=("33",)))
    assert 0 < len(olives) < len(everywhere)
    assert olives["gap_about"].nunique() == 1
    assert olives["code"].str.startswith("33").all()
    assert chain_gaps.gaps(LOOK, Filters(functions=("financement",))).empty
