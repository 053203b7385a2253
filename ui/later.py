"""Files made when asked for: the server makes them on a thread of its own, which knows neither reader nor language."""

import threading
from collections.abc import Callable
from typing import TypeVar

from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx

Made = TypeVar("Made")
MARK = "streamlit_script_run_ctx"


def later(make: Callable[[], Made]) -> Callable[[], Made]:
    """`make` for whenever it is called, answering as in this run: same reader, same language."""
    context = get_script_run_ctx()

    def made() -> Made:
        thread = threading.current_thread()
        if context is None or hasattr(thread, MARK):
            return make()
        add_script_run_ctx(thread, context)
        try:
            return make()
        finally:
            delattr(thread, MARK)

    return made
