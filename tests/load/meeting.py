"""Many readers with live filters while somebody loads: what each waited, what failed, what was half old, half new."""

import asyncio
import csv
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.load.reader import Reader, Seen

PAGES = ("donnees", "carte", "services", "donnees", "ecarts", "filieres", "poles", "suivi", "")
HOLDINGS = "lang=en&data_part=holdings"
DELEGATIONS = (
    "Thala",
    "Haïdra",
    "Foussana",
    "Sbeitla",
    "Regueb",
    "Meknassy",
    "Tabarka",
    "Fernana",
    "Chorbane",
    "El Jem",
)
HEAD = ("Identifiant", "Nom", "Forme juridique", "Délégation", "Filière", "Maillons")
FAILED = "This page could not be shown"  # how the sentence of an unexpected error begins, in English


@dataclass
class Told:
    """What one or many readers met: seconds of first runs and of changes, failures, figures of the page of holdings."""

    opened: list[float] = field(default_factory=list)
    changed: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    states: set[tuple[str, ...]] = field(default_factory=set)

    def take(self, seen: Seen, first: bool) -> None:
        """One run more."""
        (self.opened if first else self.changed).append(seen.seconds)
        self.failures += seen.failures + [words for words in seen.words if FAILED in words]
        if "State of the data" in seen.said and seen.tables:
            self.states.add(held(seen))


def held(seen: Seen) -> tuple[str, ...]:
    """The holdings as four questions answer them: the snapshot's number, own rows, enterprises, enterprises in all."""
    tiles = next(words for words in seen.words if "State of the data" in words).split()
    number, own = tiles[tiles.index("no.") + 1], tiles[tiles.index("rows") + 1]
    table = next(row for row in seen.tables[0] if row[0] == "ESS enterprises")
    matched = next(words for words in seen.words if " enterprises · " in words).split()
    return number, own, str(table[3][0]), matched[matched.index("enterprises") - 1]


async def read(
    port: int,
    page: str,
    changes: int,
    think: tuple[float, float],
    told: Told,
    chance: random.Random,
    loaded: asyncio.Event | None = None,
) -> None:
    """One reader: opens a page, then changes the governorates now and then, and once more after the load."""
    await asyncio.sleep(chance.uniform(0, think[1]))
    async with Reader(port, page, HOLDINGS if page == "donnees" else "lang=en") as reader:
        told.take(await reader.open(), first=True)
        made, last = 0, False
        while made < changes or not last:
            await asyncio.sleep(chance.uniform(*think))
            last = loaded is None or loaded.is_set()
            told.take(await reader.choose("governorates", chance.choice(((), (0,), (1,), (2, 3), (0, 3)))), first=False)
            made += 1


async def together(
    port: int, readers: int, changes: int, think: tuple[float, float], loading: Sequence[str] = (), home: str = ""
) -> tuple[Told, float]:
    """All readers at once, the load starting in their midst -> what they met, and the seconds the load took."""
    told, chance, loaded = Told(), random.Random(0), asyncio.Event()

    async def load() -> float:
        await asyncio.sleep(think[1] + think[0] * changes / 4)
        begun = time.perf_counter()
        if loading:
            environment = {**os.environ, "ESS_DATA": home, "ESS_DEMO": "0"}
            process = await asyncio.create_subprocess_exec(*loading, env=environment)
            assert await process.wait() == 0, "the load was refused"
        loaded.set()
        return time.perf_counter() - begun

    everyone = [read(port, PAGES[at % len(PAGES)], changes, think, told, chance, loaded) for at in range(readers)]
    took, *_ = await asyncio.gather(load(), *everyone)
    return told, took


def load_command(folder: Path, rows: int) -> list[str]:
    """A file of that many enterprises, and the command that loads it."""
    path = folder / "Entreprises.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter=";")
        out.writerow(HEAD)
        for at in range(rows):
            out.writerow([f"C{at}", f"SMSA de charge {at}", "SMSA", DELEGATIONS[at % len(DELEGATIONS)], "OLIV", "PRO"])
    return [sys.executable, "-m", "data.load", str(path)]


def quantile(seconds: Sequence[float], share: float) -> float:
    """The value below which that share of them lie."""
    return statistics.quantiles(seconds, n=100, method="inclusive")[round(share * 100) - 1]


def memory(process: "subprocess.Popen[bytes]") -> float:
    """MB that a server holds."""
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS"))
