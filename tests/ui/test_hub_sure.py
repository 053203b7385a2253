from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest


def _page() -> None:
    from ui import frame
    from ui.hub_sure import show_cases, show_context, show_rules
    from ui.hubs import present_question

    frame.open_frame()
    for show in (show_rules, show_cases, show_context):
        show(present_question())


def said(facts_home: Path, monkeypatch: pytest.MonkeyPatch, **settings: str) -> str:
    monkeypatch.setenv("ESS_DATA", str(facts_home))
    monkeypatch.setenv("ESS_DEMO", "0")
    app = AppTest.from_function(_page, default_timeout=60)
    app.query_params.update({"lang": "en", **settings})
    app.run()
    assert not app.exception
    return " ".join(one.proto.body for one in app.get("html"))


def test_the_default_answer_holds_but_depends_on_the_rule(facts_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = said(facts_home, monkeypatch)
    assert "The answer depends on this rule" in words
    assert "the first pair stays the same for a detour from 1.2 to 1.8" in words
    assert "number 4 of the 6 pairs of governorates" in words
    assert "seats assumed" in words


def test_what_changes_the_answer_is_named(facts_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = said(facts_home, monkeypatch, area="within_reach")
    assert "No: the first pair changes with the assumed detour (× 1.2 · 1.5 · 1.8)." in words


def test_one_pair_alone_under_every_rule(facts_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = said(facts_home, monkeypatch, fixed="3351,4351")
    assert "The three rules give the same pair." in words
    assert "rank 1 of 1 pairs of seats" in words


def test_left_out_by_the_reader_the_real_pair_is_not_ranked(facts_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "your constraints leave it out" in said(facts_home, monkeypatch, excluded_governorates="33")
