"""An online base map is there only where the installation gives a usable address."""

import json

import pytest

from ui.map import _Base
from ui.tiles import tiles


@pytest.mark.parametrize("template", [None, "", "  "])
def test_unset_nothing_is_asked(template: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ESS_TILES", raising=False)
    if template is not None:
        monkeypatch.setenv("ESS_TILES", template)
    assert tiles() is None
    assert "tiles" not in json.loads(_Base("fr", "fr", False, 580).start)


@pytest.mark.parametrize(
    "template",
    ["javascript:alert(1)//{z}{x}{y}", "file:///{z}/{x}/{y}", "https://a.example/{z}/{x}.png",
     "//a.example/{z}/{x}/{y}", 'https://a.example/{z}/{x}/{y}"onerror="x', "https://a.example/ {z}/{x}/{y}"],
)  # fmt: skip
def test_an_address_that_is_none_is_left_aside(template: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESS_TILES", template)
    assert tiles() is None


def test_a_usable_address_reaches_the_map_with_its_credit_as_inert_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESS_TILES", "https://tiles.example/{z}/{x}/{y}.png")
    monkeypatch.setenv("ESS_TILES_CREDIT", "© <b>Exemple</b> {{ x }}")
    start = _Base("ar", "ar", False, 580).start
    assert json.loads(start)["tiles"] == {
        "url": "https://tiles.example/{z}/{x}/{y}.png",
        "credit": "© <b>Exemple</b> {{ x }}",
    }
    assert "<" not in start and "{{" not in start
