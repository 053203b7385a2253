"""The whole log in one file. `python -m data.backup [FOLDER|FILE]`.

A zip of `user/` with the sha256 of every file. It is written under the writer's lock, read back, and only then takes
its name: a backup that is there is whole. The store is not in it; it is folded from the log.
"""

import argparse
import contextlib
import datetime as dt
import hashlib
import json
import os
import sys
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data import build, incidents, log, snapshots, tables
from data.archives import BROKEN
from queries.store import data_dir, user_dir
from words.console import speak_utf8
from words.problem import Problem, ProblemError
from words.translate import DEFAULT_LANGUAGE, LANGUAGES, sentence, t

FORMAT = "atlas-ess-backup"
VERSION = 1
MANIFEST = "manifest.json"
SETTINGS = ("ESS_DEMO", "ESS_RESPONSIBLE", "ESS_NAMES")  # of the installation: said at a restore, never set by it
KEPT = 10  # in the atlas's own folder


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself. `files`: path in the zip -> sha256."""

    made_at: str
    entries: int
    schema_version: int
    files: dict[str, str]
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The manifest as it is written."""
        return json.dumps({"format": FORMAT, "version": VERSION} | vars(self), ensure_ascii=False, indent=1)


def folder() -> Path:
    """Where the atlas keeps its own backups, the newest few."""
    return data_dir() / "backups"


def backup(target: Path | None = None) -> tuple[Path, Manifest]:
    """Write the log into one file and read it back; without a target into the atlas's own folder.

    Raises ProblemError: log_damaged, writer_busy, backup_unwritable, and the disk's own reasons.
    """
    with snapshots.writing():
        build.mended()
        return write(target, len(log.entries()))


def write(target: Path | None, entries: int) -> tuple[Path, Manifest]:
    """The backup of the files as they lie there. For those who hold the lock."""
    path = _path(target)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        manifest = _written(path, entries)
    except OSError as error:
        raise ProblemError(Problem("backup_unwritable", {"name": str(path), "reason": _reason(error)})) from error
    if path.parent == folder():
        _forget_oldest()
    return path, manifest


def _path(target: Path | None) -> Path:
    if target is not None and target.suffix.lower() == ".zip":
        return target
    home = target or folder()
    stem = f"atlas-ess-{dt.datetime.now():%Y%m%d-%H%M%S}"
    names = (f"{stem}{'' if n == 1 else f'-{n}'}.zip" for n in range(1, 10_000))
    return next(home / name for name in names if not (home / name).exists())


def _written(path: Path, entries: int) -> Manifest:
    half = path.with_name(f"{path.name}.{os.getpid()}.half")
    try:
        files: dict[str, str] = {}
        with zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED) as bundle:
            for file in _files():
                name = "user/" + file.relative_to(user_dir()).as_posix()
                content = file.read_bytes()
                files[name] = hashlib.sha256(content).hexdigest()
                bundle.writestr(name, content)
            now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
            settings = {name: os.environ[name] for name in SETTINGS if os.environ.get(name)}
            manifest = Manifest(now, entries, tables.SCHEMA_VERSION, files, settings)
            bundle.writestr(MANIFEST, manifest.text)
        with half.open("rb+") as made:
            os.fsync(made.fileno())
        if read(half) != manifest:
            raise OSError("read back otherwise than written")
        half.replace(path)
    finally:
        with contextlib.suppress(OSError):
            half.unlink(missing_ok=True)
    return manifest


def _files() -> list[Path]:
    """Everything in the log's folder but what is still being written."""
    found = (path for path in sorted(user_dir().rglob("*")) if path.is_file())
    return [path for path in found if not path.relative_to(user_dir()).parts[0].startswith(".building-")]


def read(path: Path) -> Manifest:
    """What a backup says of itself, every file of it held to its sha256.

    Raises ProblemError: backup_missing, backup_foreign, backup_damaged, backup_newer.
    """
    name: dict[str, str | int | float] = {"name": path.name}
    try:
        with zipfile.ZipFile(path) as bundle:
            manifest = _manifest(bundle, path.name)
            if set(bundle.namelist()) != {*manifest.files, MANIFEST}:
                raise ProblemError(Problem("backup_damaged", name))
            for inside, digest in manifest.files.items():
                with bundle.open(inside) as file:
                    if hashlib.file_digest(file, "sha256").hexdigest() != digest:  # type: ignore[arg-type]
                        raise ProblemError(Problem("backup_damaged", name))
    except FileNotFoundError as error:
        raise ProblemError(Problem("backup_missing", name)) from error
    except (*BROKEN, OSError) as error:
        raise ProblemError(Problem("backup_damaged", name)) from error
    return manifest


def _manifest(bundle: zipfile.ZipFile, name: str) -> Manifest:
    try:
        told: dict[str, Any] = json.loads(bundle.read(MANIFEST))
        if told.pop("format") != FORMAT:
            raise ProblemError(Problem("backup_foreign", {"name": name}))
        if told.pop("version") > VERSION or told["schema_version"] > tables.SCHEMA_VERSION:
            raise ProblemError(Problem("backup_newer", {"name": name}))
        return Manifest(**told)
    except (KeyError, TypeError, AttributeError, json.JSONDecodeError, UnicodeDecodeError) as error:
        raise ProblemError(Problem("backup_foreign", {"name": name})) from error


def _reason(error: OSError) -> str:
    return error.strerror or str(error) or type(error).__name__


def _forget_oldest() -> None:
    made = sorted(folder().glob("atlas-ess-*.zip"), key=lambda path: path.stat().st_mtime_ns)
    for old in made[:-KEPT]:
        with contextlib.suppress(OSError):
            old.unlink()


def main(arguments: list[str] | None = None) -> int:
    """Make a backup and say where it is; 2 with a sentence where it cannot be made."""
    speak_utf8()
    parser = argparse.ArgumentParser(prog="python -m data.backup", description="Write the whole log into one file.")
    parser.add_argument(
        "target", type=Path, nargs="?", help="a folder or a .zip file; the atlas's own folder if absent"
    )
    parser.add_argument("--lang", choices=LANGUAGES, default=DEFAULT_LANGUAGE)
    given = parser.parse_args(arguments)
    try:
        path, manifest = backup(given.target)
    except ProblemError as error:
        sys.stderr.write(sentence(error.problem, given.lang) + "\n")
        return 2
    finally:
        incidents.tell(given.lang)
    size = max(path.stat().st_size // 1024, 1)
    sys.stdout.write(t("backup.made", given.lang, name=str(path), size=size, n=manifest.entries) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
