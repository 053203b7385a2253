"""A disk that is full or cannot be written, said as what it is."""

import errno
import re

import duckdb

from words.problem import Problem

FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
CLOSED = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
SAID = re.compile(r"no space left|disk full|not enough space|quota exceeded|file too large|out of (disk )?space", re.I)
SHUT = re.compile(r"read-only|permission denied|access is denied", re.I)


def problem(error: OSError | duckdb.Error, folder: str) -> Problem:
    """The reason why nothing could be written in `folder`, from the system's error or the engine's own words."""
    number = error.errno if isinstance(error, OSError) else None
    if number in FULL or SAID.search(str(error)):
        return Problem("disk_full", {"folder": folder})
    if number in CLOSED or SHUT.search(str(error)):
        return Problem("disk_read_only", {"folder": folder})
    reason = (error.strerror if isinstance(error, OSError) else None) or type(error).__name__
    return Problem("disk_failed", {"folder": folder, "reason": reason})
