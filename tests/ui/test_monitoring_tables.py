"""Tables of counts with totals: numbers stay numbers, hidden cells are words, on screen and in the files."""

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest


def _page() -> None:
    import pandas as pd
    import streamlit as st

    from data import export
    from ui import monitoring_tables as tables
    from ui.tables import in_words

    st.session_state["address"] = {"lang": "fr"}
    parts = {"women": [3, 1200, pd.NA], "men": [20, 40, pd.NA], "unknown": [0, 0, pd.NA]}
    counts = pd.DataFrame(parts, index=["22", "33", "42"], dtype="Int64")
    whole = counts.fillna(0) + 10
    told, plain = tables.told(counts, "sex", "governorates"), tables.told(whole, "sex", "governorates")
    words = in_words(told, tables.columns(told))
    st.session_state["told"] = told.to_numpy().tolist()
    st.session_state["kinds"] = [c.kind for c in tables.columns(told)], [c.kind for c in tables.columns(plain)]
    st.session_state["written"] = tables.written(told).to_numpy().tolist()
    st.session_state["csv"] = export.to_csv(words, about={"source": "s"}).decode("utf-8")
    st.session_state["xlsx"] = export.to_xlsx(words, about={"source": "s"}, right_to_left=False, language="fr")[:2]
    rows = pd.DataFrame({"n": [3, 9, pd.NA], "activities": [1, 1, 0], "cumulated": [0, 9, 9],
                         "state": ["small", "shown", "shown"]}).astype({"n": "Int64"})  # fmt: skip
    st.session_state["time"] = tables.time_told(rows, ["a", "b", "c"]).to_numpy().tolist()
    projects = pd.DataFrame(
        {"steps.idea": [6, 2], "projects": [6, 2], "informal": [3, 0], "likely": [1, 0]}, index=["22", "33"]
    )
    st.session_state["projects"] = tables.projects_told(projects, "governorates").to_numpy().tolist()


@pytest.fixture
def made(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("ESS_DATA", str(demo_home))
    app = AppTest.from_function(_page, default_timeout=30).run()
    assert not app.exception
    return app.session_state


def test_hidden_missing_and_zero_are_three_things(made: Any) -> None:
    jendouba, mahdia, kasserine, total = made["told"]
    assert jendouba == ["Jendouba", "<5", "masqué", 0, 23]
    assert mahdia == ["Mahdia", "masqué", "masqué", 0, 1240]
    assert kasserine == ["Kasserine", *["aucun enregistrement"] * 4]
    assert total == ["Total", 1203, 60, 0, 1263]


def test_numbers_among_words_are_in_the_readers_form(made: Any) -> None:
    assert made["kinds"] == (["text"] * 5, ["text", "count", "count", "count", "count"])
    assert made["written"][1][-1] == "1\u202f240"


def test_files_hold_the_same_words_and_plain_numbers(made: Any) -> None:
    assert "<5" in made["csv"]
    assert "1240" in made["csv"]
    assert "aucun enregistrement" in made["csv"]
    assert made["xlsx"] == b"PK"


def test_a_hidden_period_and_an_empty_one_differ(made: Any) -> None:
    assert [row[2] for row in made["time"]] == ["<5", 9, "aucun enregistrement"]


def test_few_projects_of_informal_groups_are_hidden_and_projects_are_not(made: Any) -> None:
    jendouba, mahdia, total = made["projects"]
    assert jendouba == ["Jendouba", 6, 6, "<5"]
    assert mahdia == ["Mahdia", 2, 2, 0]
    assert total == ["Total", 8, 8, "<5"]
