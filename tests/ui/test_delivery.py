"""The first page and its scripts: whole, small, kept by the browser; everything else passes untouched."""

import gzip
import re
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from ui import delivery
from ui.assets import STATIC, atlas_name, prepare_static, style_name


@pytest.fixture(scope="module")
def client() -> TestClient:
    prepare_static()
    delivery.compress_scripts()
    behind = Starlette(routes=[Route("/{path:path}", lambda request: PlainTextResponse("behind"))])
    return TestClient(delivery.Delivery(behind, pages=frozenset({"carte"})))


@pytest.mark.parametrize("address", ["/", "/carte", "/carte/", "/carte?chains=OLIV"])
def test_a_page_is_ours_with_our_name_and_style(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert "<title>Atlas ESS</title>" in answer.text
    assert f"app/static/{style_name()}" in answer.text
    assert answer.headers["cache-control"] == "no-cache"


def test_every_file_the_page_asks_for_exists_and_none_is_elsewhere(client: TestClient) -> None:
    page = client.get("/").text
    asked = re.findall(r'(?:src|href)="(?!#)([^"]+)"', page)
    assert all(link.startswith("./") for link in asked)
    scripts = [link for link in asked if link.startswith("./static/js/")]
    assert len(scripts) > 60
    for link in scripts:
        answer = client.get(link.removeprefix("."))
        assert answer.headers["content-encoding"] == "gzip" and "immutable" in answer.headers["cache-control"]
        assert len(answer.content) == (delivery._streamlit() / link.removeprefix("./")).stat().st_size
    for name in (atlas_name(), style_name(), "icon.svg"):
        assert (STATIC / name).exists()


@pytest.mark.parametrize(
    "address", ["/ecarts", "/_stcore/health", "/static/js/none.js", "/static/js/../../x", "/media/a"]
)
def test_what_is_not_ours_passes(client: TestClient, address: str) -> None:
    assert client.get(address).text == "behind"


def test_a_browser_without_compression_is_left_to_streamlit(client: TestClient) -> None:
    name = next(delivery.SMALL.glob("index.*.js.gz")).name.removesuffix(".gz")
    assert client.get(f"/static/js/{name}", headers={"accept-encoding": "identity"}).text == "behind"
    assert client.get(f"/static/js/{name}").text != "behind"


def test_our_own_files_are_kept_a_year_when_their_name_tells_their_content(client: TestClient) -> None:
    assert "immutable" in client.get(f"/app/static/{atlas_name()}").headers["cache-control"]
    assert client.get("/app/static/fonts/x.ttf").headers["cache-control"] == delivery.DAY


def test_scripts_of_another_version_go(tmp_path: Path) -> None:
    folder = delivery.compress_scripts(tmp_path / "small")
    (folder / "old.123.js.gz").write_bytes(gzip.compress(b"old"))
    before = len(list(folder.glob("*.gz")))
    delivery.compress_scripts(folder)
    assert len(list(folder.glob("*.gz"))) == before - 1
    assert not (folder / "old.123.js.gz").exists()


def test_the_frame_of_the_map_comes_before_any_session(client: TestClient) -> None:
    answer = client.get(f"/component/{delivery.MAP_FRAME}/index.html?streamlitUrl=x")
    assert "<script" in answer.text and answer.text != "behind"
