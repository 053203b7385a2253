"""What went wrong and was mended, so that the next start can say it: codes and facts, the newest 200.

`incidents.jsonl` lies beside the log. A disk that cannot be written keeps no journal, and stops nobody.
"""

import contextlib
import datetime as dt
import json
import os
import sys
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from queries.store import data_dir
from words.translate import t

KEPT = 200
_noted: deque["Incident"] = deque(maxlen=50)  # in this process, not yet told on its command line


@dataclass(frozen=True)
class Incident:
    """One event. `code` is the translation key `incident.<code>`; `args` fill its placeholders."""

    code: str
    at: dt.datetime
    args: dict[str, str | int] = field(default_factory=dict)


def note(code: str, **args: str | int) -> None:
    """Keep what happened. The same thing found again, as at every start, is kept once."""
    found = Incident(code, dt.datetime.now(dt.UTC).replace(microsecond=0), args)
    if (code, args) not in [(one.code, one.args) for one in _noted]:
        _noted.append(found)
    kept = recent(KEPT)
    if kept and (kept[0].code, kept[0].args) == (code, args):
        return
    lines = [_line(one) for one in reversed([found, *kept][:KEPT])]
    half = _path().with_name(f"{_path().name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        try:
            half.write_text("\n".join(lines) + "\n", encoding="utf-8")
            half.replace(_path())
        finally:
            half.unlink(missing_ok=True)


def recent(most: int = 20) -> list[Incident]:
    """The newest first. A line that cannot be read is passed over."""
    try:
        lines = _path().read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    read = (_read(line) for line in reversed(lines))
    return [one for one in read if one is not None][:most]


def tell(language: str) -> None:
    """Say on standard error what this command found and mended, a sentence each."""
    while _noted:
        one = _noted.popleft()
        sys.stderr.write(t(f"incident.{one.code}", language, **one.args) + "\n")


def _path() -> Path:
    return data_dir() / "incidents.jsonl"


def _line(one: Incident) -> str:
    return json.dumps({"at": one.at.isoformat(), "code": one.code, "args": one.args}, ensure_ascii=False)


def _read(line: str) -> Incident | None:
    try:
        told: dict[str, Any] = json.loads(line)
        args = {str(name): value for name, value in told["args"].items() if isinstance(value, str | int)}
        return Incident(str(told["code"]), dt.datetime.fromisoformat(told["at"]), args)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
