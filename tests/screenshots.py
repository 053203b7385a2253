"""make screenshots: every page at 1280 px and 390 px, in three languages, into the git-ignored folder screenshots/."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import ROOT, chromium, free_port, wait_until_up
from ui.server import SLUGS
from words.translate import LANGUAGES

FOLDER = ROOT / "screenshots"
WIDTHS = {1280: 900, 390: 844}
TALLEST = 6000


def main() -> None:
    """Start the atlas on the demonstration and take them all."""
    FOLDER.mkdir(exist_ok=True)
    port = free_port()
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        options = ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"]
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), *options],
            cwd=ROOT,
            env={**os.environ, "ESS_DATA": os.environ.get("ESS_DATA", home)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_until_up(f"http://127.0.0.1:{port}", process)
            browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
            for slug in ["", *sorted(SLUGS)]:
                for language in LANGUAGES:
                    for width, height in WIDTHS.items():
                        page = browser.new_page(viewport={"width": width, "height": height})
                        page.goto(f"http://127.0.0.1:{port}/{slug}?lang={language}")
                        take(page, FOLDER / f"{slug or 'accueil'}-{language}-{width}.png", width)
                        page.close()
        finally:
            process.terminate()
            process.wait(20)


def take(page: Page, path: Path, width: int) -> None:
    """The whole page, however tall, once it has settled."""
    page.locator(".question").wait_for(timeout=60_000)
    page.wait_for_function(
        "!document.querySelector('[data-testid=stStatusWidget], [data-testid=stSkeleton]')", timeout=60_000
    )
    page.wait_for_timeout(400)
    if page.locator("iframe").count():
        page.frame_locator("iframe").first.locator("path.leaflet-interactive").first.wait_for(timeout=60_000)
    page.wait_for_timeout(800)
    tall = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": width, "height": min(tall, TALLEST)})
    page.wait_for_timeout(800)
    page.screenshot(path=path)
    print(path.relative_to(ROOT), flush=True)


if __name__ == "__main__":
    main()
