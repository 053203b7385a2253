"""Zip files looked through before anything in them is used: names, links, sizes, what is nested."""

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from pathlib import Path

from data import limits
from words.problem import Problem, ProblemError

CHUNK = 1 << 20
SMALL = 1_000_000  # a part up to this size is no bomb, however well it packs
DRIVE = re.compile(r"[A-Za-z]:")
PACKED = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"\xfd7zX", b"BZh")
PACKED_ENDINGS = (".zip", ".gz", ".7z", ".rar", ".xz", ".bz2", ".tar", ".kmz", ".xlsx", ".xlsm", ".ods", ".docx")
# What zipfile raises for a file that is no zip, or packed in a way it does not know.
BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    NotImplementedError,
    EOFError,
    RuntimeError,
    ValueError,
    LookupError,
    zlib.error,
)


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """The archive, once its table of contents is within the limits. Raises ProblemError, or one of BROKEN."""
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        _sizes_hold(parts, path)
        names = [part.orig_filename.replace("\\", "/").casefold() for part in parts]
        if len(set(names)) < len(names):
            raise ProblemError(Problem("archive_unsafe_name", {"name": path.name, "part": _repeated(names)}))
        for part in parts:
            _harmless(part, path.name)
            if _nested(archive, part):
                raise ProblemError(Problem("archive_nested", {"name": path.name, "part": part.filename[:80]}))
        yield archive


def _sizes_hold(parts: list[zipfile.ZipInfo], path: Path) -> None:
    if len(parts) > limits.most("PARTS"):
        raise ProblemError(Problem("archive_too_many", {"name": path.name, **limits.said("PARTS")}))
    if sum(part.file_size for part in parts) > limits.most_bytes("UNZIPPED_MB"):
        raise ProblemError(Problem("archive_too_big", {"name": path.name, **limits.said("UNZIPPED_MB")}))
    for part in parts:
        if part.file_size > max(SMALL, limits.most("RATIO") * part.compress_size):
            raise ProblemError(Problem("archive_bomb", {"name": path.name, **limits.said("RATIO")}))
    if sum(part.compress_size for part in parts) > path.stat().st_size:
        raise zipfile.BadZipFile("parts overlap")


def _repeated(names: list[str]) -> str:
    return next(name for name in names if names.count(name) > 1)[:80]


def _harmless(part: zipfile.ZipInfo, name: str) -> None:
    written = part.orig_filename
    odd = written.startswith("/") or "\\" in written or DRIVE.match(written) or ".." in written.split("/")
    if odd or not written.isprintable():
        shown = "".join(c if c.isprintable() else "?" for c in written)[:80]
        raise ProblemError(Problem("archive_unsafe_name", {"name": name, "part": shown}))
    kind = stat.S_IFMT(part.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise ProblemError(Problem("archive_link", {"name": name, "part": written[:80]}))
    if part.flag_bits & 0x1:
        raise ProblemError(Problem("archive_locked", {"name": name}))
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise zipfile.BadZipFile("unknown compression")


def _nested(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    if part.filename.lower().endswith(PACKED_ENDINGS):
        return True
    with archive.open(part) as stream:
        return stream.read(8).startswith(PACKED)


def pieces(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """What a part really holds, piece by piece. Raises BadZipFile where that is not what it declares.

    zipfile stops at the declared size; another reader would go on, so that it would see what was not looked at.
    """
    endless = copy(part)
    endless.file_size = part.file_size + CHUNK
    total = 0
    with archive.open(endless) as stream:
        while piece := stream.read(CHUNK):
            total += len(piece)
            if total > part.file_size:
                break
            yield piece
    if total != part.file_size:
        raise zipfile.BadZipFile("size differs")


def content(archive: zipfile.ZipFile, part: zipfile.ZipInfo | str) -> bytes:
    """A whole part. Raises KeyError where there is none of that name, BadZipFile."""
    return b"".join(pieces(archive, archive.getinfo(part) if isinstance(part, str) else part))
