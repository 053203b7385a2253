"""The chart in time: names of periods in three languages, what is drawn, the side where reading begins."""

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest


def _page() -> None:
    import datetime as dt

    import streamlit as st

    from ui.time_chart import period_name, time_chart

    lang = st.query_params.get("lang", "fr")
    st.session_state["address"] = {"lang": lang}
    starts = [dt.date(2024, 1, 1), dt.date(2024, 4, 1), dt.date(2024, 7, 1)]
    st.session_state["names"] = [
        period_name(start, period) for start in starts[:2] for period in ("month", "quarter", "year")
    ]
    time_chart([f"p{i}" for i in range(3)], [1200, None, 30], [1200, 1200, 1230], key="t", aim=2000, alt="courbe")


def _run(lang: str) -> tuple[Any, dict[str, Any]]:
    app = AppTest.from_function(_page, default_timeout=30)
    app.query_params["lang"] = lang
    app.run()
    assert not app.exception
    return app.session_state["names"], json.loads(app.get("plotly_chart")[0].proto.spec)


@pytest.mark.parametrize(
    ("lang", "month", "quarter"),
    [("fr", "janv. 2024", "T1 2024"), ("ar", "جانفي 2024", "الثلاثي 1 2024"), ("en", "Jan 2024", "Q1 2024")],
)
def test_periods_are_named_in_the_readers_language(lang: str, month: str, quarter: str) -> None:
    names, _ = _run(lang)
    assert names[:3] == [month, quarter, "2024"]
    assert "2" in names[4]


def test_an_empty_period_is_a_gap_and_the_aim_a_line() -> None:
    _, figure = _run("fr")
    line, bar = figure["data"]
    assert line["y"] == [1200, 1200, 1230]
    assert bar["y"] == [1200, None, 30]
    assert bar["text"] == ["1\u202f200", "", "30"]
    assert [shape["y0"] for shape in figure["layout"]["shapes"]] == [2000]


def test_time_runs_from_right_to_left_in_arabic() -> None:
    (_, french), (_, arabic) = _run("fr"), _run("ar")
    assert french["layout"]["xaxis"]["range"][0] < french["layout"]["xaxis"]["range"][1]
    assert arabic["layout"]["xaxis"]["range"][0] > arabic["layout"]["xaxis"]["range"][1]
    assert arabic["layout"]["yaxis"]["side"] == "right"
