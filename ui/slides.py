"""Slides for a meeting from values: native text, tables and shapes that can be edited. No system library."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from geo.drawing import Disc, Drawing, Path

WIDTH, HEIGHT = 338.67, 190.5  # mm, 16:9
INK, QUIET, ACCENT, WARNING, PAPER = "#1d2b3a", "#5b6774", "#0f766e", "#b45309", "#fbfaf7"
FACES = ("Calibri", "Arial")  # latin, complex script: on every office's machine


@dataclass(frozen=True)
class Box:
    """Where something stands on a slide, mm from its upper left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Line:
    """One paragraph."""

    words: str
    size: float = 16
    bold: bool = False
    color: str = INK
    bullet: bool = False


class Deck:
    """Slides being made, in one direction of reading. Boxes are given for left to right and mirrored where asked."""

    def __init__(self, right_to_left: bool, language: str, mark: str = "") -> None:
        from pptx import Presentation
        from pptx.util import Mm

        self.mirrored, self.language, self.mark = right_to_left, language, mark
        self._deck = Presentation()
        self._deck.slide_width, self._deck.slide_height = Mm(WIDTH), Mm(HEIGHT)

    def slide(self, title: str, under: str = "") -> Any:
        """A new slide with its title, and the mark across it."""
        slide = self._deck.slides.add_slide(self._deck.slide_layouts[6])
        slide.background.fill.solid()
        slide.background.fill.fore_color.rgb = _rgb(PAPER)
        lines = [Line(title, 26, bold=True)] + ([Line(under, 13, color=QUIET)] if under else [])
        self.text(slide, Box(14, 7, 262 if self.mark else 310, 22), lines)
        self._bar(slide, Box(14, 30, 310.67, 0.9), ACCENT)
        if self.mark:
            self._mark(slide)
        return slide

    def text(self, slide: Any, box: Box, lines: Sequence[Line], mirror: bool = True, centred: bool = False) -> Any:
        """Paragraphs in a text box."""
        from pptx.enum.text import MSO_ANCHOR

        shape = slide.shapes.add_textbox(*self._place(box, mirror))
        frame = shape.text_frame
        frame.word_wrap = not centred
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        if centred:
            frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        for at, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
            self._write(paragraph, line, centred)
        return shape

    def facts(self, slide: Any, box: Box, figures: Sequence[tuple[str, str, str]]) -> None:
        """Figures in tiles, two by two."""
        across, down = (box.width - 4) / 2, (box.height - 4) / 2
        for at, (label, value, under) in enumerate(figures):
            x, y = box.x + (at % 2) * (across + 4), box.y + (at // 2) * (down + 4)
            self._bar(slide, Box(x, y, across, down), "#e3efed" if at == 0 else "#f1eee6")
            lines = [Line(label, 12, color=QUIET), Line(value, 22, bold=True), Line(under, 11, color=QUIET)]
            self.text(slide, Box(x + 3, y + 2, across - 6, down - 4), lines)

    def table(
        self,
        slide: Any,
        box: Box,
        head: Sequence[str],
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        size: float = 13,
    ) -> Any:
        """A native table, its columns in the order of reading."""
        from pptx.util import Mm

        graphic = slide.shapes.add_table(len(rows) + 1, len(head), *self._place(box))
        table = graphic.table
        if self.mirrored:
            graphic._element.graphic.graphicData.tbl.tblPr.set("rtl", "1")
        for column, share in zip(table.columns, widths, strict=True):
            column.width = Mm(box.width * share / sum(widths))
        for at, row in enumerate((head, *rows)):
            for place, words in enumerate(row):
                cell = table.cell(at, place)
                cell.fill.solid()
                cell.fill.fore_color.rgb = _rgb(ACCENT if at == 0 else "#f1eee6" if at % 2 else "#ffffff")
                self._write(cell.text_frame.paragraphs[0], Line(words, size, at == 0, "#ffffff" if at == 0 else INK))
        return graphic

    def drawing(self, slide: Any, drawing: Drawing, x: float, y: float, scale: float = 1.0) -> None:
        """A map as native shapes, one per place, and its names as text; geography is never mirrored."""
        x = self._place(Box(x, y, drawing.width * scale, drawing.height * scale))[0] / 36000
        for mark in drawing.marks:
            _draw(slide, mark, x, y, scale)
        for text in drawing.texts:
            width, height = 34.0, text.size * 0.5 * len(text.lines)
            box = Box(x + text.x * scale - width / 2, y + text.y * scale - height / 2, width, height)
            lines = [Line(line, text.size * scale, text.bold, text.color) for line in text.lines]
            self.text(slide, box, lines, mirror=False, centred=True)

    def legend(self, slide: Any, box: Box, keys: Sequence[tuple[Drawing, str]], step: float = 10.0) -> None:
        """Small drawings with their words, under each other, `step` mm apart."""
        for at, (small, words) in enumerate(keys):
            y = box.y + at * step
            self.drawing(slide, small, box.x, y + 0.6, 1.2)
            self.text(slide, Box(box.x + 8.5, y, box.width - 8.5, step - 0.5), [Line(words, step + 0.5)])

    def file(self) -> bytes:
        """The deck as a PPTX file."""
        made = io.BytesIO()
        for slide in self._deck.slides if self.mark else ():
            self._across(slide)
        self._deck.save(made)
        return made.getvalue()

    def _mark(self, slide: Any) -> None:
        self._bar(slide, Box(290, 10, 34.67, 10), WARNING)
        self.text(slide, Box(290, 10, 34.67, 10), [Line(self.mark, 14, True, "#ffffff")], centred=True)

    def _across(self, slide: Any) -> None:
        """The mark in large, see-through letters over everything."""
        across = self.text(slide, Box(40, 70, 258, 50), [Line(self.mark, 110, True, WARNING)], centred=True)
        across.rotation = -24
        _fade(across.text_frame.paragraphs[0].runs[0]._r, 0.13)

    def _bar(self, slide: Any, box: Box, color: str) -> None:
        from pptx.enum.shapes import MSO_SHAPE

        shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *self._place(box))
        _paint(shape, color, None, 0, "solid")

    def _place(self, box: Box, mirror: bool = True) -> tuple[int, int, int, int]:
        """EMU, mirrored where the deck reads from right to left."""
        x = WIDTH - box.x - box.width if mirror and self.mirrored else box.x
        return tuple(round(value * 36000) for value in (x, box.y, box.width, box.height))  # type: ignore[return-value]

    def _write(self, paragraph: Any, line: Line, centred: bool = False) -> None:
        from pptx.enum.text import PP_ALIGN
        from pptx.util import Pt

        run = paragraph.add_run()
        run.text = f"• {line.words}" if line.bullet else line.words
        run.font.size, run.font.bold, run.font.color.rgb = Pt(line.size), line.bold, _rgb(line.color)
        run.font.name = FACES[0]
        properties = run._r.get_or_add_rPr()
        properties.set("lang", {"fr": "fr-FR", "ar": "ar-TN"}.get(self.language, "en-GB"))
        complex_script = properties.makeelement(_tag("cs"), {"typeface": FACES[1]})
        properties.append(complex_script)
        paragraph.alignment = PP_ALIGN.CENTER if centred else PP_ALIGN.RIGHT if self.mirrored else PP_ALIGN.LEFT
        if self.mirrored:
            paragraph._p.get_or_add_pPr().set("rtl", "1")
        if not centred:
            paragraph.space_after = Pt(line.size * 0.3)


def _draw(slide: Any, mark: Path | Disc, x: float, y: float, scale: float) -> None:
    if isinstance(mark, Disc):
        from pptx.enum.shapes import MSO_SHAPE

        corner = (x + (mark.x - mark.radius) * scale, y + (mark.y - mark.radius) * scale)
        size = 2 * mark.radius * scale
        shape = slide.shapes.add_shape(MSO_SHAPE.OVAL, *(round(v * 36000) for v in (*corner, size, size)))
    else:
        rings = [ring for ring in mark.rings if len(ring) > 1]
        if not rings:
            return
        placed = [[(round((x + a * scale) * 36000), round((y + b * scale) * 36000)) for a, b in ring] for ring in rings]
        builder = slide.shapes.build_freeform(*placed[0][0], scale=1.0)
        builder.add_line_segments(placed[0][1:], close=mark.closed)
        for ring in placed[1:]:
            builder.move_to(*ring[0])
            builder.add_line_segments(ring[1:], close=mark.closed)
        shape = builder.convert_to_shape()
    _paint(shape, mark.fill, mark.stroke, mark.width * scale, mark.edge, mark.opacity)
    if mark.name:
        shape.name = mark.name


def _paint(shape: Any, fill: str | None, stroke: str | None, width: float, edge: str, opacity: float = 1.0) -> None:
    from pptx.enum.dml import MSO_LINE
    from pptx.util import Mm

    shape.shadow.inherit = False
    if fill is None:
        shape.fill.background()
    else:
        shape.fill.solid()
        shape.fill.fore_color.rgb = _rgb(fill)
        if opacity < 1:
            _fade(shape.fill._xPr, opacity)
    if stroke is None:
        shape.line.fill.background()
        return
    shape.line.color.rgb, shape.line.width = _rgb(stroke), Mm(width)
    if edge != "solid":
        shape.line.dash_style = MSO_LINE.DASH if edge == "dashed" else MSO_LINE.ROUND_DOT


def _fade(element: Any, opacity: float) -> None:
    """Make the first colour inside an element see-through."""
    color = element.find(f".//{_tag('srgbClr')}")
    color.append(color.makeelement(_tag("alpha"), {"val": str(round(opacity * 100000))}))


def _tag(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/drawingml/2006/main}}{name}"


def _rgb(color: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor(*bytes.fromhex(color.lstrip("#")))  # type: ignore[no-untyped-call]
