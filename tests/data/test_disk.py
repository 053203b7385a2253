"""A disk that refuses is named for what it is."""

import errno

import duckdb
import pytest

from data import disk


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "disk_full"),
        (OSError("[Errno 28] Error writing bytes to file. Detail: No space left on device"), "disk_full"),
        (duckdb.IOException("IO Error: Could not write file: No space left on device"), "disk_full"),
        (PermissionError(errno.EACCES, "Permission denied"), "disk_read_only"),
        (OSError(errno.EROFS, "Read-only file system"), "disk_read_only"),
        (duckdb.IOException('IO Error: Cannot open file "x": Read-only file system'), "disk_read_only"),
        (OSError(errno.EIO, "Input/output error"), "disk_failed"),
    ],
)
def test_each_refusal_has_its_name(error: OSError | duckdb.Error, code: str) -> None:
    found = disk.problem(error, "/srv/ess")
    assert found.code == code
    assert found.args["folder"] == "/srv/ess"
