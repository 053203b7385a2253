import numpy as np
import pandas as pd
import pytest

from analysis.hub_weighting import (
    by_governorate,
    drawn_scores,
    field,
    first_shares,
    methods,
    ordered,
    places_of,
    ranges,
    scaled,
    too_close,
    weightings,
)

CODES = ["a", "b", "c", "d"]
VALUES = pd.DataFrame({"need": [0.0, 10.0, 5.0, 10.0], "far": [4.0, 0.0, 2.0, 4.0]}, CODES)
SIGNS = {"need": 1, "far": -1}


def pairs(*seats: tuple[str, str]) -> pd.DataFrame:
    """a and b in the north, c in the south, d in the west."""
    governorate = {"a": "N", "b": "N", "c": "S", "d": "W"}
    rows = [(x, y, governorate[x], governorate[y], x, y) for x, y in seats]
    columns = ["seat_a", "seat_b", "governorate_a", "governorate_b", "place_a", "place_b"]
    return pd.DataFrame(rows, columns=columns)


ALL = pairs(("a", "c"), ("b", "c"), ("a", "d"), ("b", "d"), ("c", "d"))
FIELD = field(ALL, scaled(VALUES, SIGNS))


def test_every_criterion_runs_from_worst_to_best_over_all_places() -> None:
    assert scaled(VALUES, SIGNS)["need"].tolist() == [0, 1, 0.5, 1]
    assert scaled(VALUES, SIGNS)["far"].tolist() == [0, 1, 0.5, 0]


def test_a_constant_criterion_parts_nobody_and_missing_stays_missing() -> None:
    values = pd.DataFrame({"x": [3.0, 3.0, np.nan], "zero": [0.0, 0.0, 0.0]})
    found = scaled(values, {"x": 1, "zero": -1})
    assert found["x"].tolist()[:2] == [1, 1] and np.isnan(found["x"].iloc[2])
    assert found["zero"].tolist() == [1, 1, 1]


def test_a_pair_has_the_mean_of_its_seats() -> None:
    assert FIELD.matrix.tolist() == [[0.25, 0.25], [0.75, 0.75], [0.5, 0.0], [1.0, 0.5], [0.75, 0.25]]
    assert FIELD.group.tolist() == [0, 0, 1, 1, 2]


def test_a_seat_without_a_value_is_left_out_and_named() -> None:
    missing = scaled(VALUES.assign(far=[4.0, np.nan, 2.0, 4.0]), SIGNS)
    found = field(ALL, missing)
    assert found.left_out == ("b",)
    assert found.pairs["seat_a"].tolist() == ["a", "a", "c"]
    # Leaving b out of the list does not move the scale of the others.
    assert found.matrix[:, 0].tolist() == [0.25, 0.5, 0.75]


def test_order_and_the_best_of_each_pair_of_governorates() -> None:
    rows = ordered(FIELD, np.array([0.5, 0.5]))
    assert rows["score"].tolist() == [75, 75, 50, 25, 25]
    assert rows["rank"].tolist() == [1, 1, 3, 4, 4]
    groups = by_governorate(rows, FIELD)
    assert groups[["governorate_a", "governorate_b", "rank"]].to_numpy().tolist() == [
        ["N", "S", 1],
        ["N", "W", 1],
        ["S", "W", 3],
    ]


def test_seats_of_one_town_are_one_place() -> None:
    rows = pairs(("a", "c"), ("b", "c")).assign(place_a="Town")
    assert places_of(rows).tolist() == [0, 0]
    found = ordered(field(rows, scaled(VALUES, SIGNS)), np.array([1.0, 0.0]))
    assert found["same_town"].tolist() == [False, True]


def test_weightings_by_governorate_and_within_one() -> None:
    found = weightings(FIELD, FIELD.group)
    # b with c against b with d: 3/4 against 1/2 + w/2, so half of all weightings each.
    assert found.rank_share[:, 0] == pytest.approx([0.5, 0.5, 0], abs=0.02)
    inside = weightings(FIELD, np.array([0, 1]), FIELD.group == 1)
    assert inside.rank_share[:, 0].tolist() == [0, 1]  # b is above a everywhere


def test_the_range_in_which_a_pair_of_governorates_stays_first() -> None:
    found = ranges(FIELD, np.array([0.8, 0.2]), FIELD.group == 1)
    assert found == pytest.approx(np.array([[0.5, 1.0], [0.0, 0.5]]))


def test_draws_over_the_errors_of_a_figure() -> None:
    drawn = {"need": np.array([[0, 10, 5, 10.0], [0, 10, 10, 5.0], [0, 10, 10, 0.0]])}
    scores = drawn_scores(drawn, VALUES, SIGNS, {"need": 1.0, "far": 0.0})
    assert scores.to_numpy().tolist() == [[0, 1, 0.5, 1], [0, 1, 1, 0.5], [0, 1, 1, 0]]
    assert first_shares(scores, FIELD, FIELD.group) == pytest.approx([2 / 3, 1 / 3, 0])
    assert first_shares(scores, FIELD, np.array([0, 1]), FIELD.group == 0).tolist() == [0, 1]


def test_a_criterion_that_no_draw_moves_keeps_its_scale() -> None:
    drawn = {"need": VALUES["need"].to_numpy()[None]}
    scores = drawn_scores(drawn, VALUES, SIGNS, {"need": 0.3, "far": 0.7})
    expected = scaled(VALUES, SIGNS).to_numpy() @ [0.3, 0.7]
    assert scores.to_numpy()[0] == pytest.approx(expected)


def test_methods_agree_where_one_pair_is_best_everywhere() -> None:
    one = field(pairs(("a", "c"), ("b", "c")), scaled(VALUES, SIGNS))
    found = methods(one, np.array([0.5, 0.5]))
    assert found["method"].tolist() == ["weighted_sum", "topsis", "promethee_ii"]
    assert found["row"].tolist() == [1, 1, 1]
    assert found["rank_of_first"].tolist() == [1, 1, 1]
    assert found["agreement"].tolist() == pytest.approx([1, 1, 1])


def test_either_side_makes_it_too_close() -> None:
    assert not too_close(0.5, 0.9)
    assert too_close(0.49, 1.0)
    assert too_close(1.0, 0.89)
