"""How much text a workbook's cells hold once each has its own copy of the texts they share."""

import re
import zipfile
from collections.abc import Callable, Iterable

import numpy as np

from data import archives, limits

POINTER = re.compile(rb"t\s{0,9}=\s{0,9}[\"']s[\"'][^>]{0,200}>\s{0,9}<(?:\w{1,9}:)?v[^>]{0,50}>(\d{1,9})")

Chunks = Callable[[zipfile.ZipFile, zipfile.ZipInfo], Iterable[bytes]]


def too_much(archive: zipfile.ZipFile, sheets: Iterable[str], chunks: Chunks) -> bool:
    """Whether the cells' own copies are beyond the limit: a short file can point a million cells to one long text."""
    most = limits.most_bytes("TEXT_MB")
    shared = [part for part in archive.infolist() if part.filename.lower().endswith("sharedstrings.xml")]
    parts = [archive.getinfo(name) for name in sheets if name in archive.NameToInfo]
    texts = (text for part in shared for chunk in chunks(archive, part) for text in chunk.split(b"<"))
    longest = max(map(len, texts), default=0)
    cells = sum(chunk.count(b"v>") for part in parts for chunk in chunks(archive, part)) // 2
    if longest * cells <= most:
        return False
    lengths = np.array(
        [len(text) for part in shared for text in archives.content(archive, part).split(b"</si>")], dtype=np.int64
    )
    total = 0
    for part in parts:
        for chunk in chunks(archive, part):
            pointers = np.array(POINTER.findall(chunk), dtype=np.int64)
            total += int(lengths[pointers[pointers < len(lengths)]].sum())
            if total > most:
                return True
    return False
