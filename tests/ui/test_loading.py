"""Names of files given by anyone, made harmless before they meet a file system or a page."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.loading import LONGEST_NAME, safe_name


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("liste 2026 (1).xlsx", "liste 2026 (1).xlsx"),
        ("القائمة.csv", "القائمة.csv"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\liste.xlsx", "liste.xlsx"),
        ("![x](http://evil).csv", "evil).csv"),
        ("", "fichier"),
        ("...", "fichier"),
    ],
)
def test_a_name_keeps_what_is_harmless(given_name: str, kept: str) -> None:
    assert safe_name(given_name) == kept


@given(st.text(max_size=400))
def test_any_name_is_one_short_name_of_a_file(name: str) -> None:
    made = safe_name(name)
    assert made
    assert Path(made).name == made
    assert len(made) <= LONGEST_NAME + 10
    assert not set(made) & set("<>[]!&\"'`$\0:/\\*?|")
