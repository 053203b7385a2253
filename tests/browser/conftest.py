"""A real server and a real Chromium that cannot reach any other host."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
START_SECONDS = 60


def chromium() -> str:
    """Path of the system's Chromium; without one the test is skipped, under CI it fails."""
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    reason = f"no browser on this machine (looked for {', '.join(NAMES)})"
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield found
        found.close()


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait_until_up(url: str, process: subprocess.Popen[bytes]) -> None:
    """Returns when the server answers; raises when it has ended or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, "the server ended by itself"
        try:
            with urlopen(f"{url}/_stcore/health", timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.05)
    raise TimeoutError(url)


@pytest.fixture(scope="session")
def start_server(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """start_server(script=app.py, **environment) -> address of a server of its own, ended with the session.

    The user's data are kept apart: ESS_DATA is an empty folder unless given. A script other than app.py runs as a copy
    in that folder, so that the static files it prepares stay out of the source tree.
    """
    running: list[subprocess.Popen[bytes]] = []

    def start(script: Path = ROOT / "app.py", **environment: str) -> str:
        port = free_port()
        home = environment.pop("ESS_DATA", "") or str(tmp_path_factory.mktemp("data"))
        if script.parent != ROOT:
            script = Path(shutil.copy(script, home))
        settings = {**os.environ, "PYTHONPATH": str(ROOT), "ESS_DATA": home, **environment}
        options = ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"]
        with (Path(home) / "server.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "streamlit", "run", str(script), *options],
                cwd=ROOT,
                env=settings,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        running.append(process)
        url = f"http://127.0.0.1:{port}"
        wait_until_up(url, process)
        return url

    yield start
    for process in running:
        process.terminate()
    for process in running:
        process.wait(timeout=20)


@pytest.fixture
def outside() -> list[str]:
    """Addresses outside the server that a page asked for."""
    return []


@pytest.fixture
def open_page(browser: Browser, outside: list[str]) -> Iterator[Callable[..., Page]]:
    """open_page(url, width=1280, height=900, **context) -> a page in a context of its own, other hosts blocked."""
    contexts = []

    def guard(route: Route) -> None:
        if route.request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    def start(url: str, width: int = 1280, height: int = 900, **context: object) -> Page:
        made = browser.new_context(viewport={"width": width, "height": height}, **context)  # type: ignore[arg-type]
        contexts.append(made)
        made.route("**/*", guard)
        page = made.new_page()
        page.set_default_timeout(20_000)
        page.goto(url)
        return page

    yield start
    for made in contexts:
        made.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
