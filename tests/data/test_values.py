"""Cells as people write them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import values
from data.values import CellError


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        (" a\n b ", "a b"),
        (12.0, "12"),
        (12.5, "12.5"),
        ("", None),
        ("   ", None),
        (None, None),
        (float("nan"), None),
        ("\u200eالاسم\u200f", "الاسم"),
        ("'=SOMME(A1)", "=SOMME(A1)"),
        ("'quoted", "'quoted"),
        (dt.datetime(2025, 3, 1), "2025-03-01"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_text(cell: object, read: str | None) -> None:
    assert values.text(cell) == read


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("12,5", 12.5),
        ("12.5", 12.5),
        ("1 234,5", 1234.5),
        ("1\u202f234", 1234),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("١٢٫٥", 12.5),
        ("-3", -3),
        ("−3", -3),
        (7, 7),
        ("", None),
        ("1e3", 1000),
    ],
)
def test_number(cell: object, read: float | None) -> None:
    assert values.number(cell) == read


@pytest.mark.parametrize("cell", ["douze", "1,2,3", "12 %", float("inf"), "nan", "1e999", True, "0x10"])
def test_what_is_no_number(cell: object) -> None:
    with pytest.raises(CellError):
        values.number(cell)


@pytest.mark.parametrize(("cell", "code"), [("2,5", "not_whole"), ("-1", "out_of_range"), (2.0**31, "out_of_range")])
def test_what_is_no_count(cell: object, code: str) -> None:
    with pytest.raises(CellError, match=code):
        values.whole(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "31/12/2025",
        "31-12-2025",
        "31.12.2025",
        "2025-12-31",
        "2025-12-31T10:00:00",
        "٣١/١٢/٢٠٢٥",
        dt.date(2025, 12, 31),
        dt.datetime(2025, 12, 31, 8),
    ],
)
def test_date(cell: object) -> None:
    assert values.date(cell) == dt.date(2025, 12, 31)


@pytest.mark.parametrize("cell", ["31/02/2025", "demain", "2025", "12/31/2025", dt.date(1066, 1, 1)])
def test_what_is_no_date(cell: object) -> None:
    with pytest.raises(CellError):
        values.date(cell)


@pytest.mark.parametrize("cell", [2019, "2019", 2019.0, "01/05/2019", dt.date(2019, 5, 1)])
def test_year(cell: object) -> None:
    assert values.year(cell) == 2019


@pytest.mark.parametrize("cell", [219, "20199", 2019.5, "l'an dernier"])
def test_what_is_no_year(cell: object) -> None:
    with pytest.raises(CellError):
        values.year(cell)


@given(st.floats(-1e12, 1e12).map(lambda x: round(x, 4)))
def test_a_number_with_decimal_comma_is_the_number(value: float) -> None:
    assert values.number(f"{value:.4f}".replace(".", ",")) == value


@given(st.text())
def test_text_never_fails_and_is_stable(cell: str) -> None:
    once = values.text(cell)
    assert once is None or (once == once.strip() and "\n" not in once)


def test_a_text_beyond_the_limit_is_said() -> None:
    with pytest.raises(CellError, match="text_too_long"):
        values.short_text("x" * 1001)
