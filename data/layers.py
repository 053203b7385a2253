"""The layers of a geographic file as plain lists. `data.geographic` runs it apart, held in memory and time.

GDAL is written in C and reads what others wrote: a fault in it ends this process, never the atlas. Only the three
drivers for what is asked are left in it, and nothing of the network.
"""

import contextlib
import json
import math
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypedDict

import numpy as np

from data import limits
from words.problem import Problem, ProblemError

DRIVERS = frozenset({"GPKG", "GeoJSON", "ESRI Shapefile"})
ALONE = "layer"  # how a file is called here that does not name its one layer
POINT, MULTIPOINT = 0, 4
STRING = re.compile(rb'"(?:[^"\\]|\\.)*"?', re.DOTALL)
WGS84 = frozenset({"EPSG:4326", "OGC:CRS84"})
DIGITS = 7  # of a degree: a centimetre


class Layer(TypedDict):
    """One layer: `columns` has a list for each of `fields`; lon, lat in degrees; `shapes` names what is no point."""

    name: str
    fields: list[str]
    columns: list[list[Any]]
    lon: list[float | None] | None
    lat: list[float | None] | None
    shapes: dict[int, str]
    crs: str | None


def read(paths: list[Path], encodings: list[str | None]) -> list[Layer]:
    """Every layer of the files. Raises ProblemError with a reason; other exceptions of GDAL's readers come through."""
    from pyogrio import list_layers

    found = []
    for path, encoding in zip(paths, encodings, strict=True):
        if path.suffix == ".geojson":
            not_too_deep(path)
            names = [str(name) for name, _geometry in list_layers(path)]
        elif path.suffix == ".gpkg":
            from data.geopackage import tables

            names = tables(path)
        else:
            names = [path.stem]
        if len(names) > limits.most("LAYERS"):
            raise ProblemError(Problem("layers_too_many", {"n": len(names), **limits.said("LAYERS")}))
        found += [_layer(path, name, encoding) for name in names]
    return found


def not_too_deep(path: Path) -> None:
    """Raises ProblemError for objects nested beyond the limit, or more values than cells allowed."""
    content = STRING.sub(b"", path.read_bytes())
    marks = np.frombuffer(content, np.uint8)
    deep = 0
    for start in range(0, len(marks), 1 << 22):
        part = marks[start : start + (1 << 22)]
        steps = np.isin(part, (91, 123)).astype(np.int32) - np.isin(part, (93, 125))
        depths = deep + np.cumsum(steps)
        if depths.max(initial=0) > limits.most("DEPTH"):
            raise ProblemError(Problem("geojson_too_deep", limits.said("DEPTH")))
        deep = int(depths[-1])
    if sum(content.count(mark) for mark in (b",", b"[", b"{")) > 2 * limits.most("CELLS"):
        raise ProblemError(Problem("layers_too_big", limits.said("CELLS")))


def _layer(path: Path, name: str, encoding: str | None) -> Layer:
    from pyogrio import raw, read_info

    info = read_info(path, layer=name, encoding=encoding, force_feature_count=True)
    rows, width = int(info["features"]), len(info["fields"])
    if width > limits.most("COLUMNS") or rows * (width + 3) > limits.most("CELLS"):
        raise ProblemError(Problem("layers_too_big", limits.said("CELLS")))
    meta, _fids, geometry, fields = raw.read(path, layer=name, encoding=encoding, datetime_as_string=True)
    columns = [[_cell(value) for value in values] for values in fields]
    called = [str(field) for field in meta["fields"]]
    if geometry is None or meta.get("geometry_type") is None:
        return Layer(name=name, fields=called, columns=columns, lon=None, lat=None, shapes={}, crs=None)
    x, y, shapes = _points(geometry)
    crs, (lon, lat) = _degrees(meta["crs"], x, y)
    lost = np.flatnonzero(np.isfinite(x) & ~(np.isfinite(lon) & np.isfinite(lat)))
    shapes |= {int(row): "Point" for row in lost}
    return Layer(
        name=name, fields=called, columns=columns, lon=_rounded(lon), lat=_rounded(lat), shapes=shapes, crs=crs,
    )  # fmt: skip


def _points(geometry: Any) -> tuple[Any, Any, dict[int, str]]:
    """x, y of each point, and what every other geometry is, by its place."""
    import shapely

    shapes = shapely.from_wkb(geometry, on_invalid="ignore")
    one = (shapely.get_type_id(shapes) == MULTIPOINT) & (shapely.get_num_geometries(shapes) == 1)
    shapes = np.where(one, shapely.get_geometry(shapes, 0), shapes)
    kinds = shapely.get_type_id(shapes)
    other = np.flatnonzero((kinds != POINT) & (kinds != -1) & ~shapely.is_empty(shapes))
    return shapely.get_x(shapes), shapely.get_y(shapes), {int(at): str(shapes[at].geom_type) for at in other}


def _degrees(written: str | None, x: Any, y: Any) -> tuple[str | None, tuple[Any, Any]]:
    """The system as it is called, and the points in WGS84; as they are where no system is stated."""
    if not written:
        return None, (x, y)
    if written in WGS84:
        return written, (x, y)
    from pyproj import CRS, Transformer
    from pyproj.exceptions import ProjError

    try:
        system = CRS.from_user_input(written)
        if "undefined" in system.name.casefold() or "unknown" in system.type_name.casefold() or _local(system):
            return None, (x, y)
        return system.name[:80], Transformer.from_crs(system, "EPSG:4326", always_xy=True).transform(x, y)
    except ProjError as error:
        raise ProblemError(Problem("crs_unreadable")) from error


def _local(system: Any) -> bool:
    return bool(system.is_engineering)


def _rounded(values: Any) -> list[float | None]:
    return [round(float(value), DIGITS) if math.isfinite(value) else None for value in values]


def _cell(value: Any) -> Any:
    """One value of a field as text, number or truth; None for what is none of them."""
    if value is None or isinstance(value, bytes | memoryview):
        return None
    if isinstance(value, np.generic):
        value = None if isinstance(value, np.datetime64) and np.isnat(value) else value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, list | tuple | np.ndarray):
        return "; ".join(str(one) for one in value)
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


def restrict() -> None:
    """Leave GDAL only the drivers asked for, and no way out."""
    os.environ |= {"PROJ_NETWORK": "OFF", "OPENBLAS_NUM_THREADS": "1"}
    sys.modules |= dict.fromkeys(("geopandas", "pandas", "pyarrow"))  # type: ignore[arg-type]  # not needed here, and slow
    import pyogrio
    from pyogrio._ogr import _register_drivers

    others = set(pyogrio.list_drivers()) - DRIVERS
    pyogrio.set_gdal_config_options({
        "OGR_SKIP": ",".join(others), "SHAPE_RESTORE_SHX": "YES", "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".none",
        "OGR_GEOJSON_MAX_OBJ_SIZE": "20", "SQLITE_USE_OGR_VFS": "YES",
    })  # fmt: skip
    _register_drivers()
    left = set(pyogrio.list_drivers())
    if not left <= DRIVERS:
        raise RuntimeError(f"drivers left: {sorted(left - DRIVERS)}")


@contextlib.contextmanager
def _held() -> Iterator[None]:
    """At most as much memory as set; where the system cannot, the limits on sizes hold alone."""
    try:
        import resource

        most = limits.most_bytes("MEMORY_MB") + 500_000_000  # what Python and GDAL themselves map
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, AttributeError, ValueError, OSError):
        pass
    yield


def main() -> int:
    """Read the files named in the one argument, write their layers or the problem as JSON."""
    asked = json.loads(sys.argv[1])
    with _held():
        restrict()
        try:
            layers = read([Path(path) for path in asked["paths"]], asked["encodings"])
            told: dict[str, Any] = {"layers": layers}
        except ProblemError as error:
            told = {"problem": error.problem.code, "args": error.problem.args}
        sys.stdout.write(json.dumps(told, ensure_ascii=True, allow_nan=False))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
