"""The moment at which a restored log takes the place of the one that was there.

A log made ready is one folder; its appearing is the decision. The renames that follow are finished by whoever next
holds the writer's lock, so a crash leaves the old log or the new one and never half of each.
"""

import shutil
from pathlib import Path

from queries.store import data_dir, user_dir


def ready() -> Path:
    """The folder in which a restored log waits, whole."""
    return data_dir() / "restore-ready"


def pending() -> bool:
    """Whether a restored log waits to take its place."""
    return ready().is_dir()


def finish() -> bool:
    """Let the waiting log take its place, the old one set aside; says whether one was waiting. Writers only."""
    if not pending():
        return False
    new, old = ready() / "user", user_dir()
    if new.is_dir():
        if old.exists():
            old.rename(_free(data_dir() / "before-restore"))
        new.rename(old)
    shutil.rmtree(ready())
    return True


def replaced() -> list[Path]:
    """The logs that restored ones took the place of."""
    return sorted(data_dir().glob("before-restore*"))


def _free(wanted: Path) -> Path:
    numbered = (wanted.with_name(f"{wanted.name}-{n}") for n in range(1, 10_000))
    return next(path for path in (wanted, *numbered) if not path.exists())
