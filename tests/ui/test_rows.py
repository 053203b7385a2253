"""Rows: what the script is given, and which choices are taken."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.shown import charts, rows, tables
from ui import rows as module
from words.translate import spaced, t


def _page() -> None:
    import pandas as pd
    import streamlit as st

    from ui.charts import bars
    from ui.tables import Column, show_table

    frame = pd.DataFrame({"name": ["<b>A</b>", None], "need": [12.0, float("nan")]})
    chosen = st.session_state.setdefault("chosen", [])
    show_table(frame, (Column("name"), Column("need", "people")), key="t", on_row=chosen.append)
    bars(["un", "deux"], {"x": [1, None], "y": [3, 4]}, key="b", alt="deux barres")
    bars(["un"], {"x": [10]}, errors=[2], key="e", stacked=False)


@pytest.fixture
def app(facts_home: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("ESS_DATA", str(facts_home))
    monkeypatch.setenv("ESS_DEMO", "0")
    app = AppTest.from_function(_page, default_timeout=60).run()
    assert not app.exception
    return app


def test_a_cell_without_a_figure_says_so_and_has_no_value(app: AppTest) -> None:
    block = rows(app)[0]
    assert block["rows"][0] == ["<b>A</b>", ["12", 12.0]]
    unknown = t("state.unknown", "fr")
    assert block["rows"][1] == [unknown, [unknown, None]]
    assert tables(app)[0].iloc[0, 1] == 12.0


def test_bars_share_one_scale_that_holds_sum_and_error(app: AppTest) -> None:
    stacked, apart = rows(app)[1:]
    assert stacked["scale"] == 4 and stacked["stacked"] is True
    assert apart["stacked"] is False and apart["scale"] == 12 and apart["rows"][0][1] == [[spaced("10 ± 2"), 10.0, 2.0]]
    assert charts(app)[0] == {"un": [1.0, 3.0], "deux": [None, 4.0]}
    assert rows(app)[1]["label"] == "deux barres"


def test_the_version_changes_with_the_rows_and_only_then(app: AppTest) -> None:
    before = [block["version"] for block in rows(app)]
    assert [block["version"] for block in rows(app.run())] == before
    assert len(set(before)) == 3


def test_the_script_sets_text_and_never_markup() -> None:
    script = module.SCRIPT.read_text(encoding="utf-8")
    assert "textContent" in script
    for banned in ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval("):
        assert banned not in script


def test_what_is_given_is_plain_json(app: AppTest) -> None:
    assert all(json.dumps(block, allow_nan=False) for block in rows(app))
