"""What the server does once: assets, first snapshot, warm imports; and where unknown addresses go."""

import gc
import logging
import os
import re
import sys
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from typing import Any
from urllib.parse import urlencode

from starlette.middleware import Middleware
from starlette.responses import RedirectResponse
from streamlit.runtime import get_instance
from streamlit.runtime.pages_manager import PagesManager

from ui.assets import prepare_static
from ui.delivery import Delivery, compress_scripts, write_first_page
from words.problem import ProblemError
from words.translate import LANGUAGES, number

log = logging.getLogger("atlas")
SHORT_TURN = 0.0005  # seconds, instead of 5 ms

SLUGS = frozenset({"carte", "services", "ecarts", "poles", "donnees", "sources"})
# One path segment without a dot is a page's address; Streamlit's own routes begin with these.
PAGE_ADDRESS = re.compile(r"/([^/.]+)/?")
SERVED_BY_STREAMLIT = frozenset({"_stcore", "media", "static", "app", "component", "healthz", "script-health-check"})


def warm(first_answers: Callable[[], None]) -> None:
    """First snapshot, heavy imports and `first_answers`, then freeze what is loaded: reruns never scan it for garbage.

    Streamlit's scripts are being sent meanwhile: short turns keep their many small files from waiting for an import.
    """
    usual = sys.getswitchinterval()
    sys.setswitchinterval(SHORT_TURN)
    try:
        _imports()
        first_answers()
    except ProblemError:
        log.exception("the first snapshot could not be built; the first page says why")
    finally:
        sys.setswitchinterval(usual)
    if os.environ.get("ESS_FREEZE") != "0":  # the bench measures with and without
        gc.freeze()
        gc.enable()


def _imports() -> None:
    import streamlit_folium

    # Declared outside a session's run a component is unknown to the server: say it ourselves.
    get_instance().component_registry.register_component(streamlit_folium._component_func)
    from data import build

    build.ensure()
    for language in LANGUAGES:
        number(1.5, language)  # reads the language's forms


def lifespan(first_answers: Callable[[], None]) -> Callable[[Any], AbstractAsyncContextManager[None]]:
    """What runs when the server starts: warms up while the first browser loads Streamlit's own page."""

    @asynccontextmanager
    async def running(_app: Any) -> AsyncIterator[None]:
        # Our pages are callables: without this a cold server first takes `pages/` for the old kind of multipage app
        # and answers the first deep link with a "Page not found" dialog. `st.navigation` sets it too, one run too late.
        PagesManager.uses_pages_directory = False
        threading.Thread(target=warm, args=(first_answers,), name="warm-up", daemon=True).start()
        yield

    return running


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


def prepare() -> None:
    """Everything that is served besides the pages, put where the server looks for it."""
    prepare_static()
    compress_scripts()
    write_first_page()


if os.environ.get("ESS_FREEZE") != "0":
    gc.disable()  # until all is imported: there is nothing to find yet
widen_compression()
prepare()  # before the server looks for the folder
middleware = [Middleware(Delivery, pages=SLUGS), Middleware(KnownPages)]
