"""The moment at which a restored log takes the place of the one that was there.

A log made ready is one folder; its appearing is the decision. The renames that follow are finished by whoever next
holds the writer's lock, so a crash leaves the old log or the new one and never half of each.
"""

import os
import shutil
from pathlib import Path

from queries.store import data_dir, user_dir


def ready() -> Path:
    """The folder in which a restored log waits, whole."""
    return data_dir() / "restore-ready"


def pending() -> bool:
    """Whether a log waits to take its place: a restored one, or the old one going back to it."""
    return ready().is_dir() or (not user_dir().exists() and bool(replaced()))


def finish() -> bool:
    """Let the waiting log take its place, the old one set aside; says whether one was waiting. Writers only."""
    if not pending():
        return False
    if not ready().is_dir():
        replaced()[-1].rename(user_dir())
        return True
    new, old = ready() / "user", user_dir()
    if new.is_dir():
        if old.exists():
            old.rename(_free(data_dir() / "before-restore"))
        new.rename(old)
    shutil.rmtree(ready())
    return True


def back() -> None:
    """Put the log that was replaced last into its place again. Writers only."""
    refused = data_dir() / f"restoring-{os.getpid()}"
    shutil.rmtree(refused, ignore_errors=True)
    user_dir().rename(refused)
    if replaced():
        replaced()[-1].rename(user_dir())
    shutil.rmtree(refused, ignore_errors=True)


def replaced() -> list[Path]:
    """The logs that restored ones took the place of."""
    return sorted(data_dir().glob("before-restore-*"))


def _free(wanted: Path) -> Path:
    numbered = (wanted.with_name(f"{wanted.name}-{n:04d}") for n in range(1, 10_000))
    return next(path for path in numbered if not path.exists())
