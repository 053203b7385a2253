"""What the server does once: assets, first snapshot, warm imports; and where unknown addresses go."""

import gc
import importlib.util
import inspect
import logging
import os
import re
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from functools import cached_property, partial
from typing import Any
from urllib.parse import urlencode

import jinja2
from starlette.middleware import Middleware
from starlette.responses import RedirectResponse
from streamlit.runtime import get_instance
from streamlit.runtime.pages_manager import PagesManager

from ui.assets import prepare_static
from ui.delivery import Delivery, compress_scripts, write_first_page
from words.problem import ProblemError

log = logging.getLogger("atlas")

SLUGS = frozenset({"carte", "filieres", "services", "ecarts", "poles", "territoire", "suivi", "donnees", "sources"})
# One path segment without a dot is a page's address; Streamlit's own routes begin with these.
PAGE_ADDRESS = re.compile(r"/([^/.]+)/?")
SERVED_BY_STREAMLIT = frozenset({"_stcore", "media", "static", "app", "component", "healthz", "script-health-check"})


def warm(import_pages: Callable[[], None]) -> None:
    """First snapshot and heavy imports, then freeze what is loaded: reruns no longer scan it for garbage."""
    try:
        _imports()
        import_pages()
    except ProblemError:
        log.exception("the first snapshot could not be built; the first page says why")
    if os.environ.get("ESS_FREEZE") != "0":  # the bench measures with and without
        gc.freeze()
        gc.enable()


def _imports() -> None:
    import PIL.Image  # noqa: F401  what Streamlit reads an icon with

    # Who declares a component is looked for among all modules, unless it is known: a twentieth of the start.
    if spec := importlib.util.find_spec("streamlit_folium"):
        inspect.modulesbyfile[str(spec.origin)] = "streamlit_folium"
    with _templates_when_used():
        import streamlit_folium

    # Declared outside a session's run a component is unknown to the server: say it ourselves.
    get_instance().component_registry.register_component(streamlit_folium._component_func)
    from data import build

    build.ensure()


@contextmanager
def _templates_when_used() -> Iterator[None]:
    """folium compiles some eighty templates as it is imported, of which the atlas uses two: a tenth of the start."""
    compiled = jinja2.Environment.from_string

    class Later:
        def __init__(self, make: Callable[[], Any]) -> None:
            self._make = make

        def __getattr__(self, name: str) -> Any:
            if name.startswith("__"):  # asked of every attribute of a class
                raise AttributeError(name)
            return getattr(self._made, name)

        @cached_property
        def _made(self) -> Any:
            return self._make()

    def later(*given: Any, **named: Any) -> Later:
        return Later(partial(compiled, *given, **named))

    jinja2.Environment.from_string = later  # type: ignore[assignment,method-assign]
    try:
        yield
    finally:
        jinja2.Environment.from_string = compiled  # type: ignore[method-assign]


def lifespan(import_pages: Callable[[], None]) -> Callable[[Any], AbstractAsyncContextManager[None]]:
    """What runs when the server starts: warms up while the first browser loads Streamlit's own page."""

    @asynccontextmanager
    async def running(_app: Any) -> AsyncIterator[None]:
        # Our pages are callables: without this a cold server first takes `pages/` for the old kind of multipage app
        # and answers the first deep link with a "Page not found" dialog. `st.navigation` sets it too, one run too late.
        PagesManager.uses_pages_directory = False
        threading.Thread(target=warm, args=(import_pages,), name="warm-up", daemon=True).start()
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
