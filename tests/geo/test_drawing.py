"""Drawings as SVG: what is drawn, never the words."""

from xml.etree import ElementTree

from geo.drawing import Disc, Drawing, Path, Text, svg

SQUARE = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0))
HOLE = ((4.0, 4.0), (6.0, 4.0), (6.0, 6.0), (4.0, 6.0))


def _parts(drawing: Drawing) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(svg(drawing)))


def test_a_ring_inside_another_is_a_hole() -> None:
    (path,) = _parts(Drawing(10, 10, (Path((SQUARE, HOLE), "#ff0000"),)))
    assert path.attrib["d"] == "M0 0L10 0L10 10L0 10ZM4 4L6 4L6 6L4 6Z"
    assert path.attrib["fill-rule"] == "evenodd"


def test_an_open_line_is_not_closed() -> None:
    (path,) = _parts(Drawing(10, 10, (Path((SQUARE[:2],), stroke="#000000", closed=False),)))
    assert path.attrib["d"] == "M0 0L10 0"
    assert path.attrib["fill"] == "none"


def test_edges_are_told_apart_by_their_dashes() -> None:
    edges = [Disc(1, 1, 1, stroke="#000000", edge=edge) for edge in ("solid", "dashed", "dotted")]
    dashes = [part.attrib.get("stroke-dasharray") for part in _parts(Drawing(2, 2, tuple(edges)))]
    assert dashes[0] is None
    assert dashes[1] != dashes[2]


def test_words_are_left_to_who_can_shape_them() -> None:
    drawing = Drawing(10, 10, (Disc(5, 5, 1, "#000000"),), (Text(5, 5, ("القصرين",), 8),))
    assert [part.tag.rpartition("}")[2] for part in _parts(drawing)] == ["circle"]


def test_a_colour_cannot_break_out_of_its_attribute() -> None:
    (disc,) = _parts(Drawing(2, 2, (Disc(1, 1, 1, '"/><script>x</script>'),)))
    assert disc.attrib["fill"] == '"/><script>x</script>'
