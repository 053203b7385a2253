"""Outlines made small for drawing: whole thousandths of a degree, each vertex as its step from the one before."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

REFERENCE = Path(__file__).resolve().parents[1] / "data" / "reference"
SCALE = 1000  # the source has three decimals, about 100 m: nothing is lost
FILES = ("delegations.geojson", "governorates.geojson", "delegations.csv")

Ring = list[int]  # lon, lat, then steps lon, lat, ... in thousandths of a degree


@dataclass(frozen=True)
class Delegation:
    """One delegation as a map needs it.

    `point` is the seat where one is known, else a point well inside. `centre` is where a name fits best: longitude,
    latitude and radius, in degrees, of the largest circle inside the outline.
    """

    code: str
    governorate: str
    names: dict[str, str]
    town: str
    point: tuple[float, float]
    centre: tuple[float, float, float]
    rings: list[Ring]


@dataclass(frozen=True)
class Governorate:
    """One of the 24 governorates, for context."""

    code: str
    names: dict[str, str]
    centre: tuple[float, float, float]
    rings: list[Ring]


def steps(ring: list[list[float]]) -> Ring:
    """[[lon, lat], ...] closed -> first vertex, then differences; the closing vertex is left out."""
    flat: Ring = []
    x = y = 0
    for lon, lat in ring[:-1]:
        next_x, next_y = round(lon * SCALE), round(lat * SCALE)
        flat += (next_x - x, next_y - y)
        x, y = next_x, next_y
    return flat


def vertices(flat: Ring) -> list[tuple[float, float]]:
    """The inverse of `steps`: (lon, lat) in degrees, not closed."""
    x = y = 0
    points = []
    for dx, dy in zip(flat[::2], flat[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / SCALE, y / SCALE))
    return points


@cache
def delegation_codes() -> tuple[str, ...]:
    """The 45 codes in the order of `read_delegations`, without reading any geometry."""
    return tuple(sorted(row["code"] for row in _rows(REFERENCE / "delegations.csv")))


@cache
def rings() -> dict[str, list[Ring]]:
    """Code -> the rings of the 45 delegations, without the geometry library."""
    found = {str(one["code"]): _rings(geometry) for one, geometry in _features(REFERENCE / "delegations.geojson")}
    return dict(sorted(found.items()))


def read_delegations(folder: Path = REFERENCE) -> tuple[Delegation, ...]:
    """The 45 delegations in the order of their codes. Raises OSError or KeyError when a reference file is damaged."""
    seats = {row["code"]: row for row in _rows(folder / "delegations.csv")}
    found = []
    for properties, geometry in _features(folder / "delegations.geojson"):
        code, seat = properties["code"], seats[properties["code"]]
        centre = _centre(geometry)
        point = (float(seat["seat_lon"]), float(seat["seat_lat"])) if seat["seat_lon"] else _inside(geometry)
        found.append(
            Delegation(
                code, properties["governorate"], _names(properties), seat["town"], point, centre, _rings(geometry)
            )
        )
    return tuple(sorted(found, key=lambda one: one.code))


def read_governorates(folder: Path = REFERENCE) -> tuple[Governorate, ...]:
    """The 24 governorates in the order of their codes."""
    found = [
        Governorate(properties["code"], _names(properties), _centre(geometry), _rings(geometry))
        for properties, geometry in _features(folder / "governorates.geojson")
    ]
    return tuple(sorted(found, key=lambda one: one.code))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _features(path: Path) -> Iterator[tuple[dict[str, str], dict[str, Any]]]:
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        yield feature["properties"], feature["geometry"]


def _names(properties: dict[str, str]) -> dict[str, str]:
    return {"fr": properties["fr"], "ar": properties["ar"]}


def _rings(geometry: dict[str, Any]) -> list[Ring]:
    coordinates = geometry["coordinates"]
    polygons = coordinates if geometry["type"] == "MultiPolygon" else [coordinates]
    return [steps(ring) for polygon in polygons for ring in polygon]


def _centre(geometry: dict[str, Any]) -> tuple[float, float, float]:
    """Centre and radius of the largest circle inside the largest part."""
    from shapely import maximum_inscribed_circle  # heavy: only when assets are prepared
    from shapely.geometry import shape

    whole = shape(geometry)
    part = max(getattr(whole, "geoms", [whole]), key=lambda one: one.area)
    radius = maximum_inscribed_circle(part, tolerance=0.005)
    lon, lat = radius.coords[0]
    return round(lon, 3), round(lat, 3), round(radius.length, 3)


def _inside(geometry: dict[str, Any]) -> tuple[float, float]:
    """The representative point: always inside, used where a delegation has no known seat."""
    from shapely.geometry import shape

    point = shape(geometry).representative_point()
    return round(point.x, 5), round(point.y, 5)
