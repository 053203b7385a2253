"""How much of a user's file is read at most. Each limit is a setting of the environment: ESS_MAX_FILE_MB, ..."""

import os

MEGABYTE = 1_000_000
DEFAULTS = {
    "FILE_MB": 50,  # the file as given
    "UNZIPPED_MB": 300,  # all parts of an archive or workbook together
    "RATIO": 200,  # unzipped bytes for one zipped, of parts over a megabyte
    "PARTS": 2_000,  # files inside an archive or workbook
    "TEXT_MB": 300,  # the cells' own copies of the texts they share
    "CELLS": 3_000_000,  # of one sheet; blanks up to the last cell count for half
    "COLUMNS": 702,  # A to ZZ
    "LAYERS": 50,  # of one geographic file
    "DEPTH": 64,  # objects within objects of a GeoJSON file
    "SECONDS": 10,  # for reading a geographic file
    "MEMORY_MB": 1_000,  # for reading a geographic file, where the system can hold it to that
}

Args = dict[str, str | int | float]


def most(name: str) -> int:
    """The limit in force; a setting that is no whole number above zero counts for nothing."""
    written = os.environ.get(f"ESS_MAX_{name}", "")
    return int(written) if written.isascii() and written.isdigit() and int(written) > 0 else DEFAULTS[name]


def most_bytes(name: str) -> int:
    """A limit in megabytes, in bytes."""
    return most(name) * MEGABYTE


def said(name: str) -> Args:
    """What a refusal says of its limit: how much, and which setting changes it."""
    return {"most": most(name), "setting": f"ESS_MAX_{name}"}
