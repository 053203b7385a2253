"""One A4 page from values, drawn by Typst: no browser, no system library, fonts from their packages. No Streamlit."""

import importlib.util
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from geo.drawing import Drawing, svg

TEMPLATE = Path(__file__).parent / "print" / "sheet.typ"
FONTS = (("fontpkg_source_sans_3", "files"), ("justmytype_intl_rtl", "fonts", "ofl", "notosansarabic"))


@dataclass(frozen=True)
class Words:
    """A title and a few lines; `listed` with a mark before each."""

    lines: Sequence[str]
    title: str = ""
    listed: bool = False
    quiet: bool = False
    kind: str = "words"


@dataclass(frozen=True)
class Fact:
    """One figure: what it is, the figure as written, year and source under it."""

    label: str
    value: str
    under: str = ""
    strong: bool = False


@dataclass(frozen=True)
class Facts:
    """Figures side by side, `across` in a row."""

    facts: Sequence[Fact]
    across: int = 2
    kind: str = "facts"


@dataclass(frozen=True)
class Table:
    """A table as read. `numbers` says which columns hold numbers, `strong` which rows (from 0) stand out."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: Sequence[bool]
    widths: Sequence[float]
    title: str = ""
    note: str = ""
    strong: Sequence[int] = ()
    kind: str = "table"


@dataclass(frozen=True)
class Key:
    """One row of a map's legend: a small drawing and its words."""

    drawing: Drawing
    words: str


@dataclass(frozen=True)
class Map:
    """A drawing with its legend; `alt` says in words what it shows."""

    drawing: Drawing
    alt: str
    legend: Sequence[Key] = ()
    title: str = ""
    note: str = ""
    kind: str = "map"


Block = Words | Facts | Table | Map


@dataclass(frozen=True)
class Column:
    """Blocks above each other; as wide as `mm`, or a share of what is left."""

    blocks: Sequence[Block]
    share: float = 1.0
    mm: float = 0.0


@dataclass(frozen=True)
class Sheet:
    """All that stands on the page. `mark` (FICTIF) is drawn across it, `mark_words` says why."""

    language: str
    right_to_left: bool
    over: str
    title: str
    dated: str
    rows: Sequence[Sequence[Column]]
    lead: str = ""
    foot: Sequence[str] = ()
    mark: str = ""
    mark_words: str = ""
    author: str = "Atlas ESS"


def pdf(sheet: Sheet) -> bytes:
    """The page as a PDF file."""
    return _compiled(sheet, "pdf")


def png(sheet: Sheet, dots_per_inch: int = 100) -> bytes:
    """The page as a picture."""
    return _compiled(sheet, "png", ppi=float(dots_per_inch))


def _compiled(sheet: Sheet, kind: Literal["pdf", "png"], ppi: float | None = None) -> bytes:
    import typst  # loads in 20 ms, and only where a document is made

    inputs = {"data": json.dumps(_data(sheet), ensure_ascii=False)}
    made = typst.compile(str(TEMPLATE), root=str(TEMPLATE.parent), format=kind, font_paths=_fonts(), ppi=ppi,
                         ignore_system_fonts=True, sys_inputs=inputs)  # fmt: skip
    return bytes(made)


@cache
def _fonts() -> list[str]:
    return [str(_folder(package).joinpath(*parts)) for package, *parts in FONTS]


def _folder(package: str) -> Path:
    """The folder of an installed package, without importing it."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(package)
    return Path(spec.origin).parent


def _data(sheet: Sheet) -> dict[str, Any]:
    rows = [[_column(column) for column in row] for row in sheet.rows]
    return {name: getattr(sheet, name) for name in sheet.__dataclass_fields__ if name != "rows"} | {"rows": rows}


def _column(column: Column) -> dict[str, Any]:
    return {"share": column.share, "mm": column.mm, "blocks": [_block(block) for block in column.blocks]}


def _block(block: Block) -> dict[str, Any]:
    if not isinstance(block, Map):
        return asdict(block)
    drawing = block.drawing
    legend = [{"svg": svg(key.drawing), "words": key.words} for key in block.legend]
    told = {"kind": block.kind, "title": block.title, "note": block.note, "alt": block.alt, "legend": legend}
    size = {"width": drawing.width, "height": drawing.height}
    return told | size | {"svg": svg(drawing), "texts": [asdict(text) for text in drawing.texts]}
