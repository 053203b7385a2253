"""Coordinates as people write them: degrees with minutes and seconds, letters of the compass, metres of a system."""

import re
import unicodedata
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from data import values

LON, LAT = (7.0, 12.0), (30.0, 38.0)  # Tunisia, with a margin
# The systems whose metres are met with here, by the problem that each is.
SYSTEMS = {"point_utm32": "EPSG:32632", "point_carthage_nord": "EPSG:22391", "point_carthage_sud": "EPSG:22392"}
DIGITS = 6  # of a degree: 11 centimetres
NUMBER = r"(\d{1,3}(?:[.,]\d+)?)"
COMPASS = r"([NSEWO])?"
WRITTEN = re.compile(
    rf"{COMPASS}\s*{NUMBER}\s*[°D ]\s*(?:{NUMBER}\s*(?:['M ]\s*|$)(?:{NUMBER}\s*(?:[\"S]|'')?)?)?\s*{COMPASS}"
)
SIGNS = str.maketrans({
    "º": "°", "˚": "°", "′": "'", "’": "'", "‘": "'", "´": "'", "`": "'", "″": '"', "”": '"', "“": '"', "٫": ",",
    "ش": "N", "ق": "E",
})  # fmt: skip
Floats = npt.NDArray[np.float64]


def coordinate(cell: object) -> float | str | None:
    """A number, or the text itself where it says degrees and minutes. Raises CellError for anything else."""
    written = values.text(cell) if isinstance(cell, str) else None
    if written and decimal(written) is not None:
        return written
    return values.number(cell)


def decimal(written: str) -> float | None:
    """'35°34'12"N' -> 35.57, '8 40 12' -> 8.67, '35,57° N' -> 35.57. None where it is no such text."""
    plain = "".join(str(unicodedata.digit(c, c)) if c.isdigit() else c for c in written)
    plain = re.sub(r"(?i)\b(nord|north)\b", "N", re.sub(r"(?i)\b(est|east)\b", "E", plain.strip()))
    found = WRITTEN.fullmatch(plain.translate(SIGNS).upper())
    if found is None:
        return None
    before, *parts, after = found.groups()
    degrees, minutes, seconds = (float((part or "0").replace(",", ".")) for part in parts)
    if minutes >= 60 or seconds >= 60 or degrees > 180 or (before and after):
        return None
    sign = -1 if (before or after) in ("S", "W", "O") else 1
    return round(sign * (degrees + minutes / 60 + seconds / 3600), DIGITS)


def in_tunisia(lon: Any, lat: Any) -> npt.NDArray[np.bool_]:
    """Whether points lie in Tunisia or near it."""
    x, y = np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)
    return (x >= LON[0]) & (x <= LON[1]) & (y >= LAT[0]) & (y <= LAT[1])


@cache
def _transformer(system: str) -> Any:
    from pyproj import Transformer

    return Transformer.from_crs(system, "EPSG:4326", always_xy=True)


def from_metres(system: str, x: Any, y: Any) -> tuple[Floats, Floats]:
    """Metres of a system -> (lon, lat) in degrees, NaN where that is no place in Tunisia."""
    lon, lat = (np.round(axis, DIGITS) for axis in _transformer(system).transform(np.asarray(x), np.asarray(y)))
    here = in_tunisia(lon, lat)
    return np.where(here, lon, np.nan), np.where(here, lat, np.nan)
