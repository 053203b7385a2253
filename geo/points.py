"""Which delegation a point lies in, and how far it lies from the outline of the one it was declared in."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

REFERENCE = Path(__file__).parent.parent / "data" / "reference"
NEAR_BORDER_KM = 2.5  # the outlines' own error: nearer is reported, farther is an error
Floats = npt.NDArray[np.float64]


@cache
def project() -> Any:
    """(lon, lat) arrays -> metres in UTM zone 32N, which holds the four governorates. pyproj loads here, 0.3 s."""
    from pyproj import Transformer

    return Transformer.from_crs("EPSG:4326", "EPSG:32632", always_xy=True).transform


def _projected(shapes: Any) -> Any:
    return shapely.transform(shapes, lambda xy: np.column_stack(project()(xy[:, 0], xy[:, 1])))


@cache
def _outlines(file: str = "delegations.geojson") -> dict[str, Any]:
    """Code -> outline in degrees, WGS84."""
    features = json.loads((REFERENCE / file).read_text(encoding="utf-8"))["features"]
    return {f["properties"]["code"]: shapely.from_geojson(json.dumps(f["geometry"])) for f in features}


@cache
def metric_outlines(file: str = "delegations.geojson") -> dict[str, Any]:
    """Code -> outline in metres."""
    return {code: _projected(shape) for code, shape in _outlines(file).items()}


def area_km2(code: str) -> float:
    """Area of a delegation's outline (UTM 32N; its scale error here is under 0.1 %)."""
    return float(metric_outlines()[code].area / 1e6)


def representative(code: str) -> tuple[float, float]:
    """(lon, lat) of a point that is surely inside the outline."""
    point = _outlines()[code].representative_point()
    return round(point.x, 5), round(point.y, 5)


def delegations_at(lon: npt.ArrayLike, lat: npt.ArrayLike) -> npt.NDArray[np.object_]:
    """Code of the delegation each point lies in, None outside all; a point on a shared border gets the lower code.

    lon[n], lat[n] in degrees, NaN allowed -> object[n].
    """
    x, y = np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)
    found = np.full(x.shape, None, dtype=object)
    outlines = _outlines()
    tree = _tree()
    known = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
    pairs = tree.query(shapely.points(x[known], y[known]), predicate="intersects")
    codes = np.array(sorted(outlines), dtype=object)
    for point, shape in zip(*pairs[:, np.lexsort((-pairs[1], pairs[0]))], strict=True):
        found[known[point]] = codes[shape]
    return found


@cache
def _tree() -> Any:
    outlines = _outlines()
    return shapely.STRtree([outlines[code] for code in sorted(outlines)])


def km_from_outline(codes: npt.ArrayLike, lon: npt.ArrayLike, lat: npt.ArrayLike) -> Floats:
    """Distance of each point to the outline of its declared delegation: 0 inside, NaN where code or point is unknown.

    codes[n], lon[n], lat[n] in degrees -> km[n].
    """
    declared = np.asarray(codes, dtype=object)
    x, y = np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)
    km = np.full(x.shape, np.nan)
    known = np.isfinite(x) & np.isfinite(y)
    for code, outline in _outlines().items():
        here = np.flatnonzero(known & (declared == code))
        if not here.size:
            continue
        inside = shapely.intersects_xy(outline, x[here], y[here])
        km[here] = 0.0
        outside = here[~inside]
        if outside.size:
            spots = shapely.points(np.column_stack(project()(x[outside], y[outside])))
            km[outside] = shapely.distance(metric_outlines()[code], spots) / 1000
    return km


def delegation_at(lon: float, lat: float, declared: str | None = None) -> tuple[str | None, float | None]:
    """The delegation a point lies in (None: outside all) and its distance in km to the declared one's outline."""
    code = delegations_at([lon], [lat])[0]
    km = km_from_outline([declared], [lon], [lat])[0] if declared else np.nan
    return code, None if np.isnan(km) else float(km)
