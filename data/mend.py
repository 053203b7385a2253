"""What a crash left: removed or finished by whoever next holds the writer's lock, and said."""

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from data import incidents, log, swap
from queries.store import data_dir, store_dir, user_dir

QUIET = (("store", "current.*"), ("", "incidents.jsonl.*"))  # half a line: nothing of anybody's was in it


def needed() -> bool:
    """Whether anything was left unfinished. A few folder listings: asked at every start."""
    return swap.pending() or log.newest_is_broken() or any(True for _ in _left())


def mend() -> None:
    """Finish or remove it, and note what it was. Writers only: nobody else is at work, so all of it is left over."""
    if swap.finish():
        incidents.note("restore_finished")
    for code, path in list(_left()):
        _remove(path)
        if code:
            incidents.note(code, name=_called(path))
    for path in log.set_broken_aside():
        incidents.note("entry_set_aside", name=path.name)


def _left() -> Iterator[tuple[str, Path]]:
    """Each leftover with the incident it is; an empty code is not worth a word."""
    yield from (("entry_unfinished", path) for path in user_dir().glob(".building-*"))
    yield from (("build_unfinished", path) for path in store_dir().glob("building-*"))
    yield from (("restore_unfinished", path) for path in data_dir().glob("restoring-*"))
    yield from (("backup_unfinished", path) for path in (data_dir() / "backups").glob("*.half"))
    for folder, pattern in QUIET:
        yield from (("", path) for path in (data_dir() / folder).glob(pattern))


def _called(path: Path) -> str:
    """An entry by its number, a file by its name."""
    return path.name.split("-")[1] if path.name.startswith(".building-") else path.name


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):  # open elsewhere, on Windows: the next writer tries again
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
