"""How far delegations lie from each other: great circles times a circuity factor, an assumption and shown as one."""

import numpy as np
import numpy.typing as npt
import shapely

from geo.points import metric_outlines, project

EARTH_KM = 6371.0088  # mean radius (IUGG)
CIRCUITY = 1.3  # no road data ships; published country averages run from about 1.2 to over 2
OUR_GOVERNORATES = frozenset({"22", "33", "42", "43"})
Floats = npt.NDArray[np.float64]


def great_circle_km(lon: npt.ArrayLike, lat: npt.ArrayLike) -> Floats:
    """Haversine distances between all points: lon[n], lat[n] in degrees -> km[n, n], zero on the diagonal."""
    x, y = np.radians(np.asarray(lon, dtype=float)), np.radians(np.asarray(lat, dtype=float))
    half = np.sin((y[:, None] - y) / 2) ** 2 + np.cos(y[:, None]) * np.cos(y) * np.sin((x[:, None] - x) / 2) ** 2
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1))))


def within_km(area_km2: npt.ArrayLike) -> Floats:
    """Mean distance to the centre of a disc of that area, (2/3)·sqrt(area/pi): area[n] -> km[n]."""
    return np.asarray(2 / 3 * np.sqrt(np.asarray(area_km2, dtype=float) / np.pi))


def distance_matrix(points: npt.ArrayLike, areas: npt.ArrayLike, circuity: float = CIRCUITY) -> Floats:
    """Distances as travelled, within-distance on the diagonal: points[n, 2] (lon, lat), areas[n] km2 -> km[n, n]."""
    places = np.asarray(points, dtype=float)
    km = great_circle_km(places[:, 0], places[:, 1])
    np.fill_diagonal(km, within_km(areas))
    return km * circuity


def seats_matrix(
    points: npt.ArrayLike, areas: npt.ArrayLike, home: npt.ArrayLike, circuity: float = CIRCUITY
) -> Floats:
    """As `distance_matrix`, where several points may lie in one delegation: home[n], areas[n] of that delegation.

    Between two points of one delegation it is never less than the within-distance: people live all over it, and both
    the straight line and the mean distance to the centre of a disc are lower bounds of theirs to an eccentric seat.
    """
    places, homes = np.asarray(points, dtype=float), np.asarray(home)
    km = great_circle_km(places[:, 0], places[:, 1])
    least = np.where(homes[:, None] == homes, within_km(areas), 0.0)
    return np.maximum(km, least) * circuity


def near_other_governorates(
    points: dict[str, tuple[float, float]], reach_km: float, circuity: float = CIRCUITY
) -> list[str]:
    """Codes of the delegations from which a governorate outside the four is in reach: services there are not recorded.

    points: code -> (lon, lat) of the delegation's point. In reach: the straight line to an outline is at most
    reach_km / circuity.
    """
    others = shapely.union_all(
        [shape for code, shape in metric_outlines("governorates.geojson").items() if code not in OUR_GOVERNORATES]
    )
    codes = list(points)
    places = np.array([points[code] for code in codes], dtype=float).reshape(-1, 2)
    spots = shapely.points(np.column_stack(project()(places[:, 0], places[:, 1])))
    near = shapely.distance(others, spots) / 1000 <= reach_km / circuity
    return [code for code, is_near in zip(codes, near, strict=True) if is_near]
