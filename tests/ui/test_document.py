"""The A4 page: one page whatever comes, text never markup, Arabic shaped and in order, no missing glyph, the mark."""

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from geo.drawing import Disc, Drawing, Text
from tests.ui import pdfs
from ui.document import Column, Fact, Facts, Key, Map, Sheet, Table, Words, pdf, png

HOSTILE = ["#panic() *_`$ x $`_*", '#import "/etc/passwd"', "<script>alert(1)</script>", "\\u{41} @x [[]] //", "{{}}"]


def _sheet(*blocks: object, language: str = "fr", title: str = "Titre", mark: str = "") -> Sheet:
    rows = [[Column(blocks)]]  # type: ignore[arg-type]
    return Sheet(language, language == "ar", "Atlas", title, "24", rows, foot=["Sources"], mark=mark, mark_words=mark)


def _picture(words: str) -> np.ndarray:
    image = Image.open(io.BytesIO(png(_sheet(Words([words]), language="ar", title=""), 150))).convert("L")
    return np.asarray(image, dtype=int)


def test_words_figures_tables_and_maps_are_on_one_page() -> None:
    dot = Drawing(4, 4, (Disc(2, 2, 1, "#000000"),), (Text(2, 2, ("Thala",), 6),))
    made = pdf(
        _sheet(
            Facts([Fact("Habitants", "37 128", "INS 2014", strong=True), Fact("Besoin", "11 473")]),
            Table(["Mesure", "Ici"], [["Services", "8"]], [False, True], [2, 1], "Comparé", "Une note", [0]),
            Map(dot, "Une carte", [Key(dot, "légende")], "Carte"),
            Words(["une remarque"], "À savoir", listed=True),
        )
    )
    assert pdfs.pages(made) == 1
    told = pdfs.words(made)
    for words in ("37 128", "INS 2014", "Services", "Une note", "Thala", "légende", "une remarque", "Sources"):
        assert words in told
    assert pdfs.title(made) == "Titre"


@pytest.mark.parametrize("nasty", HOSTILE)
def test_hostile_words_are_text(nasty: str) -> None:
    dot = Drawing(4, 4, (), (Text(2, 2, (nasty,), 6),))
    table = Table([nasty], [[nasty]], [False], [1], nasty, nasty)
    made = pdf(_sheet(Words([nasty], nasty), Facts([Fact(nasty, nasty, nasty)]), table, Map(dot, nasty), title=nasty))
    assert pdfs.pages(made) == 1
    told = pdfs.words(made).replace("’", "'").replace("“", '"').replace("”", '"')
    assert told.count(nasty.split()[0][:5]) >= 5


@settings(max_examples=6)
@given(st.integers(0, 80), st.integers(1, 400))
def test_however_long_it_is_one_page(rows: int, letters: int) -> None:
    table = Table(["a", "b"], [["mot " * (letters // 4), "1"]] * rows, [False, True], [3, 1])
    assert pdfs.pages(pdf(_sheet(table, title="Titre " * (letters // 20 + 1)))) == 1


def test_arabic_letters_join_and_run_from_right_to_left() -> None:
    """Against the same word spelt with the joined forms themselves; apart, and turned round, it looks otherwise."""
    word, joined = "القصرين", "\ufe8d\ufedf\ufed8\ufebc\ufeae\ufef3\ufee6"
    drawn = _picture(word)
    apart, turned = _picture("\u200c".join(word)), _picture(word[::-1])
    near = np.abs(drawn - _picture(joined)).sum()
    assert near < 0.5 * np.abs(drawn - apart).sum()
    assert near < 0.5 * np.abs(drawn - turned).sum()


@pytest.mark.parametrize("words", ["القصرين الشمالية (مدينة القصرين)، 149.472 ± 2.502؟", "Aïn Draham – œuvre ½ × ≥ …"])
def test_the_two_fonts_have_every_character(words: str) -> None:
    assert not pdfs.has_missing(pdf(_sheet(Words([words]), language="ar")))


def test_a_missing_glyph_would_be_seen() -> None:
    assert pdfs.has_missing(pdf(_sheet(Words(["\u4e2d"]))))


def test_the_mark_lies_across_the_page_and_in_its_corner() -> None:
    told = pdfs.words(pdf(_sheet(mark="FICTIF")))
    assert told.count("FICTIF") == 3  # across, in the corner, and what it means
    assert "FICTIF" not in pdfs.words(pdf(_sheet()))
