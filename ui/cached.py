"""Every read a page makes; the only caches in the code: codes and frames, never maps; words only by their language."""

import os
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from data import build
from queries import store as door
from queries.filters import Filters
from ui.answers import territory_of
from ui.reader import vocabulary_of
from words.problem import ProblemError

Made = TypeVar("Made")
GLANCE = 0.05  # seconds
STORES_KEPT = 2  # the present snapshot and the one a slower session is still reading
# Asked a hundred times a run: by folder, when it was last looked at, the snapshot's path, and the snapshot opened.
_held: dict[str, tuple[float, str, door.Store]] = {}
_of_this_run: ContextVar[door.Store | None] = ContextVar("snapshot of this run", default=None)


@st.cache_resource(max_entries=STORES_KEPT, show_spinner=False)
def _opened(path: str, size: int, changed: int) -> door.Store:
    return door.Store(Path(path))


@contextmanager
def one_snapshot() -> Iterator[None]:
    """Everything read within is of one snapshot, whatever a writer does meanwhile: no page is half old, half new."""
    if _of_this_run.get():
        yield
        return
    kept = _of_this_run.set(_current())
    try:
        yield
    finally:
        _of_this_run.reset(kept)


def look_again() -> None:
    """After a writing of our own: what this run still reads is what was written."""
    _held.clear()
    if _of_this_run.get():
        _of_this_run.set(_current())


def store() -> door.Store:
    """The snapshot of this run, else the current one."""
    return _of_this_run.get() or _current()


def _current() -> door.Store:
    """The current snapshot opened, reopened when another one takes its place, built if there is none.

    `current` is read at most 20 times a second.
    """
    home, now = os.environ.get("ESS_DATA", ""), time.monotonic()
    held = _held.get(home)
    if held and now - held[0] < GLANCE and os.path.exists(held[1]):  # noqa: PTH110 a tenth of a Path's time
        return held[2]
    # Before the first answer: a snapshot of an older version lacks what today's questions ask for.
    path = (door.current_snapshot() if held else None) or build.ensure()
    try:
        opened = _as_it_is(path)
    except ProblemError:
        path = build.ensure()
        opened = _as_it_is(path)
    _held[home] = now, str(path), opened
    return opened


def _as_it_is(path: Path) -> door.Store:
    state = path.stat()
    return _opened(str(path), state.st_size, state.st_mtime_ns)


@st.cache_data(max_entries=400, show_spinner=False)
def _answer(snapshot: str, name: str, filters: Filters | None, values: tuple[tuple[str, Any], ...]) -> pd.DataFrame:
    return store().ask(name, filters, **dict(values))


def table(name: str, filters: Filters | None = None, **values: Any) -> pd.DataFrame:
    """The answer to `queries/<name>.sql` under these filters, from the current snapshot."""
    wanted = door.parameters(name)
    kept = tuple(sorted((key, value) for key, value in values.items() if key in wanted))
    return _answer(str(store().path), name, filters if "filters" in wanted else None, kept)


@lru_cache(maxsize=STORES_KEPT)
def _vocabulary(snapshot: door.Store) -> dict[str, dict[str, dict[str, str | None]]]:
    return vocabulary_of(snapshot)


def vocabulary() -> dict[str, dict[str, dict[str, str | None]]]:
    """vocabulary -> code -> {fr, ar, en, parent}, in the order it is offered."""
    return _vocabulary(store())


def demonstration() -> bool:
    """Whether the present snapshot holds invented rows."""
    return bool(table("snapshot")["demonstration"].iloc[0])


def names_shown() -> bool:
    """Inside an office's own instance ESS_NAMES=all shows every name; elsewhere only those with consent."""
    return os.environ.get("ESS_NAMES") == "all"


@st.cache_data(max_entries=4, show_spinner=False)
def _territory(snapshot: str, basis: str) -> pd.DataFrame:
    return territory_of(table, basis)


def territory(basis: str = "census") -> pd.DataFrame:
    """`delegations` with need (poor inhabitants) and its standard error; basis census or rescaled."""
    return _territory(str(store().path), basis)


@st.cache_resource(max_entries=300, show_spinner=False)
def _computed(snapshot: str, name: str, key: tuple[Hashable, ...], _make: Callable[..., Any]) -> Any:
    return _make(*key)


def computed(make: Callable[..., Made], *key: Hashable) -> Made:
    """`make(*key)` on the present snapshot, made once for all readers: the answer is to be read, never changed."""
    made: Made = _computed(str(store().path), f"{make.__module__}.{make.__qualname__}", key, make)
    return made
