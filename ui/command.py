"""The command line of a document: exit 0 made, 2 refused, with one sentence in the reader's language."""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from data import build, incidents
from queries.store import Store
from words.console import speak_utf8
from words.problem import Problem, ProblemError
from words.translate import DEFAULT_LANGUAGE, LANGUAGES, sentence, t

MADE, REFUSED = 0, 2


@dataclass(frozen=True)
class Request:
    """Which command it is and what it takes: a territory's code, a page's settings or a scenario's file."""

    program: str
    purpose: str
    code: bool = False
    settings: bool = False
    scenario: bool = False
    endings: tuple[str, ...] = (".pdf",)


def run(request: Request, make: Callable[[Store, argparse.Namespace], bytes], arguments: Sequence[str] | None) -> int:
    """Make the document, write it, say where it is."""
    speak_utf8()
    given = _arguments(request, arguments)
    target = given.output or Path(f"{_default_name(request, given)}.pdf")
    try:
        if target.suffix.lower() not in request.endings:
            endings = " / ".join(request.endings)
            raise ProblemError(Problem("document_ending", {"name": target.name, "endings": endings}))
        store = Store(build.ensure())
        try:
            made = make(store, given)
        finally:
            store.close()
        _write(target, made)
    except ProblemError as error:
        sys.stderr.write(sentence(error.problem, given.lang) + "\n")
        return REFUSED
    finally:
        incidents.tell(given.lang)
    sys.stdout.write(t("document.written", given.lang, name=str(target), size=max(len(made) // 1024, 1)) + "\n")
    return MADE


def content_of(file: Path) -> bytes:
    """The bytes of a file somebody names. Raises ProblemError('document_unreadable')."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise ProblemError(Problem("document_unreadable", {"name": str(file)})) from error


def _default_name(request: Request, given: argparse.Namespace) -> str:
    what = given.code if request.code else "poles"
    plain = "".join(letter for letter in str(what) if letter.isalnum() or letter in "-_")[:20]
    return f"atlas-ess-{plain or 'document'}-{given.lang}"


def _write(target: Path, content: bytes) -> None:
    """Write beside, then rename: nobody opens half a document, and a failure leaves the old one."""
    left: str | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
            left = file.name
            file.write(content)
        os.chmod(left, 0o644)  # noqa: PTH101
        os.replace(left, target)  # noqa: PTH105
    except OSError as error:
        if left:
            Path(left).unlink(missing_ok=True)
        raise ProblemError(Problem("document_unwritable", {"name": str(target)})) from error


def _arguments(request: Request, arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=f"python -m {request.program}", description=request.purpose)
    if request.code:
        parser.add_argument("code", help="INS code: 4 digits for a delegation, 2 for a governorate")
    parser.add_argument("--lang", choices=LANGUAGES, default=DEFAULT_LANGUAGE)
    parser.add_argument("-o", "--output", type=Path, help=f"the file to write ({' or '.join(request.endings)})")
    if request.settings:
        parser.add_argument("--settings", default="", help="the page's address after '?', e.g. 'area=...&reach=...'")
    if request.scenario:
        parser.add_argument("--scenario", type=Path, help="a scenario saved as .json; takes the place of --settings")
    return parser.parse_args(arguments)
