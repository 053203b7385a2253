"""What a browser is sent before any session: one page that asks at once for all it needs, and scripts made small once.

Streamlit sends its scripts uncompressed and lets the browser discover the later ones wave by wave; on a weak network
that is most of the wait (docs/adr/0007).
"""

import gzip
import hashlib
import importlib.util
import re
from functools import cache
from pathlib import Path
from typing import Any

import streamlit
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import file_util

from ui.assets import STATIC, atlas_name, style_name

SMALL = STATIC / "small"  # Streamlit's scripts, compressed when static/ is prepared
SCRIPT = re.compile(r"/static/(?:js|css)/([\w.@-]+\.(?:js|css))")
HASHED = re.compile(r"/app/static/(?:atlas|style)-[0-9a-f]{12}\.(?:js|css)")
MAP_FRAME = "streamlit_folium.st_folium"
# Streamlit looks for its server under the page's own address first: for /carte that is two requests for nothing.
HERE = '<script>window.__streamlit = { BACKEND_BASE_URL: location.origin + "/" }</script>'
KINDS = {".js": "text/javascript", ".css": "text/css", ".html": "text/html"}
YEAR, DAY = "public, immutable, max-age=31536000", "public, max-age=86400"
# What our pages draw first, by the names of Streamlit's parts; the hash in a file's name is its own.
DRAWN_FIRST = (
    "Html", "PageLink", "TextInput", "Expander", "Multiselect", "Selectbox", "ButtonGroup", "Button",
    "ComponentInstance", "BidiComponent",
)  # fmt: skip


def compress_scripts(folder: Path = SMALL) -> Path:
    """Write each of Streamlit's scripts and styles compressed into `folder`, unless it is there already."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {f"{path.name}.gz": path for path in _scripts()}
    for old in folder.glob("*.gz"):
        if old.name not in wanted:
            old.unlink(missing_ok=True)
    for name, path in wanted.items():
        if not (folder / name).exists():
            half = folder / f"{name}.half"
            half.write_bytes(gzip.compress(path.read_bytes(), 6, mtime=0))
            half.replace(folder / name)
    return folder


def _streamlit() -> Path:
    return Path(file_util.get_static_dir())


def _scripts() -> list[Path]:
    return [path for kind in ("js", "css") for path in sorted((_streamlit() / "static" / kind).glob(f"*.{kind}"))]


def write_first_page(folder: Path = SMALL) -> Path:
    """Streamlit's one HTML page with our name and style, and an early request for each script of the first drawing.

    Written once: following a hundred scripts' imports would keep the first reader waiting.
    """
    made_of = "".join((streamlit.__version__, style_name(), atlas_name(), Path(__file__).read_text(encoding="utf-8")))
    path = folder / f"page-{hashlib.sha256(made_of.encode()).hexdigest()[:12]}.html"
    if path.exists():
        return path
    page = (_streamlit() / "index.html").read_text(encoding="utf-8")
    asked = set(re.findall(r"static/js/([\w.@-]+\.js)", page))
    links = [
        f'<link rel="modulepreload" fetchpriority="low" crossorigin href="./static/js/{name}">'
        for name in _needed(DRAWN_FIRST)
        if name not in asked
    ]
    later = [f"component/{MAP_FRAME}/{name}" for name in _map_frame() if name.endswith(".js")]
    later.append(f"app/static/{atlas_name()}")
    links += [f'<link rel="prefetch" href="./{name}">' for name in later]
    page = re.sub(r"<title>.*?</title>", "<title>Atlas ESS</title>", page)
    page = page.replace("./favicon.png", "./app/static/icon.svg").replace("<script", f"{HERE}\n    <script", 1)
    for old in folder.glob("page-*.html"):
        old.unlink(missing_ok=True)
    page = page.replace("</head>", "\n".join(links) + "\n</head>", 1)
    style = f'<link rel="stylesheet" href="./app/static/{style_name()}">'  # after the styles that Streamlit adds
    path.write_text(page.replace("</body>", f"{style}\n</body>", 1), encoding="utf-8")
    return path


@cache
def _first_page() -> bytes:
    return write_first_page().read_bytes()


@cache
def _map_frame() -> dict[str, bytes]:
    """The files of streamlit-folium's frame, compressed: sent before the first session has made it known."""
    spec = importlib.util.find_spec("streamlit_folium")
    folder = Path(str(spec.origin)).parent / "frontend" / "build" if spec else Path()
    files = [path for path in sorted(folder.rglob("*")) if path.suffix in {".html", ".js", ".css"}]
    return {path.relative_to(folder).as_posix(): gzip.compress(path.read_bytes(), 6, mtime=0) for path in files}


def _needed(parts: tuple[str, ...]) -> list[str]:
    """The files of these parts and of everything they import, by name."""
    folder = _streamlit() / "static" / "js"
    waiting = [path.name for part in parts for path in folder.glob(f"{part}.*.js")]
    found: dict[str, None] = {}
    while waiting:
        name = waiting.pop()
        if name in found or not (folder / name).exists():
            continue
        found[name] = None
        text = (folder / name).read_text(encoding="utf-8")
        waiting += re.findall(r"""(?:from|import)\s*["'`]\./([\w.@-]+\.js)["'`]""", text)
    return sorted(found)


class Delivery:
    """Answers for pages and Streamlit's scripts; lets the browser keep our own files. Everything else passes."""

    def __init__(self, app: ASGIApp, pages: frozenset[str]) -> None:
        self.app, self.pages = app, pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        answer = self._answer(scope) if scope["type"] == "http" and scope["method"] in {"GET", "HEAD"} else None
        if answer is not None:
            await answer(scope, receive, send)
            return
        ours = scope["type"] == "http" and scope["path"].startswith("/app/static/")

        async def keeping(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                message["headers"] = [*message["headers"], (b"cache-control", DAY.encode())]
            await send(message)

        await self.app(scope, receive, keeping if ours else send)

    def _answer(self, scope: Scope) -> Response | None:
        path = scope["path"]
        if path == "/" or path.strip("/") in self.pages:
            return HTMLResponse(_first_page(), headers={"Cache-Control": "no-cache"})
        if not _accepts_gzip(scope):
            return None
        script = SCRIPT.fullmatch(path)
        if script or HASHED.fullmatch(path):
            small = _small(Path(path).name, ours=script is None)
        else:
            small = _map_frame().get(path.removeprefix(f"/component/{MAP_FRAME}/"))
        if small is None:
            return None
        kept = DAY if path.endswith(".html") else YEAR
        headers = {"Content-Encoding": "gzip", "Cache-Control": kept, "Vary": "Accept-Encoding"}
        return Response(small, media_type=KINDS[Path(path).suffix], headers=headers)


@cache
def _small(name: str, ours: bool) -> bytes | None:
    """From memory: a hundred files at a start, each read by a thread of its own, would wait for one another."""
    path = STATIC / name if ours else SMALL / f"{name}.gz"
    if not path.exists():
        return None
    return gzip.compress(path.read_bytes(), 6, mtime=0) if ours else path.read_bytes()


def _accepts_gzip(scope: Any) -> bool:
    return any(name == b"accept-encoding" and b"gzip" in value for name, value in scope["headers"])
