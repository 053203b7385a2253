"""What stands on a printed map: every delegation in its look, names that do not meet, seats in their frame."""

from xml.etree import ElementTree

import pytest

from geo.drawing import Disc, Path, svg
from geo.frames import fitted, inset, panels
from geo.labels import overlapping
from geo.outlines import read_delegations
from geo.points import metric_outlines
from geo.sheet import Bubble, Content, Look, Mark, Paper, Reach, Spoke, drawn

PAPER = Paper("#e6eef2", "#eceae4", "#ffffff", "#b9b5aa", "#1d2b3a")
LOOKS = {code: Look("#f3d998") for code in metric_outlines()}


def _paths(drawing: object) -> list[Path]:
    return [mark for mark in drawing.marks if isinstance(mark, Path)]  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_three_panels_show_and_name_all_45_delegations(language: str) -> None:
    names = {one.code: one.names[language] for one in read_delegations()}
    drawing = drawn([(frame, Content(LOOKS, names)) for frame in panels(182, 105)], PAPER, 182, 105)
    assert {path.name for path in _paths(drawing) if path.name} == set(metric_outlines())
    told = {" ".join(text.lines) for text in drawing.texts}
    assert set(names.values()) <= told
    assert not overlapping(drawing.texts)
    assert ElementTree.fromstring(svg(drawing)) is not None


def test_looks_are_drawn_as_they_are_given() -> None:
    looks = {"4259": Look("#abcdef", "dashed", hatched=True, strong=True)}
    drawing = drawn([(fitted(("42",), 80, 80), Content(looks))], PAPER, 80, 80)
    (place,) = [path for path in _paths(drawing) if path.name == "4259"]
    assert (place.fill, place.edge) == ("#abcdef", "dashed")
    hatch = [path for path in _paths(drawing) if not path.closed and path.stroke == PAPER.ink and len(path.rings) > 3]
    assert len(hatch) == 1
    assert [path.width for path in _paths(drawing) if path.width == 0.8] == [0.8]
    others = {path.fill for path in _paths(drawing) if path.name and path.name != "4259"}
    assert others == {PAPER.ours}


def test_the_hatch_stays_inside_its_delegation() -> None:
    frame = fitted(("42",), 80, 80)
    drawing = drawn([(frame, Content({"4259": Look("#ffffff", hatched=True)}))], PAPER, 80, 80)
    (hatch,) = [p for p in _paths(drawing) if not p.closed and p.stroke == PAPER.ink and len(p.rings) > 3]
    (place,) = [p for p in _paths(drawing) if p.name == "4259"]
    xs, ys = zip(*place.rings[0], strict=True)
    for ring in hatch.rings:
        for x, y in ring:
            assert min(xs) - 0.01 <= x <= max(xs) + 0.01
            assert min(ys) - 0.01 <= y <= max(ys) + 0.01


def test_circles_seats_lines_and_reach_stand_where_they_belong() -> None:
    frame = fitted(("42",), 80, 80)
    content = Content(
        {},
        bubbles=(Bubble(8.8, 35.2, 3, "#1d2b3a"), Bubble(11.0, 35.5, 3, "#1d2b3a")),
        marks=(Mark(8.8, 35.2, "#0072b2"),),
        reaches=(Reach(8.8, 35.2, 20, "#b45309"),),
        spokes=(Spoke((8.8, 35.2), (8.7, 35.5), "#009e73"),),
    )
    drawing = drawn([(frame, content)], PAPER, 80, 80)
    (disc,) = [mark for mark in drawing.marks if isinstance(mark, Disc)]  # the other lies outside the frame
    x, y = frame.at(8.8, 35.2)
    assert (disc.x, disc.y) == pytest.approx((x, y))
    (reach,) = [path for path in _paths(drawing) if path.stroke == "#b45309"]
    radii = [((a - x) ** 2 + (b - y) ** 2) ** 0.5 / frame.scale / 1000 for a, b in reach.rings[0]]
    assert radii == pytest.approx([20] * len(radii), rel=0.01)
    (spoke,) = [path for path in _paths(drawing) if path.stroke == "#009e73"]
    assert spoke.rings[0][0] == pytest.approx((x, y))
    assert any(path.fill == "#0072b2" for path in _paths(drawing))


def test_nothing_is_drawn_outside_its_frame() -> None:
    frames = panels(182, 98)
    content = Content(LOOKS, reaches=(Reach(8.8, 35.2, 200, "#b45309"),))
    for path in _paths(drawn([(frame, content) for frame in frames], PAPER, 182, 98)):
        for ring in path.rings:
            for x, y in ring:
                assert -0.01 <= x <= 182.01
                assert -0.01 <= y <= 98.01


def test_an_inset_has_no_names_beneath_and_no_scale_bar() -> None:
    frame = fitted(("22",), 88, 84)
    small = inset(frame, ("22",), 18, 20)
    names = {one.code: one.names["fr"] for one in read_delegations()}
    views = [(frame, Content(LOOKS, names)), (small, Content({}, small=True))]
    texts = drawn(views, PAPER, 88, 84).texts
    assert sum("km" in " ".join(text.lines) for text in texts) == 1
    assert not [t for t in texts if small.x < t.x < small.x + 18 and small.y < t.y < small.y + 20]
