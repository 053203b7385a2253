"""static/ is prepared once, whole, from installed packages."""

import json
import re
import time
from pathlib import Path

import pytest

from ui import assets


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return assets.prepare_static(tmp_path / "static")


def test_everything_the_page_asks_for_is_there(folder: Path) -> None:
    assert {assets.style_name(), "icon.svg"} <= {path.name for path in folder.iterdir()}
    names = {str(path.relative_to(folder)).replace("\\", "/") for path in folder.rglob("*") if path.is_file()}
    assert {"fonts/source-sans.woff2", "fonts/noto-sans-arabic.ttf", "fonts/OFL.txt", assets.atlas_name()} <= names
    style = (assets.ATLAS / "atlas.css").read_text(encoding="utf-8")
    assert set(re.findall(r"app/static/(fonts/[\w.-]+)", style)) <= names


def test_a_second_time_writes_nothing_and_takes_no_time(folder: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    took = []
    for _ in range(5):
        start = time.perf_counter()
        assets.prepare_static(folder)
        took.append(time.perf_counter() - start)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before
    assert min(took) < 0.005


def test_older_scripts_go_and_other_files_stay(folder: Path) -> None:
    (folder / assets.atlas_name()).unlink()
    (folder / "atlas-000000000000.js").write_text("old")
    (folder / "mine.txt").write_text("mine")
    assets.prepare_static(folder)
    assert [path.name for path in folder.glob("atlas-*.js")] == [assets.atlas_name()]
    assert (folder / "mine.txt").exists()
    assert not list(folder.rglob("tmp*"))


def test_the_name_changes_with_the_content(monkeypatch: pytest.MonkeyPatch) -> None:
    before = assets.atlas_name()
    assert re.fullmatch(r"atlas-[0-9a-f]{12}\.js", before)
    assets.atlas_name.cache_clear()
    monkeypatch.setattr(assets, "SOURCES", assets.SOURCES[1:])
    after = assets.atlas_name()
    assets.atlas_name.cache_clear()
    assert after != before


def test_the_script_holds_the_territory_and_stays_small() -> None:
    script = assets.atlas_script()
    [line] = [line for line in script.splitlines() if line.startswith("window.AtlasData=")]
    data = json.loads(line.removeprefix("window.AtlasData=").removesuffix(";"))
    assert len(data["delegations"]) == 45 and len(data["governorates"]) == 24
    assert set(data["words"]) == {"fr", "ar", "en"}
    assert "Leaflet 1.9" in script[:300]
    assert len(script.encode()) < 250_000  # Leaflet's 145 kB included


def test_text_is_never_set_as_markup() -> None:
    script = "".join((assets.ATLAS / f"{part}.js").read_text(encoding="utf-8") for part in assets.PARTS)
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|bindTooltip|bindPopup|eval\(", script)
    assert sorted(path.stem for path in assets.ATLAS.glob("*.js")) == sorted(assets.PARTS)
