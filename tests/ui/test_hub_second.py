from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest


def _page() -> None:
    from ui import frame
    from ui.hub_second import show_weighted
    from ui.hubs import present_question

    frame.open_frame()
    show_weighted(present_question())


def said(home: Path, monkeypatch: pytest.MonkeyPatch, **settings: str) -> str:
    monkeypatch.setenv("ESS_DATA", str(home))
    app = AppTest.from_function(_page, default_timeout=60)
    app.query_params.update({"lang": "en", **settings})
    app.run()
    assert not app.exception
    return " ".join(one.proto.body for one in app.get("html"))


def test_the_first_is_told_with_its_shares_and_never_as_a_chance(
    facts_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = said(facts_home, monkeypatch)
    assert "With your weights, Jendouba + Kasserine: 74.7 points of 100" in words
    assert "Among all possible weightings of these criteria, it comes first in 56.2%" in words
    assert "it stays first in 95.6% of the draws" in words
    assert "Clear enough to call" in words
    assert "shares of what is possible, not chances" in words
    assert "probab" not in words.lower()


def test_either_side_makes_it_too_close_to_call(facts_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = said(facts_home, monkeypatch, hub_weights="need:30,within:70")
    assert "With your weights, Jendouba + Mahdia" in words
    assert "first in 43.8%" in words
    assert "Too close to call: that would take at least 50% of the weightings and 90% of the draws." in words


def test_a_single_criterion_has_one_weighting(facts_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = said(facts_home, monkeypatch, hub_criteria="need")
    assert "there is only one possible weighting" in words
    assert "no weight can move" in words


def test_places_that_are_not_ranked_are_counted_and_named(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = said(demo_home, monkeypatch, hub_criteria="need,within,anchoring")
    assert "12 places are not ranked here" in words
    assert "Nothing is assumed in their stead" in words


def test_nothing_left_says_what_to_do(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The two places imposed have no value for what is weighed.
    words = said(demo_home, monkeypatch, fixed="2257,4260", hub_criteria="base")
    assert "No pair is left" in words
    assert "Untick a criterion or lift a constraint" in words
