"""python -m tests.load: one reader, then fifty while 100,000 rows are loaded, then an hour's worth of changes."""

import argparse
import asyncio
import random
import tempfile
from pathlib import Path

from tests.bench.__main__ import serving
from tests.browser.conftest import ROOT
from tests.load.meeting import PAGES, Told, load_command, memory, quantile, read, together

HOUR = 720  # changes: one in five seconds


def main() -> None:
    """Prints what was measured; ends with an error where a run failed or was torn."""
    given = argparse.ArgumentParser(prog="python -m tests.load")
    given.add_argument("--readers", type=int, default=50)
    given.add_argument("--rows", type=int, default=100_000)
    given.add_argument("--changes", type=int, default=12)
    asked = given.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        with serving(ROOT / "app.py", home, ESS_DEMO="0") as (port, _started, process):
            asyncio.run(together(port, len(PAGES), 1, (0.5, 1.0)))  # every page once: what is made once is made
            alone, _ = asyncio.run(together(port, 1, 4 * asked.changes, (0.1, 0.3)))
            empty = memory(process)
            loading = load_command(Path(folder), asked.rows)
            crowd, took = asyncio.run(
                together(port, asked.readers, asked.changes, (3.0, 7.0), loading, str(home)),
            )
            full = memory(process)
            _said("one reader", alone)
            _said(f"{asked.readers} readers, {asked.rows} rows loaded in {took:.1f} s", crowd)
            print(f"memory: {empty:.0f} MB, with {asked.readers} sessions and the rows {full:.0f} MB")
            hour = [memory(process)]
            for _ in range(4):
                told = Told()
                asyncio.run(read(port, "carte", HOUR // 4, (0.0, 0.0), told, random.Random(1)))
                hour.append(memory(process))
            print("an hour's changes of one reader, MB:", " ".join(f"{mb:.0f}" for mb in hour))
    assert not alone.failures + crowd.failures
    assert len(crowd.states) == 2, f"half old, half new: {crowd.states}"


def _said(name: str, told: Told) -> None:
    first, change = told.opened, told.changed
    print(
        f"{name}: first run median {quantile(first * 2, 0.5):.3f} p95 {quantile(first * 2, 0.95):.3f} s; "
        f"{len(change)} changes median {quantile(change, 0.5):.3f} p95 {quantile(change, 0.95):.3f} s; "
        f"failures {len(told.failures)}; states {sorted(told.states)}"
    )


if __name__ == "__main__":
    main()
