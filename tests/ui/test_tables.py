"""Tables in words: every column asked for is kept, also two that a language calls the same."""

import csv
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data.export import to_csv
from tests.pages.shown import rows
from ui.tables import Column, in_words
from words.translate import t

TWICE = (Column("need", "people"), Column("name"), Column("need", "people"), Column("need", "people"))


@pytest.fixture(autouse=True)
def _home(facts_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESS_DATA", str(facts_home))
    monkeypatch.setenv("ESS_DEMO", "0")


def test_two_columns_of_one_heading_are_both_kept_and_told_apart_in_files() -> None:
    frame = pd.DataFrame({"need": [12.0], "name": ["A"]})
    words = in_words(frame, TWICE)
    need, name = t("col.need", "fr"), t("col.name", "fr")
    assert words.columns.tolist() == [need, name, f"{need} (2)", f"{need} (3)"]
    lines = list(csv.reader(to_csv(words, about={}).decode("utf-8-sig").splitlines()))
    assert len(set(lines[-2])) == len(lines[-1]) == 4


def _page() -> None:
    import pandas as pd

    from ui.charts import bars
    from ui.tables import Column, show_table

    columns = (Column("need", "people"), Column("name"), Column("need", "people"))
    show_table(pd.DataFrame({"need": [12.0], "name": ["A"]}), columns, key="twice")
    bars(["même", "même"], {"x": [1, 2]}, key="bars")


def test_on_screen_the_heading_repeats_and_equal_names_have_a_bar_each() -> None:
    app = AppTest.from_function(_page, default_timeout=60).run()
    assert not app.exception
    table, bars = rows(app)
    need = t("col.need", "fr")
    assert [heading for heading, _ in table["head"]] == [need, t("col.name", "fr"), need]
    assert table["rows"] == [[["12", 12.0], "A", ["12", 12.0]]]
    assert [(name, cells[0][1]) for name, cells in bars["rows"]] == [("même", 1.0), ("même", 2.0)]
