"""CSV files as offices save them."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import delimited
from words.problem import ProblemError

ROWS = [["Nom", "Délégation", "Valeur"], ["SMSA d'été", "Haïdra", "12,5"], ["جمعية النخيل", "تالة", "3"]]


def saved(rows: list[list[str]], separator: str, encoding: str, mark: bytes = b"") -> bytes:
    lines = (separator.join(f'"{cell}"' if "," in cell else cell for cell in row) for row in rows)
    return mark + "\r\n".join(lines).encode(encoding)


def read(tmp_path: Path, content: bytes) -> list[list[str]]:
    path = tmp_path / "liste.csv"
    path.write_bytes(content)
    [(name, rows, problems)] = delimited.read_delimited(path)
    assert (name, problems) == ("liste", ())
    return [list(map(str, row)) for row in rows]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff"),
        ("utf-16-le", b""), ("utf-16-be", b""),
    ],
)  # fmt: skip
def test_every_encoding_and_separator(tmp_path: Path, separator: str, encoding: str, mark: bytes) -> None:
    rows = ROWS if mark or encoding == "utf-8" else ROWS[:2]  # without a mark, UTF-16 shows by its zeros
    assert read(tmp_path, saved(rows, separator, encoding, mark)) == rows


def test_western_and_arabic_windows_pages(tmp_path: Path) -> None:
    assert read(tmp_path, saved(ROWS[:2], ";", "cp1252")) == ROWS[:2]
    arabic = [["الاسم", "Nom"], ["جمعية النخيل", "Société d'été"]]
    assert read(tmp_path, saved(arabic, ";", "cp1256")) == arabic


def test_a_declared_separator_and_quoted_line_breaks(tmp_path: Path) -> None:
    assert read(tmp_path, b'sep=;\r\na;b\r\n"1\n2";"x;y"\r\n')[1:] == [["a", "b"], ["1\n2", "x;y"]]


@pytest.mark.parametrize(
    "content", [b"\x00\x01\x02\x03\x04\x05\x06\x07abcdefgh", b"\xff\xfeabc", b'a,b\n"' + b"x" * 200_000]
)
def test_what_is_no_table_is_refused_in_one_sentence(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(ProblemError):
        read(tmp_path, content)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with contextlib.suppress(ProblemError):
        assert isinstance(delimited.decoded(content, "x"), str)
