"""Files bent at random, one valid file of each format to begin with: read or refused in one sentence, no trace left."""

import io
import random
import tempfile
import zipfile
from pathlib import Path

import pytest

from data import build, columns, geographic, kobo, layers, readers
from data.load import load
from queries.store import data_dir
from tests.data.sample_files import SAMPLES
from words.problem import Problem, ProblemError

WHOLE = 10  # one in so many goes through the checks of a load too


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store of its own, and a folder for all temporary files."""
    monkeypatch.setenv("ESS_DATA", str(tmp_path / "home"))
    monkeypatch.setenv("ESS_DEMO", "0")
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    build.ensure()
    return tmp_path


def _in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Geographic files are read here instead of in a process of their own: half a second less for each."""

    def asked(path: Path, request: dict[str, list[str]]) -> object:
        try:
            return layers.read([Path(one) for one in request["paths"]], request["encodings"])
        except ProblemError as error:
            raise ProblemError(Problem(error.problem.code, {"name": path.name, **error.problem.args})) from error
        except Exception as error:  # what ends the child is a sentence of the parent
            raise ProblemError(Problem("geographic_unreadable", {"name": path.name})) from error

    monkeypatch.setattr(geographic, "_asked", asked)


def test_five_hundred_bent_files(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _in_process(monkeypatch)
    _bend_and_read(here, 500)


@pytest.mark.soak
def test_twenty_thousand_bent_files(here: Path) -> None:
    _bend_and_read(here, 20_000)


def _bend_and_read(here: Path, files: int) -> None:
    chance, whole = random.Random(1), {}
    for name, make in SAMPLES.items():
        (here / name).mkdir()
        made = make(here / name)
        whole[name] = made.name, made.read_bytes()
    folder, before = here / "bent", _traces(here)
    folder.mkdir()
    read = refused = 0
    for number in range(files):
        file_name, content = list(whole.values())[number % len(whole)]
        archive = zipfile.is_zipfile(io.BytesIO(content)) and number // len(whole) % 2
        path = folder / file_name
        path.write_bytes((_inside if archive else _bent)(content, chance))
        try:
            _taken(path, all_of_it=number % WHOLE == 0)
            read += 1
        except ProblemError:
            refused += 1
        path.unlink()
    assert read > files // 20
    assert refused > files // 20
    assert _traces(here) == before


def _taken(path: Path, all_of_it: bool) -> None:
    for sheet in kobo.unfolded(readers.read(path)):
        columns.layout(sheet.name, sheet.rows, cut=sheet.cut)
    if all_of_it:
        load(path, dry_run=True)


def _traces(here: Path) -> set[tuple[str, int]]:
    """Every file of the store's folder and of the temporary one, but the writer's lock."""
    found = [path for folder in (data_dir(), here / "temporary") for path in folder.rglob("*") if path.is_file()]
    return {(str(path), path.stat().st_size) for path in found if path.suffix != ".lock"}


def _bent(content: bytes, chance: random.Random) -> bytes:
    """Some bits turned, the end cut off, or a piece copied elsewhere."""
    bytes_, way = bytearray(content), chance.randrange(3)
    if way == 0:
        for _ in range(chance.randint(1, 20)):
            bytes_[chance.randrange(len(bytes_))] ^= 1 << chance.randrange(8)
    elif way == 1:
        del bytes_[chance.randrange(len(bytes_)) :]
    else:
        into, of, n = chance.randrange(len(bytes_)), chance.randrange(len(bytes_)), chance.randint(1, 200)
        bytes_[into : into + n] = bytes_[of : of + n]
    return bytes(bytes_)


def _inside(content: bytes, chance: random.Random) -> bytes:
    """One part of an archive bent, the archive itself whole."""
    given, out = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    pick = chance.choice([name for name in given.namelist() if given.read(name)])
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            made.writestr(name, _bent(given.read(name), chance) if name == pick else given.read(name))
    return out.getvalue()
