"""A writer at work until it is killed, in a process of its own that starts in a moment."""

import multiprocessing
import os
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pandas as pd

FORKS = "forkserver" in multiprocessing.get_all_start_methods()
CONTEXT: Any = multiprocessing.get_context("forkserver" if FORKS else "spawn")
if FORKS:
    CONTEXT.set_forkserver_preload(["pyarrow.parquet", "pyproj", "shapely", "data.build", "data.backup"])


def start(home: Path, actions: tuple[str, ...], rounds: int = 10_000) -> tuple[Any, Connection]:
    """The process and the end of its line: a message when it is ready, then one for each finished action."""
    here, there = CONTEXT.Pipe(duplex=False)
    process = CONTEXT.Process(target=_work, args=(str(home), actions, there, rounds), daemon=True)
    process.start()
    there.close()
    return process, here


def _work(home: str, actions: tuple[str, ...], line: Connection, rounds: int) -> None:
    os.environ.update(ESS_DATA=home, ESS_DEMO="0")
    from data import backup, build, recording

    line.send(("ready", 0))
    for n in range(rounds):
        action = actions[n % len(actions)]
        number = 0
        if action == "load":
            ids = [f"{os.getpid()}-{n}-{k}" for k in range(50)]
            rows = pd.DataFrame({"source_id": ids, "kind": "ess", "governorate": "22", "delegation": "2251"})
            number = recording.record_load(
                {"enterprise": rows}, source=f"s{n % 2}", file_name="", sha256="", who="t", mapping={}
            ).number
        elif action == "undo":
            number = recording.undo_last("t").number
        elif action == "switch":
            number = recording.switch_demonstration(False, "t").number
        elif action == "backup":
            backup.backup()
        else:
            build.build()
        line.send((action, number))
