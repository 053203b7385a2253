"""Geographic files: read by a process of its own, what cannot be a point or is not declared is said."""

import tempfile
import zipfile
from pathlib import Path

import pytest

from data.geographic import read_geojson, read_shapefiles
from data.layers import not_too_deep
from tests.data.sample_files import features, geojson, shapefile
from words.problem import ProblemError


def test_a_shape_that_is_no_point_is_said_on_its_row(tmp_path: Path) -> None:
    first, second = features()
    second["geometry"] = {"type": "Polygon", "coordinates": [[[8, 35], [9, 35], [9, 36], [8, 35]]]}
    [(_, rows, [problem])] = read_geojson(geojson(tmp_path / "a.geojson", [first, second]))
    assert (rows[1][:2], rows[2][:2]) == ([8.67, 35.57], [None, None])
    assert (problem.code, problem.args, problem.row, problem.severity) == (
        "geometry_not_point", {"kind": "Polygon"}, 3, "warning",
    )  # fmt: skip


def test_a_missing_system_and_a_guessed_encoding_are_said(tmp_path: Path) -> None:
    [(name, rows, said)] = read_shapefiles(
        shapefile(tmp_path / "a.zip", "EPSG:32632", "cp1252", leave=(".prj", ".cpg"))
    )
    assert (name, {problem.code for problem in said}) == ("Entreprises", {"crs_missing", "encoding_guessed"})
    assert float(str(rows[1][0])) > 180, "metres stay metres: the point's own repair is proposed later"
    assert "SMSA Ettahaddi d'été" in rows[1]


@pytest.mark.parametrize(
    ("parts", "code"),
    [({"a.txt": b"x"}, "zip_without_shapefile"), ({"a.shp": b"\0\0\x27\x0a"}, "shapefile_incomplete"),
     ({"a.shp": b"no", "a.dbf": b"no"}, "geographic_unreadable")],
)  # fmt: skip
def test_zips_without_a_whole_shapefile(tmp_path: Path, parts: dict[str, bytes], code: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(ProblemError, match=code):
        read_shapefiles(tmp_path / "a.zip")


def test_a_layer_that_takes_too_long_is_stopped_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.setattr("data.geographic.limits.most", lambda name: 0.01)
    with pytest.raises(ProblemError, match="geographic_too_long"):
        read_geojson(geojson(tmp_path / "a.geojson"))
    assert list((tmp_path / "temporary").iterdir()) == []


def test_depth_is_counted_outside_of_texts(tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    path.write_text('{"type": "FeatureCollection", "x": "' + "[" * 500 + '\\""}', encoding="utf-8")
    not_too_deep(path)
    path.write_text('{"type": "FeatureCollection", "x": ' + "[" * 500_000, encoding="utf-8")
    with pytest.raises(ProblemError, match="geojson_too_deep"):
        not_too_deep(path)


def test_what_is_no_geojson(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"type": "Topology"}', encoding="utf-8")
    with pytest.raises(ProblemError, match="not_geojson"):
        read_geojson(tmp_path / "a.json")
