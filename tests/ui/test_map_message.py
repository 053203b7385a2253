"""Messages to the map: small, inert, exact."""

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.outlines import delegation_codes
from ui.layers import POVERTY, kinds_legend, rate_areas
from ui.map_message import HOLE, _packed, message, script
from ui.shapes import MAX_NAMED, MAX_POINTS, Circles, Line, Lines, Point, Points, Ring, Rings, Site, Sites

CODES = delegation_codes()
KIND = kinds_legend("t", {"a": "A", "b": "B"}, {})


def areas(**changes: Any) -> Any:
    values = {code: 10 + rank * 0.9 for rank, code in enumerate(CODES)}
    labels = {code: f"Taux de pauvreté 2015 : {value:.1f} % (± 1,43)" for code, value in values.items()}
    return rate_areas(values, POVERTY, labels, "t", "fr", errors=dict.fromkeys(values, 1.43), **changes)


def circles() -> Circles:
    people = {code: 3558.5 + 471 * rank for rank, code in enumerate(CODES)}
    labels = {code: f"{value:.0f} habitants pauvres (± 1 200)" for code, value in people.items()}
    return Circles(people, labels, "t", 25000, ())


def unpacked(packed: dict[str, list[str]]) -> list[str]:
    """What the map script does with packed labels."""
    found = []
    for one in packed["filled"]:
        index, *numbers = one.split("|")
        parts = packed["wordings"][int(index)].split(HOLE)
        assert len(parts) == len(numbers) + 1
        found.append(parts[0] + "".join(number + part for number, part in zip(numbers, parts[1:], strict=True)))
    return found


def test_areas_and_circles_take_less_than_four_kilobytes() -> None:
    sent = script(message([areas(), circles()], selected=["4361"]))
    assert len(sent.encode()) < 3_500


def test_a_delegation_that_is_not_shown_has_no_class_and_no_label() -> None:
    layer = areas(not_surveyed=frozenset({"2252"}))
    del layer.classes["2251"]
    sent = message([layer])["areas"]
    assert sent["classes"][0] is None and unpacked(sent["labels"])[0] == ""
    assert sent["keys"][sent["classes"][1]] == "not_surveyed"
    assert len(sent["classes"]) == len(sent["labels"]["filled"]) == 45


def test_a_masked_value_is_never_sent() -> None:
    layer = Circles({"2251": 3, "2252": 0}, {}, "t", 100, (), masked=frozenset({"2251"}))
    values = message([layer])["circles"]["values"]
    assert values[:3] == [-1, 0, None]


@given(st.lists(st.text(alphabet="ab 0123456789,.%|\u202f\u0001عé", max_size=12), max_size=8))
def test_packed_labels_come_back_word_for_word(labels: list[str]) -> None:
    assert unpacked(_packed(labels)) == [label.replace(HOLE, "") for label in labels]


def test_a_wording_is_sent_once_with_the_numbers_that_differ() -> None:
    assert _packed(["12 % en 2015", "7,5 % en 2015", ""]) == {
        "wordings": [f"{HOLE} % en 2015", ""],
        "filled": ["0|12", "0|7,5", "1"],
    }


def test_points_of_one_place_are_grouped_and_labels_follow() -> None:
    points = [
        Point(9.5, 35.0, "b", "third", "3"),
        Point(9.1, 35.2, "a", "first", "1"),
        Point(9.1, 35.2, "b", "second", "2"),
    ]
    sent = message([Points("enterprise", points, KIND)])["points"]
    assert sent["places"] == [[91000, 352000, "ab"], [95000, 350000, "b"]]
    assert sent["labels"] == ["first", "second", "third"]


def test_many_points_travel_without_names_and_too_many_not_at_all() -> None:
    many = [Point(9 + rank / 1000, 35.0, "a", "Société mutuelle", str(rank)) for rank in range(MAX_POINTS + 1)]
    assert "labels" not in message([Points("e", many[: MAX_NAMED + 1], KIND)])["points"]
    assert len(script(message([Points("e", many[:603], KIND)])).encode()) < 12_000
    with pytest.raises(ValueError, match="aggregate"):
        message([Points("e", many, KIND)])


def test_two_layers_of_areas_are_refused() -> None:
    with pytest.raises(ValueError, match="areas"):
        message([areas(), areas()])


def test_rings_lines_and_sites() -> None:
    shapes = [
        Rings((Ring(9.123456, 35, 23.0769, "#000"),), "w"),
        Lines((Line((9, 35), (10, 36)),), "w"),
        Sites((Site("4259", 9, 35, "Thala", "Pôle 1"),), "w"),
    ]
    sent = message(shapes)
    assert sent["rings"] == [[9.1235, 35, 23.08, "#000"]]
    assert sent["lines"] == [[9, 35, 10, 36, "#6b7682", 1.2]]
    assert sent["sites"] == [[9, 35, "Thala", "Pôle 1", "#0f766e"]]


def test_only_known_delegations_can_be_selected() -> None:
    assert message([], selected=["4361", "9999", "4361"])["selected"] == ["4361"]


@given(st.text(alphabet="<>&`$'\"\\_{}/ab\u2028\n", max_size=40))
def test_what_is_written_into_the_script_is_inert_and_exact(text: str) -> None:
    made = script({"label": text})
    assert json.loads(made) == {"label": text}
    assert not re.search(r"[<>&`$'\u2028]|_[a-z0-9]|\{\{\s", made)
