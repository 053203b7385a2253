"""GeoJSON, GeoPackage and zipped shapefiles: each layer as a sheet, its points as columns lon and lat in WGS84."""

import codecs
import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from data import archives, limits
from data.delimited import decoded, one_byte
from words.problem import WARNING, Problem, ProblemError

ROOT = Path(__file__).resolve().parents[1]
ALONE = "layer"
PARTS = (".shp", ".shx", ".dbf", ".prj")
NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)

Rows = Sequence[Sequence[object]]
Read = list[tuple[str, Rows, tuple[Problem, ...]]]


def read_geojson(path: Path) -> Read:
    """The features of a GeoJSON file, in any encoding that CSV is read in. Raises ProblemError."""
    text = decoded(path.read_bytes(), path.name)
    if not re.search(r'"type"\s*:\s*"(Feature|FeatureCollection)"', text):
        raise ProblemError(Problem("not_geojson", {"name": path.name}))
    with tempfile.TemporaryDirectory(prefix="atlas-ess-") as folder:
        copy = Path(folder) / f"{ALONE}.geojson"
        copy.write_text(text, encoding="utf-8", errors="replace")
        return _sheets(path, [copy], [None], [path.stem])


def read_geopackage(path: Path) -> Read:
    """Every table of a GeoPackage. A copy is read, so that nothing is ever written beside the original."""
    with tempfile.TemporaryDirectory(prefix="atlas-ess-") as folder:
        copy = Path(folder) / f"{ALONE}.gpkg"
        copy.write_bytes(path.read_bytes())
        return _sheets(path, [copy], [None], [path.stem])


def read_shapefiles(path: Path) -> Read:
    """Every shapefile in a zip; its texts in the encoding that the .cpg says, else a guess that is said."""
    with tempfile.TemporaryDirectory(prefix="atlas-ess-") as folder:
        try:
            with archives.opened(path) as archive:
                names = {part.filename: part for part in archive.infolist() if not part.is_dir()}
                found = [name for name in names if name.lower().endswith(".shp") and not _hidden(name)]
                if not found:
                    raise ProblemError(Problem("zip_without_shapefile", {"name": path.name}))
                if len(found) > limits.most("LAYERS"):
                    raise ProblemError(Problem("layers_too_many", {"n": len(found), **limits.said("LAYERS")}))
                taken = [_taken(archive, names, name, Path(folder) / str(place)) for place, name in enumerate(found)]
        except archives.BROKEN as error:
            raise ProblemError(Problem("zip_broken", {"name": path.name})) from error
        copies, encodings, said = (list(part) for part in zip(*taken, strict=True))
        stems = [PurePosixPath(name).stem for name in found]
        sheets = _sheets(path, copies, encodings, stems)
    return [(name, rows, (*problems, *told)) for (name, rows, problems), told in zip(sheets, said, strict=True)]


def _hidden(name: str) -> bool:
    """The Mac's own notes beside each file."""
    return name.startswith("__MACOSX/") or PurePosixPath(name).name.startswith("._")


def _taken(
    archive: zipfile.ZipFile, names: dict[str, zipfile.ZipInfo], shape: str, base: Path
) -> tuple[Path, str, tuple[Problem, ...]]:
    """One shapefile's parts under names of ours: where, in which encoding, and the sentence if that was guessed."""
    by_ending = {
        PurePosixPath(name).suffix.lower(): part for name, part in names.items()
        if PurePosixPath(name).with_suffix("") == PurePosixPath(shape).with_suffix("")
    }  # fmt: skip
    if ".dbf" not in by_ending:
        raise ProblemError(Problem("shapefile_incomplete", {"layer": PurePosixPath(shape).stem[:80]}))
    for ending in PARTS:
        if ending in by_ending:
            base.with_suffix(ending).write_bytes(archives.content(archive, by_ending[ending]))
    declared = _declared(archives.content(archive, by_ending[".cpg"])) if ".cpg" in by_ending else None
    if declared:
        return base.with_suffix(".shp"), declared, ()
    guess = _guessed(base.with_suffix(".dbf").read_bytes())
    told = () if guess == "ascii" else (Problem("encoding_guessed", {"encoding": guess}, severity=WARNING),)
    return base.with_suffix(".shp"), "utf-8" if guess == "ascii" else guess, told


def _declared(cpg: bytes) -> str | None:
    """The encoding a .cpg names: 'UTF-8', '1256', 'ANSI 1252', '65001'. None where it is not known."""
    written = cpg[:100].decode("ascii", "replace").strip().casefold()
    number = re.sub(r"\D", "", written)
    for name in (written, "utf-8" if number == "65001" else "", f"cp{number}", written.replace(" ", "")):
        try:
            return codecs.lookup(name).name
        except (LookupError, ValueError):
            continue
    return None


def _guessed(table: bytes) -> str:
    """Which encoding the texts of a .dbf are in, names of fields included."""
    head = int.from_bytes(table[8:10], "little")
    text = b" ".join(table[at : at + 11] for at in range(32, min(head, len(table)), 32)) + table[head:]
    if text.isascii():
        return "ascii"
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return one_byte(text)
    return "utf-8"


def _sheets(path: Path, copies: list[Path], encodings: list[str | None], names: list[str]) -> Read:
    layers = _asked(path, {"paths": [str(copy) for copy in copies], "encodings": encodings})
    alone = len(layers) == len(names)
    found: Read = []
    for place, layer in enumerate(layers):
        own = layer["name"] if path.suffix.lower() != ".zip" and layer["name"] != ALONE else None
        name = own or (names[place] if alone else ALONE)
        found.append((name, *_sheet(layer)))
    if not found:
        raise ProblemError(Problem("geographic_unreadable", {"name": path.name}))
    return found


def _sheet(layer: dict[str, Any]) -> tuple[Rows, tuple[Problem, ...]]:
    """The layer as rows under its fields, its points first; what is no point is said row by row."""
    fields, columns = list(layer["fields"]), list(layer["columns"])
    told: list[Problem] = []
    if layer["lon"] is not None:
        fields, columns = ["lon", "lat", *fields], [layer["lon"], layer["lat"], *columns]
        if layer["crs"] is None and any(lon is not None for lon in layer["lon"]):
            told.append(Problem("crs_missing", severity=WARNING))
    for row, kind in layer["shapes"].items():
        code = "point_not_converted" if kind == "Point" else "geometry_not_point"
        told.append(Problem(code, {"kind": kind}, row=int(row) + 2, column="lon", severity=WARNING))
    return [fields, *(list(row) for row in zip(*columns, strict=True))], tuple(told)


def _asked(path: Path, request: dict[str, object]) -> list[dict[str, Any]]:
    """The layers, read by another process. Raises ProblemError where it fails, takes too long or breaks off."""
    command = [sys.executable, "-m", "data.layers", json.dumps(request)]
    try:
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, check=False, stdin=subprocess.DEVNULL, creationflags=NO_WINDOW,
            timeout=limits.most("SECONDS"), env=os.environ | {"PYTHONUTF8": "1"},
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise ProblemError(Problem("geographic_too_long", {"name": path.name, **limits.said("SECONDS")})) from error
    try:
        told = json.loads(done.stdout) if done.returncode == 0 else {}
    except ValueError:
        told = {}
    if "problem" in told:
        raise ProblemError(Problem(told["problem"], {"name": path.name, **told["args"]}))
    if "layers" not in told:
        raise ProblemError(Problem("geographic_unreadable", {"name": path.name}))
    layers: list[dict[str, Any]] = told["layers"]
    return layers
