"""The map: the territory lies in one static script; a change sends classes and labels only, a few kB."""

import hashlib
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import folium
import streamlit as st
from jinja2 import Template
from streamlit_folium import st_folium

from geo.outlines import delegation_codes
from ui.assets import atlas_name
from ui.map_message import HEIGHT, in_places, message, script
from ui.shapes import Points, Shape, Sites
from ui.tiles import tiles

INSTANT, BEGUN = 0.15, "map_begun"  # seconds
STATIC = "../../app/static/"  # seen from the frame of the component


@dataclass(frozen=True)
class Clicked:
    """What was clicked: `kind` is "delegation", "site" or the kind of a points layer."""

    kind: str
    code: str


class _Base(folium.Map):
    """The frame of the map: Leaflet and the atlas script from static/, nothing from elsewhere."""

    _template = Template(
        "{% macro header(this, kwargs) %}{% endmacro %}{% macro html(this, kwargs) %}{% endmacro %}"
        '{% macro script(this, kwargs) %}var {{ this.get_name() }} = Atlas.start("{{ this.get_name() }}", '
        "{{ this.start }});{% endmacro %}"
    )

    def __init__(self, language: str, labels: str, panels: bool, height: int) -> None:
        super().__init__(location=(35.6, 9.6), tiles=None)
        self.default_css: list[tuple[str, str]] = []
        self.default_js = [("atlas", STATIC + atlas_name())]
        online = {"tiles": found} if (found := tiles()) else {}
        self.start = script({"language": language, "labels": labels, "panels": panels, "height": height} | online)

    def render(self, **kwargs: Any) -> str:
        """Nothing to prepare: folium would compile a template per link, 4 ms at every change."""
        return ""


class _Painted(folium.FeatureGroup):
    """What changes: one message for the atlas script."""

    _template = Template(
        "{% macro script(this, kwargs) %}var {{ this.get_name() }} = Atlas.paint({{ this.message }});{% endmacro %}"
    )

    def __init__(self, message: str) -> None:
        super().__init__()
        self.message = message

    def render(self, **kwargs: Any) -> str:
        """Nothing to prepare: the script macro says all."""
        return ""


def show_map(
    shapes: Iterable[Shape],
    *,
    key: str,
    language: str,
    labels: str = "",
    selected: Iterable[str] = (),
    panels: bool = False,
    height: int = HEIGHT,
    on_click: Callable[[Clicked], None] | None = None,
) -> Clicked | None:
    """Draw the map and return what was clicked since the last run, once.

    `labels`: "fr", "ar" or "both", by default the reader's script. `selected`: delegation codes. `on_click` is called
    before the run that the click causes, so that what it changes is drawn in that same run.
    """
    shapes = tuple(shapes)
    content = message(shapes, selected=selected, height=height)
    version = hashlib.sha256(script(content).encode()).hexdigest()[:12]
    labels = labels or ("ar" if language == "ar" else "fr")
    points = [(shape.kind, point.code) for shape in shapes if isinstance(shape, Points) for point in in_places(shape)]
    sites = [site.code for shape in shapes if isinstance(shape, Sites) for site in shape.sites]
    drawn = st.session_state.setdefault(f"{key}.drawn", {})
    name = f"{key}.map"

    def clicked() -> Clicked | None:
        """The click that is new, against what was on the map when it was made."""
        value = (st.session_state.get(name) or {}).get("last_active_drawing") or {}
        if not isinstance(value, dict) or not value or value.get("at") == drawn.get("seen"):
            return None
        drawn["seen"] = value.get("at")
        return _understood(value, drawn)

    def before_run() -> None:
        found = clicked()
        drawn["clicked"] = found
        if found and on_click:
            on_click(found)

    found = drawn.pop("clicked", None)
    drawn.update(version=version, points=points, sites=sites)
    st_folium(
        _Base(language, labels, panels, height),
        key=name,
        height=height,
        use_container_width=True,
        returned_objects=["last_active_drawing"],
        feature_group_to_add=_Painted(script({**content, "version": version})),
        on_change=before_run,
    )
    return found if isinstance(found, Clicked) else None


def begin_with_map() -> None:
    """Once a session, after the map: an instant without news, in which a browser begins the map instead of the rest."""
    if BEGUN not in st.session_state:
        st.session_state[BEGUN] = True
        time.sleep(INSTANT)


def _understood(value: Mapping[str, Any], drawn: Mapping[str, Any]) -> Clicked | None:
    """A click as sent by the browser, checked against what was drawn; None for anything else."""
    kind, code = value.get("kind"), value.get("code")
    if kind == "delegation" and code in delegation_codes():
        return Clicked("delegation", str(code))
    if kind == "site" and isinstance(code, str) and code.isdecimal() and int(code) < len(drawn.get("sites", ())):
        return Clicked("site", drawn["sites"][int(code)])
    points = drawn.get("points", ())
    if (
        kind == "point"
        and type(code) is int
        and 0 <= code < len(points)
        and value.get("version") == drawn.get("version")
    ):
        return Clicked(*points[code])
    return None
