"""The real territory the invented bodies stand on, read from the reference facts."""

import json
from dataclasses import dataclass

import numpy as np
from shapely import Polygon, contains_xy, prepare
from shapely.geometry import shape

from data.reference import FOLDER, rows

KM_PER_DEGREE = 111.2  # of latitude; good enough to scatter points around a town
SPREAD_KM = 2.5
TRIES = 60


@dataclass(frozen=True)
class Place:
    """A delegation: codes, seat and a point surely inside, people in 2014, poverty in percent, outline, its towns.

    Points are (lon, lat) in degrees.
    """

    code: str
    governorate: str
    name: str
    seat: tuple[float, float]
    inner: tuple[float, float]
    population: int
    poverty: float
    outline: Polygon
    towns: tuple[tuple[float, float], ...]


def _outlines() -> dict[str, Polygon]:
    collection = json.loads((FOLDER / "delegations.geojson").read_text(encoding="utf-8"))
    outlines = {f["properties"]["code"]: shape(f["geometry"]) for f in collection["features"]}
    prepare(list(outlines.values()))
    return outlines


def places() -> list[Place]:
    """Return the 45 delegations in the order of the reference file."""
    figures = {
        (row["territory"], row["indicator"], row["year"]): float(row["value"]) for row in rows("delegation_figures.csv")
    }
    towns: dict[str, list[tuple[float, float]]] = {}
    for row in rows("localities.csv"):
        towns.setdefault(row["delegation"], []).append((float(row["lon"]), float(row["lat"])))
    outlines = _outlines()
    return [
        _place(row, outlines[row["code"]], figures, tuple(towns.get(row["code"], ())))
        for row in rows("delegations.csv")
    ]


def _place(
    row: dict[str, str],
    outline: Polygon,
    figures: dict[tuple[str, str, str], float],
    towns: tuple[tuple[float, float], ...],
) -> Place:
    point = outline.representative_point()
    inner = (point.x, point.y)
    seat = (float(row["seat_lon"]), float(row["seat_lat"])) if row["seat_lon"] else inner
    code = row["code"]
    return Place(
        code=code,
        governorate=row["governorate"],
        name=row["fr"],
        seat=seat,
        inner=inner,
        population=int(figures[code, "population", "2014"]),
        poverty=figures[code, "poverty_rate", "2015"],
        outline=outline,
        towns=towns,
    )


def point_near(place: Place, rng: np.random.Generator) -> tuple[float, float]:
    """Return a point (lon, lat, five decimals) scattered around a town of the place and inside its outline."""
    centres = place.towns or (place.seat,)
    centre = np.array(centres[rng.integers(len(centres))])
    # Wider from west to east: a degree of longitude is shorter than one of latitude.
    steps = rng.normal(scale=SPREAD_KM / KM_PER_DEGREE, size=(TRIES, 2)) * [1.2, 1.0]
    candidates = np.round(np.vstack([centre + steps, [place.inner]]), 5)
    inside = contains_xy(place.outline, candidates)
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
