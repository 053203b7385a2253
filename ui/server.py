"""What the server does once: assets, first snapshot, warm imports; and where unknown addresses go."""

import gc
import logging
import os
import re
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from typing import Any
from urllib.parse import urlencode

from starlette.middleware import Middleware
from starlette.responses import RedirectResponse
from streamlit.runtime.pages_manager import PagesManager

from ui.assets import prepare_static
from words.problem import ProblemError

log = logging.getLogger("atlas")

SLUGS = frozenset({"carte", "services", "ecarts", "poles", "territoire", "donnees", "sources"})
# One path segment without a dot is a page's address; Streamlit's own routes begin with these.
PAGE_ADDRESS = re.compile(r"/([^/.]+)/?")
SERVED_BY_STREAMLIT = frozenset({"_stcore", "media", "static", "app", "component", "healthz", "script-health-check"})


def warm() -> None:
    """First snapshot and heavy imports, then freeze what is loaded: reruns no longer scan it for garbage.

    Not streamlit_folium: a component declared outside a session's run is never served.
    """
    import folium.plugins  # noqa: F401
    import plotly.graph_objects  # noqa: F401

    import analysis.hubs  # noqa: F401
    from data import build, export  # noqa: F401

    try:
        build.ensure()
    except ProblemError:
        log.exception("the first snapshot could not be built; the first page says why")
    if os.environ.get("ESS_FREEZE") != "0":  # the bench measures with and without
        gc.collect()
        gc.freeze()


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[None]:
    """Runs when the server starts; warms up while the first browser loads Streamlit's own page."""
    # Our pages are callables: without this a cold server first takes `pages/` for the old kind of multipage app
    # and answers the first deep link with a "Page not found" dialog. `st.navigation` sets it too, one run too late.
    PagesManager.uses_pages_directory = False
    threading.Thread(target=warm, name="warm-up", daemon=True).start()
    yield


class KnownPages:
    """`/accueil` is the first page, whose address is `/`; an unknown page leads there too and is named."""

    def __init__(self, app: Callable[..., Awaitable[None]]) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """ASGI."""
        found = PAGE_ADDRESS.fullmatch(scope["path"]) if scope["type"] == "http" else None
        slug = found.group(1) if found else None
        if slug is None or slug in SLUGS or slug in SERVED_BY_STREAMLIT:
            await self.app(scope, receive, send)
            return
        query = scope["query_string"].decode("latin-1")
        if slug != "accueil":
            query = "&".join(filter(None, [query, urlencode({"unknown": slug[:40]})]))
        await RedirectResponse("/" + (f"?{query}" if query else ""), status_code=307)(scope, receive, send)


FACTORY = "ServerPerMessageDeflateFactory"


def widen_compression() -> None:
    """Let compressed messages refer 32 kB back instead of 4 kB: a rerun repeats most of the one before it.

    uvicorn fixes the window at 12 bits, to save memory with thousands of sockets; a few hundred kB more for each
    reader buys a change of some 4 kB instead of 18 on a weak network (docs/adr/0004).
    """
    from uvicorn.protocols.websockets import websockets_sansio_impl as sockets

    narrow = getattr(sockets, FACTORY)
    setattr(sockets, FACTORY, partial(_widest, narrow))


def _widest(factory: Callable[..., Any], **options: Any) -> Any:
    return factory(**options | {"server_max_window_bits": 15, "compress_settings": {"memLevel": 9}})


widen_compression()
prepare_static()  # before the server looks for the folder
middleware = [Middleware(KnownPages)]
