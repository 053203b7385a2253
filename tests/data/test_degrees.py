"""Coordinates as people write them."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import degrees
from data.values import CellError


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("35°34'12\"N", 35.57), ("35° 34′ 12″ N", 35.57), ("N 35 34 12", 35.57), ("8 40 12", 8.67), ("35°34.2'", 35.57),
        ("35,57° N", 35.57), ("8°40'12\" O", -8.67), ("35 d 34 m 12 s", 35.57), ("35.57 Nord", 35.57),
        ("8.67", None), ("8,67", None), ("35°75'", None), ("Thala", None), ("", None), ("N 35 S", None),
    ],
)  # fmt: skip
def test_degrees_with_minutes_or_a_letter(written: str, value: float | None) -> None:
    assert degrees.decimal(written) == value


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(written: str) -> None:
    degrees.decimal(written)
    with contextlib.suppress(CellError):
        degrees.coordinate(written)
