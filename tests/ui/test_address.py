"""The address: what is read from a URL, what is written, and what is refused in silence."""

from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from ui.address import SETTINGS, decode, encode

CHOICES = {
    setting.choices: ("22", "33", "42")
    for setting in SETTINGS.values()
    if isinstance(setting.choices, str) and setting.choices
}


def test_codes_are_sorted_and_unknown_ones_dropped() -> None:
    assert decode(SETTINGS["governorates"], "42,22,99,,<b>", CHOICES) == ("22", "42")


def test_a_number_outside_its_range_falls_back() -> None:
    for text in ("4.9", "101", "nan", "inf", "1e99", "ten", ""):
        assert decode(SETTINGS["reach"], text, CHOICES) == 30
    assert decode(SETTINGS["reach"], "45", CHOICES) == 45
    assert decode(SETTINGS["circuity"], "1.5", CHOICES) == 1.5


def test_a_number_keeps_the_kind_its_slider_takes() -> None:
    assert decode(SETTINGS["reach"], "12.5", CHOICES) == 30
    assert type(decode(SETTINGS["reach"], "45", CHOICES)) is int
    assert type(decode(SETTINGS["circuity"], "2", CHOICES)) is float


def test_a_choice_that_does_not_exist_falls_back() -> None:
    assert decode(SETTINGS["lang"], "de", CHOICES) == "fr"
    assert decode(SETTINGS["area"], "within_reach", CHOICES) == "within_reach"


def test_only_what_differs_from_the_default_is_written() -> None:
    assert encode({"reach": 30, "governorates": (), "q": ""}) == {}
    assert encode({"reach": 45, "governorates": ("22", "33"), "q": "miel"}) == {
        "reach": "45",
        "governorates": "22,33",
        "q": "miel",
    }


@given(st.sampled_from(sorted(SETTINGS)), st.text(max_size=200))
def test_no_text_in_a_url_is_an_error(name: str, text: str) -> None:
    value = decode(SETTINGS[name], text, CHOICES)
    assert decode(SETTINGS[name], encode({name: value}).get(name), CHOICES) == value


@given(st.lists(st.sampled_from(["22", "33", "42"]), unique=True).map(lambda codes: tuple(sorted(codes))))
def test_what_is_written_is_read_back(codes: tuple[str, ...]) -> None:
    assert decode(SETTINGS["governorates"], encode({"governorates": codes}).get("governorates"), CHOICES) == codes


def _page() -> None:
    import streamlit as st

    from ui import address

    address.open_address({"governorates": ("22", "33")})
    st.multiselect("g", ["22", "33"], **address.bound("governorates"))
    st.write(",".join(address.value("governorates")) or "none")


def test_a_change_is_written_once_and_a_new_url_wins() -> None:
    app = AppTest.from_function(_page).run()
    assert app.markdown[0].value == "none"
    app.multiselect(key="governorates").set_value(["33"]).run()
    assert app.markdown[0].value == "33"
    assert app.query_params["governorates"] in ("33", ["33"])
    app.query_params["governorates"] = "22"  # Back, Forward or a link
    app.run()
    assert app.markdown[0].value == "22"
    assert app.multiselect(key="governorates").value == ["22"]
