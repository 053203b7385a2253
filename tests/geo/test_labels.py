"""Names on a printed map stand apart, inside their frame, or are told as left out."""

from hypothesis import given, settings
from hypothesis import strategies as st

from geo.labels import Name, overlapping, placed

FRAME = (0.0, 0.0, 100.0, 80.0)
NAMES = st.lists(
    st.builds(
        Name,
        x=st.floats(0, 100),
        y=st.floats(0, 80),
        words=st.sampled_from(["Thala", "Sidi Ali Ben Aoun", "ماجل بلعباس", "الزهور"]),
        room=st.floats(1, 30),
    ),
    max_size=30,
)


@settings(max_examples=40)
@given(NAMES)
def test_no_two_names_meet_and_none_is_lost(names: list[Name]) -> None:
    texts, _, left = placed(names, 6, FRAME)
    assert not overlapping(texts)
    assert len(texts) + len(left) == len(names)


def test_a_name_with_room_stands_on_its_place() -> None:
    ((text,), threads, left) = placed([Name(50, 40, "Thala", 30)], 6, FRAME)
    assert (text.x, text.y, text.lines) == (50, 40, ("Thala",))
    assert not threads
    assert not left


def test_a_long_name_takes_two_lines_where_it_is_narrow() -> None:
    ((text,), _, _) = placed([Name(50, 40, "Sidi Ali Ben Aoun", 10)], 6, FRAME)
    assert text.lines == ("Sidi Ali", "Ben Aoun")


def test_a_name_moved_away_hangs_on_a_thread() -> None:
    ((text,), (thread,), _) = placed([Name(50, 40, "Ezzouhour", 2)], 6, FRAME, [(45.0, 35.0, 55.0, 45.0)])
    assert abs(text.y - 40) + abs(text.x - 50) > 2
    assert thread.rings[0][1] == (50, 40)


def test_what_comes_first_keeps_its_place() -> None:
    seat, other = Name(50, 40, "Ezzouhour", 2, first=True), Name(50, 40, "Sbeïtla", 30)
    texts, _, _ = placed([other, seat], 6, FRAME)
    where = {text.lines[0]: (text.x, text.y) for text in texts}
    assert where["Ezzouhour"] == (50, 40)
    assert where["Sbeïtla"] != (50, 40)


def test_a_name_without_any_place_is_told() -> None:
    texts, _, left = placed([Name(50, 40, "Ezzouhour", 2)], 6, FRAME, [FRAME])
    assert not texts
    assert [name.words for name in left] == ["Ezzouhour"]
