"""make bench: medians of what a reader waits for, beside a plain folium app in the same run."""

import argparse
import importlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.million import million
from tests.bench.wire import CountingProxy
from tests.browser.conftest import ROOT, chromium, free_port, wait_until_up

QUIET = 0.35  # seconds without a change: everything is redrawn
HERE = Path(__file__).parent
CHANGES, STARTS = 24, 5


@dataclass
class Run:
    """One way of running, as measured."""

    name: str
    first_map: float  # seconds from process start, median
    changes: list[float]  # seconds
    bytes_per_change: float
    memory: float  # MB


@contextmanager
def serving(script: Path, home: Path, **environment: str) -> Iterator[tuple[int, float, subprocess.Popen[bytes]]]:
    """(port, when it was started in seconds of the common clock, process)."""
    port = free_port()
    settings = {**os.environ, "PYTHONPATH": str(ROOT), "ESS_DATA": str(home), **environment}
    options = ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"]
    started = time.time()
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(script), *options],
        cwd=ROOT, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_until_up(f"http://127.0.0.1:{port}", process)
        yield port, started, process
    finally:
        process.terminate()
        process.wait(20)


def settled(page: Page, patience: float = 30.0) -> float:
    """Seconds from the last press to the last change, once nothing has changed for QUIET."""
    deadline = time.perf_counter() + patience
    while time.perf_counter() < deadline:
        still, took = page.evaluate("[(performance.now() - __bench.last) / 1000, (__bench.last - __bench.from) / 1000]")
        if still > QUIET and took > 0:
            return float(took)
        page.wait_for_timeout(30)
    raise TimeoutError("the page never settled")


def measure(browser: Browser, name: str, script: Path, home: Path, address: str, **environment: str) -> Run:
    """Start STARTS times and wait for the first map; then change the governorate filter CHANGES times."""
    first = statistics.median(_cold(browser, script, home, address, **environment) for _ in range(STARTS))
    with serving(script, home, **environment) as (port, _started, process):
        proxy = CountingProxy(port)  # only for the changes: it takes part of the two cores
        page = _opened(browser, proxy.port, address)
        _first_map(page)
        page.wait_for_timeout(2500)
        box = page.get_by_test_id("stMultiSelect").first
        took, sent = [], []
        for turn in range(CHANGES + 4):
            before = proxy.received
            seconds = _change(page, box, turn)
            if turn >= 4:  # the first ones warm every cache and code path of a real session
                took.append(seconds)
                sent.append(proxy.received - before)
        memory = _memory(process.pid)
        page.context.close()
    return Run(name, first, took, statistics.median(sent), memory)


def _cold(browser: Browser, script: Path, home: Path, address: str, **environment: str) -> float:
    """Seconds from the start of the server's process to the first map in a browser that has seen nothing yet."""
    with serving(script, home, **environment) as (port, started, _process):
        page = _opened(browser, port, address)
        seconds = _first_map(page) - started
        page.context.close()
    return seconds


def _opened(browser: Browser, port: int, address: str) -> Page:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(path=HERE / "watch.js")
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{port}/{address}")
    return page


def _first_map(page: Page) -> float:
    """When the first shape of a map stood in the page, in seconds of the common clock."""
    page.wait_for_function("window.__bench.map", timeout=120_000)
    return float(page.evaluate("__bench.map")) / 1000


def _change(page: Page, box: Any, turn: int) -> float:
    """Choose a governorate, or take the last one away: what a reader does, one press timed."""
    entry = box.locator("input")
    if turn % 2 == 0:
        entry.fill(("Jendouba", "Mahdia", "Kasserine", "Sidi Bouzid")[turn // 2 % 4])
        page.get_by_role("option").first.wait_for()
        entry.press("ArrowDown")
        page.wait_for_timeout(300)
        entry.press("Enter")
    else:
        entry.press("Backspace")
    return settled(page)


def _memory(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return float("nan")


def _leaflet(static: Path) -> None:
    """Leaflet for the plain app, so that it draws without a network too."""
    package = Path(importlib.import_module("xstatic.pkg.leaflet").BASE_DIR)
    shutil.copytree(package, static / "leaflet", ignore=shutil.ignore_patterns("*.py", "__pycache__"))


def _told(run: Run) -> dict[str, Any]:
    ordered = sorted(run.changes)
    return {
        "": run.name,
        "first map median s": round(run.first_map, 2),
        "change median s": round(statistics.median(ordered), 3),
        "change p95 s": round(ordered[int(0.95 * (len(ordered) - 1))], 3),
        "worst s": round(ordered[-1], 3),
        "kB per change": round(run.bytes_per_change / 1000, 1),
        "memory MB": round(run.memory),
    }


def main() -> None:
    """Print one table; --json FILE keeps it."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--only", default="")
    arguments = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        shipped, large = Path(folder) / "shipped", Path(folder) / "million"
        started = time.perf_counter()
        made = {**os.environ, "ESS_DATA": str(shipped)}
        subprocess.run([sys.executable, "-m", "data.build"], cwd=ROOT, env=made, check=True, stdout=subprocess.DEVNULL)
        print(f"store built from nothing in {time.perf_counter() - started:.1f} s")
        million(large, next((shipped / "store").glob("ess-*.duckdb")))
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        plain = Path(folder) / "plain_app.py"
        plain.write_text((HERE / "plain_app.py").read_text(encoding="utf-8"), encoding="utf-8")
        _leaflet(Path(folder) / "static")
        app = ROOT / "app.py"
        for name, script, home, address, environment in (
            ("atlas, shipped data", app, shipped, "carte", {}),
            ("atlas, shipped data, no gc.freeze", app, shipped, "carte", {"ESS_FREEZE": "0"}),
            ("atlas, a million rows", app, large, "carte", {}),
            ("plain folium, shipped data", plain, shipped, "", {"STREAMLIT_SERVER_ENABLE_STATIC_SERVING": "true"}),
        ):
            if arguments.only in name:
                run = measure(browser, name, script, home, address, **environment)
                rows.append(_told(run))
                print(json.dumps(rows[-1], ensure_ascii=False), flush=True)
        browser.close()
    if arguments.json:
        arguments.json.write_text(json.dumps(rows, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
