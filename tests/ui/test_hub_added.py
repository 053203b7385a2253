"""Places the reader adds: the form, what is refused, what they do to the answer, and their removal."""

import html
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo.added import MOST, added, read
from tests.pages.shown import tables
from words.translate import LANGUAGES, t

JEM = ("Marché d'El Jem", "10,7122", "35.3011")


def _page() -> None:
    from pages.decide import hubs
    from ui import frame

    frame.open_frame()
    hubs.show()


@pytest.fixture
def app(facts_home: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("ESS_DATA", str(facts_home))
    monkeypatch.setenv("ESS_DEMO", "0")
    monkeypatch.delenv("ESS_OSRM", raising=False)
    return AppTest.from_function(_page, default_timeout=60)


def said(app: AppTest) -> str:
    assert not app.exception
    return html.unescape(" ".join(one.proto.body for one in app.get("html")))


def in_address(app: AppTest, name: str) -> str:
    value = app.query_params[name]
    return value if isinstance(value, str) else ",".join(value)


def typed(app: AppTest, name: str, lon: str, lat: str) -> None:
    for key, text in (("name", name), ("lon", lon), ("lat", lat)):
        app.text_input(key=f"hub_added_{key}").set_value(text)
    next(
        button for button in app.button if button.key and button.key.startswith("FormSubmitter:hub_added")
    ).click().run()


def test_a_place_is_added_can_be_imposed_and_is_removed(app: AppTest) -> None:
    app.run()
    assert app.number_input(key="pair").max == 755
    typed(app, *JEM)
    code = in_address(app, "added")
    place = read(code)
    assert place is not None and place.delegation[:2] == "33"
    assert "Lieu ajouté\u00a0: Marché d'El Jem (lieu ajouté), à" in said(app)
    # Eleven delegations of Mahdia: the place pairs with each of the 34 others.
    assert app.number_input(key="pair").max == 755 + 34
    app.multiselect(key="fixed").set_value([code]).run()
    assert in_address(app, "fixed") == code
    assert app.number_input(key="pair").max == 34
    assert "leurs 1 paires" not in said(app)
    app.button(key="hub_added_remove_0_fr").click().run()
    assert "added" not in app.query_params and "fixed" not in app.query_params
    assert "El Jem" not in said(app).replace("El Jem<", "")
    assert app.number_input(key="pair").max == 755


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", ["exact", "weighted", "sites"])
def test_a_link_brings_a_place_into_every_list(app: AppTest, language: str, part: str) -> None:
    code = added(*JEM)
    app.query_params.update({"lang": language, "hubs_part": part, "added": code, "fixed": code})
    app.run()
    words = said(app) + " ".join(str(table.to_dict()) for table in tables(app))
    named = t("hubs.added_name", language, name="").strip()
    assert "Marché d" in words and named in words
    if part == "weighted":
        assert t("hubs.added_criteria", language)[:30] in words
    else:
        assert t("hubs.added_map", language) in words


@pytest.mark.parametrize(
    ("typed_in", "why"),
    [
        (("Tunis", "10,18", "36,8"), "hors des quatre gouvernorats"),
        (("Ici", "dix", "35"), "n'est pas un nombre de degrés"),
        (("<script>", "10,7", "x"), "n'est pas un nombre de degrés"),
        (("", "10,7", "35,3"), "n'a pas de nom"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_adds_nothing(app: AppTest, typed_in: tuple[str, str, str], why: str) -> None:
    app.run()
    typed(app, *typed_in)
    assert why in said(app)
    assert "added" not in app.query_params


def test_a_link_brings_its_places_and_says_which_are_none(app: AppTest) -> None:
    code = added(*JEM)
    app.query_params["added"] = f"{code},2251{code[4:]},2251_1_2_x,<b>"
    app.run()
    assert t("hubs.added_refused", "fr", n=1) in said(app)
    assert app.number_input(key="pair").max > 755
    full = ",".join(f"{code[:5]}{107122 - 10 * at}_353011_Lieu {at}" for at in range(MOST + 2))
    app.query_params["added"] = full
    app.run()
    assert t("hubs.added_refused", "fr", n=2) in said(app)


def test_a_name_in_the_address_is_never_more_than_words(app: AppTest) -> None:
    code = added(*JEM)
    app.query_params["added"] = f"{code}<img src=x onerror=alert(1)>"
    app.run()
    assert "onerror" not in said(app)
    assert app.number_input(key="pair").max == 755
