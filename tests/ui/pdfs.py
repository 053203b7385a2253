"""Reading documents back: pages, words, and whether a glyph was missing."""

import io
import re

import pypdf
from pypdf.generic import ContentStream


def pages(content: bytes) -> int:
    """How many pages."""
    return len(pypdf.PdfReader(io.BytesIO(content)).pages)


def words(content: bytes) -> str:
    """The text of the first page on one line. Arabic comes out in the order of its glyphs, not to be read."""
    text = pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text()
    return plain(text)


def plain(text: str) -> str:
    """On one line, with ordinary spaces."""
    return re.sub(r"\s+", " ", text)


def title(content: bytes) -> str:
    """The title that the file itself carries."""
    return str((pypdf.PdfReader(io.BytesIO(content)).metadata or {}).get("/Title"))


def glyphs(content: bytes) -> set[bytes]:
    """The two-byte codes of all glyphs drawn; code 0 is the box of a missing one."""
    reader, found = pypdf.PdfReader(io.BytesIO(content)), set()
    for operands, operator in ContentStream(reader.pages[0].get_contents(), reader).operations:
        for shown in operands[0] if operator == b"TJ" else operands if operator == b"Tj" else ():
            if hasattr(shown, "original_bytes"):
                raw = shown.original_bytes
                found |= {raw[at : at + 2] for at in range(0, len(raw), 2)}
    return found


def has_missing(content: bytes) -> bool:
    """Whether a box stands for a character no font has."""
    return b"\x00\x00" in glyphs(content)
