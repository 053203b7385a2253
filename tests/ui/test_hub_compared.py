import json
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest


def _page() -> None:
    from ui import frame
    from ui.hub_compared import show_criteria, show_front, show_methods
    from ui.hub_criteria import present_weighed
    from ui.hubs import present_question

    frame.open_frame()
    for show in (show_front, show_methods, show_criteria):
        show(present_weighed(present_question()))


@pytest.fixture
def app(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("ESS_DATA", str(demo_home))
    return AppTest.from_function(_page, default_timeout=60)


def said(app: AppTest) -> str:
    return " ".join(one.proto.body for one in app.get("html"))


def test_the_set_that_nothing_beats_is_told_and_drawn(app: AppTest) -> None:
    app.query_params["lang"] = "en"
    app.run()
    assert not app.exception
    assert "Pairs that no other beats on all the criteria in use (2) at once: 5 of 755." in said(app)
    figure = json.loads(app.get("plotly_chart")[0].proto.spec)
    assert [len(trace["text"]) for trace in figure["data"]] == [750, 4, 1]
    assert [trace["marker"]["symbol"] for trace in figure["data"]] == ["circle", "circle", "diamond"]


def test_the_picture_runs_from_right_to_left_in_arabic(app: AppTest) -> None:
    app.query_params["lang"] = "ar"
    app.run()
    layout = json.loads(app.get("plotly_chart")[0].proto.spec)["layout"]
    assert layout["xaxis"]["autorange"] == "reversed" and layout["yaxis"]["side"] == "right"


def test_one_criterion_draws_no_picture(app: AppTest) -> None:
    app.query_params["hub_criteria"] = "need"
    app.run()
    assert len(app.get("plotly_chart")) == 0


def test_methods_are_told_with_their_scale(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    from ui import hub_compared

    drawn: dict[str, pd.DataFrame] = {}
    monkeypatch.setattr(hub_compared, "show_table", lambda frame, *_, key, **__: drawn.update({key: frame}))
    app.query_params["lang"] = "en"
    app.run()
    assert "the three methods do not put the same governorates first" in said(app)
    rows = drawn["hub_list_methods"]
    assert rows["method"].tolist() == ["Weighted sum", "TOPSIS", "PROMETHEE II"]
    assert rows["scale"].tolist() == [
        "minimum–maximum over the 45 places",
        "the same, then vector over the pairs",
        "nothing more (usual criterion)",
    ]
    assert rows["governorate_pair"].tolist() == ["Jendouba + Kasserine"] * 2 + ["Mahdia + Kasserine"]
    assert len(drawn["hub_list_together"]) == 6


def test_the_long_tables_are_made_when_they_are_opened_and_sources_are_said(app: AppTest) -> None:
    app.query_params["lang"] = "en"
    app.run()
    words = said(app)
    assert "Complete surveys (of 5)" not in words
    assert "INS, RGPH 2014, 2014" in words and "Démonstration" in words
    assert "may not be told" in words
