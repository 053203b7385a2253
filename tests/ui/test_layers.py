"""Classes are fixed and round; zero, not surveyed and no figure are never confused."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.layers import (
    KINDS,
    NEED,
    NO_FIGURE,
    NOT_SURVEYED,
    POVERTY,
    SHARE,
    class_of,
    crossing,
    kinds_legend,
    ranges,
    rate_areas,
    reach_areas,
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0, "c1"), (14.9, "c1"), (15, "c2"), (19.99, "c2"), (20, "c3"), (25, "c4"), (34.9, "c4"), (35, "c5"), (100, "c5")],
)
def test_poverty_classes(value: float, expected: str) -> None:
    assert class_of(value, POVERTY) == expected


def test_zero_is_a_class_of_its_own_where_the_scale_says_so() -> None:
    assert class_of(0, SHARE) == "zero"
    assert class_of(0.1, SHARE) == "c1"


@pytest.mark.parametrize("value", [None, math.nan])
def test_nothing_known_is_no_figure(value: float | None) -> None:
    assert class_of(value, POVERTY) == NO_FIGURE
    assert class_of(value, SHARE) == NO_FIGURE


@given(st.floats(0, 100), st.floats(0, 100))
def test_classes_follow_the_order_of_values(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert class_of(low, POVERTY) <= class_of(high, POVERTY)


def test_a_standard_error_that_crosses_a_break_is_marked() -> None:
    values = {"2251": 10.7, "2252": 19.6, "2253": 16.6, "2254": None, "2255": 27.2}
    errors = {"2251": 0.74, "2252": 1.37, "2253": 1.23, "2254": 1.0, "2255": None}
    assert crossing(values, errors, POVERTY) == {"2252"}


def test_rate_areas_keep_four_things_apart() -> None:
    values = {"2251": 0.0, "2252": None, "2253": 30.0, "2254": 30.0}
    areas = rate_areas(values, SHARE, {}, "t", "fr", not_surveyed=frozenset({"2254"}))
    assert areas.classes == {"2251": "zero", "2252": NO_FIGURE, "2253": "c2", "2254": NOT_SURVEYED}
    shown = {one.key: (one.n, one.edge) for one in areas.legend.classes}
    assert shown["zero"] == (1, "solid")
    assert shown["c2"] == (1, "solid")
    assert shown["c5"] == (0, "solid")
    assert shown[NOT_SURVEYED] == (1, "dashed")
    assert shown[NO_FIGURE] == (1, "dotted")


def test_special_classes_appear_only_where_they_are() -> None:
    keys = [one.key for one in rate_areas({"2251": 3.0}, POVERTY, {}, "t", "en").legend.classes]
    assert keys == ["c1", "c2", "c3", "c4", "c5"]


def test_the_reference_is_written_in_its_class() -> None:
    areas = rate_areas({"2251": 3.0}, POVERTY, {}, "t", "fr", reference=(15.2, "Tunisie 15,2 %"))
    assert [one.key for one in areas.legend.classes if "Tunisie 15,2 %" in one.words] == ["c2"]


def test_the_hatch_is_explained_only_where_it_is_drawn() -> None:
    sure = rate_areas({"2251": 10.0}, POVERTY, {}, "t", "fr", errors={"2251": 1.0})
    doubtful = rate_areas({"2251": 14.5}, POVERTY, {}, "t", "fr", errors={"2251": 1.0})
    assert (sure.marked, sure.legend.hatch) == (frozenset(), "")
    assert doubtful.marked == {"2251"} and doubtful.legend.hatch


def test_reach_zero_one_two_and_not_surveyed() -> None:
    areas = reach_areas({"2251": 0, "2252": 1, "2253": 2, "2254": 9, "2255": None}, {}, "t", "ar")
    assert areas.classes == {
        "2251": "reach_0",
        "2252": "reach_1",
        "2253": "reach_2",
        "2254": "reach_2",
        "2255": NOT_SURVEYED,
    }
    assert [one.n for one in areas.legend.classes] == [1, 1, 2, 1]
    assert len({one.fill for one in areas.legend.classes}) == 4


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_ranges_are_said_in_words(language: str) -> None:
    words = ranges(POVERTY, language)
    assert len(words) == len(set(words)) == len(NEED)
    assert "15" in words[0] and "15" in words[1] and "20" in words[1] and "35" in words[-1]


def test_each_kind_has_a_colour_and_a_shape_of_its_own() -> None:
    legend = kinds_legend("t", {key: key for key in "abcdefgh"}, {"a": 3})
    looks = {(one.fill, one.mark) for one in legend.classes}
    assert len(looks) == 8 == len({one.fill for one in legend.classes}) == len(set(KINDS))
    assert [one.n for one in legend.classes][:2] == [3, 0]


def _lightness(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_need_darkens_step_by_step_for_every_eye() -> None:
    light = [_lightness(colour) for colour in NEED]
    assert all(one - other > 20 for one, other in pairwise(light))
