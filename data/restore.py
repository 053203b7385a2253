"""A backup put back. `python -m data.restore FILE [--force]`.

The file is read whole first. Its log is unpacked beside the present one and takes its place in one step (`swap`), so a
crash leaves the old log or the new one; one that cannot be folded goes again. The present log goes into a backup of
its own before it is replaced.
"""

import argparse
import contextlib
import os
import re
import shutil
import sys
import zipfile
from pathlib import Path, PurePosixPath

from data import backup, build, incidents, log, snapshots, swap
from data.backup import Manifest
from data.entry import Entry
from queries.store import data_dir, user_dir
from words.console import speak_utf8
from words.problem import Problem, ProblemError
from words.translate import DEFAULT_LANGUAGE, LANGUAGES, sentence, t

SAFE = re.compile(r"user(/[\w.\-]+)+")
MOST_BYTES = 20_000_000_000


def restore(path: Path, *, force: bool = False) -> tuple[Manifest, Path | None]:
    """Put the log of a backup in the place of the present one and build. Returns it and the backup of what was there.

    Without `force` a log that has entries the backup does not have is not replaced. Raises ProblemError:
    backup_missing, backup_foreign, backup_damaged, backup_newer, restore_would_lose, and the disk's own reasons.
    """
    manifest = backup.read(path)
    _refuse_tricks(path, manifest)
    with snapshots.writing():
        build.mended(damaged_too=True)
        unpacked = _unpacked(path)
        try:
            entries = _whole(unpacked / "user", path.name)
            if not force:
                _refuse_loss(entries)
            kept = backup.write(None, log.count(user_dir()))[0] if any(user_dir().iterdir()) else None
            unpacked.rename(swap.ready())
        except BaseException:
            shutil.rmtree(unpacked, ignore_errors=True)
            raise
        swap.finish()
        try:
            build.fold_held()
        except BaseException:
            swap.back()
            raise
    for old in swap.replaced():  # it is in the backup, and the new log is in its place and folded
        shutil.rmtree(old, ignore_errors=True)
    return manifest, kept


def _refuse_tricks(path: Path, manifest: Manifest) -> None:
    """No name may lead out of the log's folder, and nothing may unpack to a size that no log has."""
    with zipfile.ZipFile(path) as bundle:
        size = sum(one.file_size for one in bundle.infolist())
        links = any(one.external_attr >> 28 == 0xA for one in bundle.infolist())
    odd = [name for name in manifest.files if not SAFE.fullmatch(name) or ".." in PurePosixPath(name).parts]
    if odd or links or size > MOST_BYTES:
        raise ProblemError(Problem("backup_unsafe", {"name": path.name}))


def _unpacked(path: Path) -> Path:
    home = data_dir() / f"restoring-{os.getpid()}"
    shutil.rmtree(home, ignore_errors=True)
    try:
        (home / "user").mkdir(parents=True)
        with zipfile.ZipFile(path) as bundle:
            for name in bundle.namelist():
                if name == backup.MANIFEST:
                    continue
                target = home / name
                target.parent.mkdir(parents=True, exist_ok=True)
                with bundle.open(name) as source, target.open("wb") as file:
                    shutil.copyfileobj(source, file)
                    file.flush()
                    os.fsync(file.fileno())
    except BaseException:
        shutil.rmtree(home, ignore_errors=True)
        raise
    return home


def _whole(home: Path, name: str) -> list[Entry]:
    """The entries of an unpacked log, each as it was written."""
    with contextlib.suppress(ProblemError):
        found = log.entries(home)
        if len(found) == log.count(home):
            return found
    raise ProblemError(Problem("backup_damaged", {"name": name}))


def _refuse_loss(restored: list[Entry]) -> None:
    """What the present log has and the backup has not would be lost."""
    known = {(entry.number, entry.kind, entry.recorded_at) for entry in restored}
    lost = [entry for entry in log.entries() if (entry.number, entry.kind, entry.recorded_at) not in known]
    if lost:
        raise ProblemError(Problem("restore_would_lose", {"n": len(lost), "entry": lost[-1].folder.name}))


def main(arguments: list[str] | None = None) -> int:
    """Restore as told; 1 where it would lose entries, 2 where the file is no good."""
    speak_utf8()
    parser = argparse.ArgumentParser(prog="python -m data.restore", description="Put a backup back.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--force", action="store_true", help="even if the present log has entries the backup lacks")
    parser.add_argument("--lang", choices=LANGUAGES, default=DEFAULT_LANGUAGE)
    given = parser.parse_args(arguments)
    try:
        manifest, kept = restore(given.file, force=given.force)
    except ProblemError as error:
        sys.stderr.write(sentence(error.problem, given.lang) + "\n")
        return 1 if error.problem.code in {"restore_would_lose", "writer_busy"} else 2
    finally:
        incidents.tell(given.lang)
    said = [t("backup.restored", given.lang, name=given.file.name, n=manifest.entries)]
    said += [t("backup.kept", given.lang, name=str(kept))] if kept else []
    if manifest.settings:
        listed = ", ".join(f"{name}={value}" for name, value in manifest.settings.items())
        said.append(t("backup.settings", given.lang, settings=listed))
    sys.stdout.write("\n".join(said) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
