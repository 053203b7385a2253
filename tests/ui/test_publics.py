import pytest

from ui.publics import stated


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("women;youth", ("women", "youth")),
        ("Jeunes, FEMMES", ("women", "youth")),
        ("النساء؛ الشباب", ("women", "youth")),
        ("tout public", ("women", "youth", "graduates", "informal")),
        ("diplomes / autre chose", ("graduates",)),
        ("travailleurs informels", ("informal",)),
        ("entrepreneurs", None),
        ("", None),
        (None, None),
        (float("nan"), None),
        ("<script>", None),
    ],
)
def test_publics_are_read_in_three_languages(written: object, meant: tuple[str, ...] | None) -> None:
    assert stated(written) == meant
