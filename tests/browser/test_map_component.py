"""The map in a real browser: drawn without a network, repainted in place, clicked, harmless."""

import base64
import json
import math
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Page, expect

SCRIPT = Path(__file__).parent / "map_app.py"
MAIN = "path[data-class]"


@pytest.fixture(scope="module")
def address(start_server: Callable[..., str]) -> str:
    return start_server(SCRIPT)


def drawn(page: Page) -> FrameLocator:
    frame = page.frame_locator("iframe")
    frame.locator("body[data-painted]").wait_for(state="attached")
    return frame


def painted(frame: FrameLocator) -> str:
    return frame.locator("body").get_attribute("data-painted") or ""


def advance(page: Page, frame: FrameLocator) -> None:
    before = painted(frame)
    page.get_by_role("button", name="next").click()
    expect(frame.locator("body")).not_to_have_attribute("data-painted", before)


def test_all_delegations_are_drawn_and_nothing_is_asked_of_the_network(
    address: str, open_page: Callable[..., Page], outside: list[str]
) -> None:
    frame = drawn(open_page(address))
    whole = frame.locator(".atlas-view:not(.atlas-inset)").first
    expect(whole.locator(f"> .leaflet-container > .leaflet-map-pane {MAIN}")).to_have_count(45)
    assert outside == []


def test_a_click_returns_the_delegation_before_the_run_it_causes(address: str, open_page: Callable[..., Page]) -> None:
    page = open_page(address)
    frame = drawn(page)
    expect(page.get_by_text("runs=1 now=None")).to_be_visible()
    frame.locator("path[data-code='4361']").first.click(force=True)
    expect(page.get_by_text("runs=2 now=Clicked(kind='delegation', code='4361')")).to_be_visible()
    expect(page.get_by_text("picked=4361")).to_be_visible()
    frame.locator("path[data-code='4361']").first.click(force=True)
    expect(page.get_by_text(re.compile("^picked=$"))).to_be_visible()
    expect(page.get_by_text(re.compile("^runs=3"))).to_be_visible()
    page.get_by_role("button", name="next").click()
    expect(page.get_by_text("runs=4 now=None")).to_be_visible()


def test_the_keyboard_reaches_a_delegation(address: str, open_page: Callable[..., Page]) -> None:
    page = open_page(address)
    frame = drawn(page)
    expect(frame.locator("path[tabindex='0']")).to_have_count(1)
    frame.locator("path[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_text("last=delegation 2252")).to_be_visible()


@pytest.mark.parametrize("changes", [50, pytest.param(1000, marks=pytest.mark.soak)])
def test_changes_leave_no_layers_behind(changes: int, address: str, open_page: Callable[..., Page]) -> None:
    page = open_page(address)
    frame = drawn(page)
    layers, elements = "Object.keys(window.map._layers).length", "document.querySelectorAll('path').length"
    count = f"[window.feature_group.length, {layers}, {elements}]"
    before = frame.locator("body").evaluate(count)
    shape = frame.locator("path[data-code='2251']").first.element_handle()
    for _ in range(changes):
        advance(page, frame)
    assert frame.locator("body").evaluate(count) == before
    assert before[0] == 1
    assert shape is not None and shape.evaluate("element => element.isConnected"), "shapes are repainted, not redrawn"


def test_a_change_sends_a_few_kilobytes(address: str, open_page: Callable[..., Page]) -> None:
    page = open_page("about:blank")
    received: list[int] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: received.append(len(frame))))
    page.goto(address)
    frame = drawn(page)
    expect(page.get_by_text("runs=1 now=None")).to_be_visible()
    received.clear()
    advance(page, frame)
    expect(page.get_by_text("runs=2 now=None")).to_be_visible()
    assert 1_000 < sum(received) < 8_000, received


def test_a_script_in_a_name_is_shown_as_text(address: str, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{address}/?points=1")
    frame = drawn(page)
    canvas = frame.locator("canvas[data-n='1']").first
    canvas.wait_for(state="attached")
    where = frame.locator("body").evaluate("window.map.latLngToContainerPoint([35.0, 9.4])")
    frame.locator(".leaflet-container").first.hover(position={"x": where["x"], "y": where["y"]}, force=True)
    expect(frame.locator(".atlas-tip").first).to_contain_text("<script>top.hacked=1</script>${top.hacked=1}`${top")
    expect(frame.locator(".atlas-tip").first).to_contain_text("{{ 'a' }}")
    expect(page.locator(".legend h4")).to_contain_text("<img src=x")
    frame.locator(".leaflet-container").first.click(position={"x": where["x"], "y": where["y"]}, force=True)
    expect(page.get_by_text("last=enterprise E1")).to_be_visible()
    assert page.evaluate("window.hacked") is None
    assert frame.locator("img, .atlas-tip script").count() == 0


def test_panels_share_one_scale_on_the_ground(address: str, open_page: Callable[..., Page]) -> None:
    frame = drawn(open_page(f"{address}/?panels=1"))
    panels = frame.locator(".atlas-grid > .atlas-view")
    expect(panels).to_have_count(3)
    codes = set(frame.locator(MAIN).evaluate_all("all => all.map(one => one.dataset.code)"))
    assert len(codes) == 45
    bars = panels.locator("> .leaflet-container > .leaflet-control-container .leaflet-control-scale-line")
    words, widths = bars.all_inner_texts(), bars.evaluate_all("all => all.map(one => one.offsetWidth)")
    assert len(set(words)) == 1 and max(widths) - min(widths) <= 2, (words, widths)
    expect(frame.locator(".atlas-inset path[data-class][data-code='4253']")).to_have_count(1)


def test_arabic_map_speaks_arabic(address: str, open_page: Callable[..., Page]) -> None:
    frame = drawn(open_page(f"{address}/?lang=ar"))
    expect(frame.locator(".atlas-name.governorate", has_text="القصرين")).to_be_visible()
    frame.locator("path[data-code='4361']").first.hover(force=True)
    expect(frame.locator(".atlas-tip[dir=rtl] b").first).to_have_text("الرقاب")
    assert frame.locator(".leaflet-control-zoom-in").get_attribute("title") == "تكبير"


def test_names_do_not_overlap(address: str, open_page: Callable[..., Page]) -> None:
    frame = drawn(open_page(f"{address}/?panels=1&labels=both"))
    boxes = frame.locator(".atlas-grid > .atlas-view:last-child > .leaflet-container .atlas-name").evaluate_all(
        "all => all.map(one => { const b = one.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; })"
    )
    assert len(boxes) > 8
    for i, one in enumerate(boxes):
        for other in boxes[:i]:
            apart = one[0] >= other[2] - 2 or other[0] >= one[2] - 2 or one[1] >= other[3] - 2 or other[1] >= one[3] - 2
            assert apart, json.dumps([one, other])


def test_a_phone_scrolls_past_the_map(address: str, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{address}/?panels=1", width=390, height=700)
    frame = drawn(page)
    zoom = frame.locator("body").evaluate("window.map.getZoom()")
    frame.locator(".leaflet-container").first.hover(force=True, position={"x": 60, "y": 60})
    page.mouse.wheel(0, 200)
    page.wait_for_function("document.querySelector('[data-testid=stMain]').scrollTop > 50")
    assert frame.locator("body").evaluate("window.map.getZoom()") == zoom
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert frame.locator("html").evaluate("html => html.scrollWidth <= html.clientWidth")


def test_a_dragged_map_keeps_its_view_when_repainted(address: str, open_page: Callable[..., Page]) -> None:
    page = open_page(address)
    frame = drawn(page)
    frame.locator(".leaflet-control-zoom-in").click()
    zoom = frame.locator("body").evaluate("window.map.getZoom()")
    advance(page, frame)
    assert frame.locator("body").evaluate("window.map.getZoom()") == zoom
    assert frame.locator(".atlas-name.delegation").count() > 0


def test_a_reach_of_40_km_is_40_km_on_the_ground(address: str, open_page: Callable[..., Page]) -> None:
    frame = drawn(open_page(f"{address}/?ring=1"))
    box = frame.locator("path[stroke-dasharray='6 4']").first.evaluate(
        "path => { const b = path.getBBox(); return [b.width, b.height]; }"
    )
    zoom = frame.locator("body").evaluate("window.map.getZoom()")
    metres_per_pixel = math.cos(math.radians(34.9)) * 2 * math.pi * 6_371_000 / (256 * 2**zoom)
    for size in box:
        assert size / 2 * metres_per_pixel == pytest.approx(40_000, rel=0.02)


TILE = (  # one transparent point
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


@pytest.fixture(scope="module")
def tiled(start_server: Callable[..., str]) -> str:
    return start_server(SCRIPT, ESS_TILES="https://tiles.example/{z}/{x}/{y}.png", ESS_TILES_CREDIT="© <b>Exemple</b>")


def test_an_online_base_map_lies_under_the_areas_and_is_credited(tiled: str, open_page: Callable[..., Page]) -> None:
    page = open_page("about:blank")
    page.route(
        "https://tiles.example/**", lambda route: route.fulfill(body=base64.b64decode(TILE), content_type="image/png")
    )
    page.goto(tiled)
    frame = drawn(page)
    expect(frame.locator(".atlas-credit")).to_have_text(re.compile("RIATE.* · © <b>Exemple</b>$"))
    expect(frame.locator(".leaflet-tiles-pane img").first).to_be_attached()


def test_one_that_cannot_be_reached_leaves_the_map_as_it_is(
    tiled: str, open_page: Callable[..., Page], outside: list[str]
) -> None:
    page = open_page(tiled)
    frame = drawn(page)
    expect(frame.locator(".leaflet-tiles-pane img")).to_have_count(0)
    assert outside and all(asked.startswith("https://tiles.example/") for asked in outside)
    expect(frame.locator(".atlas-credit")).not_to_contain_text("Exemple")
    assert frame.locator(".leaflet-areas-pane").first.evaluate("pane => pane.style.opacity") == ""
