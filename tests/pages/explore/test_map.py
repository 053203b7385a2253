"""The map page: list, card and masking, in three languages."""

import html
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from queries.filters import Filters
from queries.store import Store
from tests.pages.shown import tables
from words.translate import LANGUAGES, t


def _page() -> None:
    from pages.explore import map as map_page
    from ui import frame

    frame.open_frame()
    frame.header("carte")
    map_page.show()


def _run(home: Path, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    monkeypatch.setenv("ESS_DATA", str(home))
    app = AppTest.from_function(_page, default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def _html(app: AppTest) -> str:
    return html.unescape(" ".join(element.proto.body for element in app.get("html")))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("fill", ["poverty", "reach", "nothing"])
def test_every_layer_draws(fill: str, language: str, demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = _run(demo_home, monkeypatch, lang=language, fill=fill, circles="projects", points="enterprises,services")
    assert not app.exception
    assert not app.error
    assert t("layer.services", language) in _html(app)


def test_the_list_is_what_the_filters_keep(demo_home: Path, demo_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = _run(demo_home, monkeypatch, delegations="4259")
    expected = demo_store.ask("enterprise_list", Filters(delegations=("4259",)), most=40, all_names=False)
    assert len(tables(app)[0]) == len(expected) > 0
    assert set(tables(app)[0]["Délégation"]) == {"Thala"}


def test_a_small_number_of_informal_groups_reads_less_than_five(
    demo_home: Path, demo_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = demo_store.ask("enterprises_by_delegation").set_index("delegation")["informal"]
    small = counts[counts.between(1, 4)].index[0]
    assert '<dd class="value"><5</dd>' in _html(_run(demo_home, monkeypatch, delegations=small))


def test_nothing_found_says_why_and_what_to_do(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = _run(demo_home, monkeypatch, q="zzzzzz")
    assert not app.exception
    assert tables(app) == []
    assert "retirez-en un" in _html(app)
