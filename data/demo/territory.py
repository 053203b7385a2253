"""The real territory the invented bodies stand on, read from the reference facts."""

import csv
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from shapely import Point, Polygon, contains
from shapely.geometry import shape

REFERENCE = Path(__file__).parent.parent / "reference"
KM_PER_DEGREE = 111.2  # of latitude; good enough to scatter points around a town
SPREAD_KM = 2.5
TRIES = 60


@dataclass(frozen=True)
class Place:
    """A delegation: codes, seat (lon, lat), people in 2014, poverty in percent, outline and its towns."""

    code: str
    governorate: str
    name: str
    seat: tuple[float, float]
    population: int
    poverty: float
    outline: Polygon
    towns: tuple[tuple[float, float], ...]


def _rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _outlines() -> dict[str, Polygon]:
    collection = json.loads((REFERENCE / "delegations.geojson").read_text(encoding="utf-8"))
    return {f["properties"]["code"]: shape(f["geometry"]) for f in collection["features"]}


def places() -> list[Place]:
    """Return the 45 delegations in the order of the reference file."""
    figures = {
        (row["territory"], row["indicator"], row["year"]): float(row["value"])
        for row in _rows("delegation_figures.csv")
    }
    towns: dict[str, list[tuple[float, float]]] = {}
    for row in _rows("localities.csv"):
        towns.setdefault(row["delegation"], []).append((float(row["lon"]), float(row["lat"])))
    outlines = _outlines()
    return [
        _place(row, outlines[row["code"]], figures, tuple(towns.get(row["code"], ())))
        for row in _rows("delegations.csv")
    ]


def _place(
    row: dict[str, str],
    outline: Polygon,
    figures: dict[tuple[str, str, str], float],
    towns: tuple[tuple[float, float], ...],
) -> Place:
    inner = outline.representative_point()
    seat = (float(row["seat_lon"]), float(row["seat_lat"])) if row["seat_lon"] else (inner.x, inner.y)
    code = row["code"]
    return Place(
        code=code,
        governorate=row["governorate"],
        name=row["fr"],
        seat=seat,
        population=int(figures[code, "population", "2014"]),
        poverty=figures[code, "poverty_rate", "2015"],
        outline=outline,
        towns=towns,
    )


def point_near(place: Place, rng: np.random.Generator) -> tuple[float, float]:
    """Return a point (lon, lat, five decimals) scattered around a town of the place and inside its outline."""
    centres = place.towns or (place.seat,)
    centre = np.array(centres[rng.integers(len(centres))])
    steps = rng.normal(scale=SPREAD_KM / KM_PER_DEGREE, size=(TRIES, 2)) * [1.2, 1.0]
    inner = place.outline.representative_point()
    candidates = np.round(np.vstack([centre + steps, [[inner.x, inner.y]]]), 5)
    inside = contains(place.outline, [Point(xy) for xy in candidates])
    lon, lat = candidates[int(np.argmax(inside))]
    return float(lon), float(lat)


def located(place: Place | None, precision: str, rng: np.random.Generator) -> dict[str, object]:
    """Return the columns governorate, delegation, lon, lat, precision; a delegation alone gives no point."""
    if place is None:
        return {"governorate": None, "delegation": None, "lon": None, "lat": None, "precision": None}
    lon: float | None
    lat: float | None
    lon, lat = point_near(place, rng)
    if precision == "locality" and place.towns:
        lon, lat = place.towns[int(rng.integers(len(place.towns)))]
    elif precision != "exact":
        precision, lon, lat = "delegation", None, None
    return {"governorate": place.governorate, "delegation": place.code, "lon": lon, "lat": lat, "precision": precision}
