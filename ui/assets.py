"""What the browser needs, copied from its packages into static/ so that nothing is asked of the network."""

import hashlib
import importlib
import importlib.util
import json
import shutil
import tempfile
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from geo import outlines
from words import translate
from words.translate import LANGUAGES, t

ROOT = Path(__file__).resolve().parents[1]
STATIC = ROOT / "static"
WORDS = ("zoom_in", "zoom_out", "reset", "aria", "inset", "credit", "km", "m", "algeria", "sea", "gulf", "and")
WORD_FILES = Path(translate.__file__).parent
ATLAS = ROOT / "ui" / "atlas"
STYLE = ROOT / "ui" / "style.css"
PARTS = ("territory", "tiles", "view", "pointer", "layout", "names", "points", "paint", "start")
SOURCES = (
    *(ATLAS / f"{part}.js" for part in PARTS),
    ATLAS / "atlas.css",
    Path(__file__),
    Path(outlines.__file__),
    *(outlines.REFERENCE / name for name in outlines.FILES),
    *(WORD_FILES / f"{language}.toml" for language in LANGUAGES),
)
# West of Tunisia is land, not sea: a coarse coast from general knowledge, drawn under the outlines, for context only.
ALGERIA = [
    (9.0, 36.8),
    (8.64, 36.93),
    (8.44, 36.9),
    (8.24, 36.95),
    (7.95, 36.85),
    (7.78, 36.96),
    (7.4, 37.06),
    (6.9, 36.9),
]
ALGERIA += [(5.0, 36.8), (5.0, 31.0), (9.3, 31.0), (9.0, 33.0), (9.2, 35.0)]


@cache
def atlas_name() -> str:
    """File name of the prepared map script; it changes with anything the script is made of."""
    digest = hashlib.sha256()
    for path in SOURCES:
        digest.update(path.read_bytes())
    return f"atlas-{digest.hexdigest()[:12]}.js"


@cache
def style_name() -> str:
    """File name of the pages' style sheet; it changes with its content."""
    return f"style-{hashlib.sha256(STYLE.read_bytes()).hexdigest()[:12]}.css"


def prepare_static(folder: Path = STATIC) -> Path:
    """Put Leaflet, the fonts and the map script into `folder` unless they are there already; returns the folder.

    Every file appears whole or not at all. Raises OSError when the folder cannot be written.
    """
    atlas, style = folder / atlas_name(), folder / style_name()
    if not atlas.exists():
        for source, target in _packaged():
            _put(source.read_bytes(), folder / target)
        _put(atlas_script().encode(), atlas)
    if not style.exists():
        _put(STYLE.read_bytes(), style)
    for old in (*folder.glob("atlas-*.js"), *folder.glob("style-*.css")):
        if old not in (atlas, style):
            old.unlink(missing_ok=True)
    return folder


def atlas_script() -> str:
    """The map script: Leaflet, the territory as data, then the parts of `ui/atlas/` inside one function."""
    data = json.dumps(_territory(), ensure_ascii=False, separators=(",", ":"))
    parts = "\n".join((ATLAS / f"{part}.js").read_text(encoding="utf-8") for part in PARTS)
    ours = f'window.Atlas=(()=>{{"use strict";\n{parts}\nreturn {{start, paint}};\n}})();'
    return f"{_leaflet('leaflet.js')}\nwindow.AtlasData={data};\n{ours}\n"


def _territory() -> dict[str, Any]:
    ring = [[lon, lat] for lon, lat in [*ALGERIA, ALGERIA[0]]]
    return {
        "delegations": [asdict(one) for one in outlines.read_delegations()],
        "governorates": [asdict(one) for one in outlines.read_governorates()],
        "land": {"rings": [outlines.steps(ring)]},
        "words": _words(),
        "style": _leaflet("leaflet.css") + (ATLAS / "atlas.css").read_text(encoding="utf-8"),
    }


def _words() -> dict[str, dict[str, str]]:
    return {language: {key: t(f"map.{key}", language) for key in WORDS} for language in LANGUAGES}


def _leaflet(name: str) -> str:
    """A file of the installed Leaflet. Its style travels in our script: a linked one comes after the first drawing."""
    folder = Path(importlib.import_module("xstatic.pkg.leaflet").BASE_DIR)
    return (folder / name).read_text(encoding="utf-8")


def _packaged() -> list[tuple[Path, str]]:
    """Files of the installed packages and where they go."""
    arabic = _package("justmytype_intl_rtl") / "fonts" / "ofl" / "notosansarabic"
    latin = next((_package("streamlit") / "static" / "static" / "media").glob("SourceSansVF-Upright*.woff2"))
    copies = [(ATLAS.parent / "icon.svg", "icon.svg")]
    copies += [
        (next(arabic.glob("NotoSansArabic*.ttf")), "fonts/noto-sans-arabic.ttf"),
        (arabic / "OFL.txt", "fonts/OFL.txt"),
    ]
    return [*copies, (latin, "fonts/source-sans.woff2")]


def _package(name: str) -> Path:
    """The folder of an installed package, without importing it."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(name)
    return Path(spec.origin).parent


def _put(content: bytes, target: Path) -> None:
    """Write beside, then rename: a reader never sees half a file."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
        file.write(content)
    Path(file.name).chmod(0o644)
    shutil.move(file.name, target)
