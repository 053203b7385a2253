"""The map: the territory lies in one static script; a change sends classes and labels only, a few kB."""

import hashlib
import json
import re
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
from ui.shapes import LARGEST_RADIUS, MAX_NAMED, MAX_POINTS, Areas, Circles, Lines, Points, Rings, Shape, Sites
from ui.tiles import tiles

HEIGHT = 580
INSTANT, BEGUN = 0.15, "map_begun"  # seconds
NUMBER = re.compile(r"\d+(?:[ .,\u00a0\u202f]\d+)*")
HOLE = "\u0001"
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
        self.start = _script({"language": language, "labels": labels, "panels": panels, "height": height} | online)

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
    version = hashlib.sha256(_script(content).encode()).hexdigest()[:12]
    labels = labels or ("ar" if language == "ar" else "fr")
    points = [(shape.kind, point.code) for shape in shapes if isinstance(shape, Points) for point in _in_places(shape)]
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
        feature_group_to_add=_Painted(_script({**content, "version": version})),
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


def message(shapes: Iterable[Shape], *, selected: Iterable[str] = (), height: int = HEIGHT) -> dict[str, Any]:
    """What the atlas script needs to repaint, as JSON values; arrays over delegations are in the order of their codes.

    Raises ValueError for two layers of areas, two of circles, or too many points.
    """
    content: dict[str, Any] = {"height": height, "selected": sorted(set(selected) & set(delegation_codes()))}
    for shape in shapes:
        if isinstance(shape, Areas | Circles):
            name = type(shape).__name__.lower()
            if name in content:
                raise ValueError(f"two layers of {name}")
            content[name] = _areas(shape) if isinstance(shape, Areas) else _circles(shape)
        elif isinstance(shape, Rings):
            content.setdefault("rings", []).extend(
                [_deg(one.lon), _deg(one.lat), round(one.km, 2), one.color] for one in shape.rings
            )
        elif isinstance(shape, Lines):
            content.setdefault("lines", []).extend(
                [*map(_deg, one.start), *map(_deg, one.end), one.color, one.width] for one in shape.lines
            )
        elif isinstance(shape, Sites):
            content.setdefault("sites", []).extend(
                [_deg(one.lon), _deg(one.lat), one.name, one.label, one.color] for one in shape.sites
            )
    points = [shape for shape in shapes if isinstance(shape, Points)]
    if points:
        content["points"] = _points(points)
    return content


def _areas(areas: Areas) -> dict[str, Any]:
    keys = [one.key for one in areas.legend.classes]
    return {
        "keys": keys,
        "styles": [[one.fill, one.edge] for one in areas.legend.classes],
        "classes": [keys.index(areas.classes[code]) if code in areas.classes else None for code in delegation_codes()],
        "labels": _packed(areas.labels.get(code, "") if code in areas.classes else "" for code in delegation_codes()),
        "marked": [index for index, code in enumerate(delegation_codes()) if code in areas.marked],
    }


def _circles(circles: Circles) -> dict[str, Any]:
    """A masked value travels as -1: its size is never sent."""
    values = [-1 if code in circles.masked else circles.values.get(code) for code in delegation_codes()]
    return {
        "scale": circles.scale,
        "largest": LARGEST_RADIUS,
        "color": circles.color,
        "values": [None if value is None or value != value else float(f"{value:.4g}") for value in values],
        "labels": _packed(circles.labels.get(code, "") for code in delegation_codes()),
    }


def _packed(labels: Iterable[str]) -> dict[str, list[str]]:
    """Each wording once, then per label "wording|number|..." with the numbers that differ: a third of the bytes."""
    found = [(NUMBER.sub(HOLE, label), NUMBER.findall(label)) for label in (one.replace(HOLE, "") for one in labels)]
    fixed: dict[str, list[str | None]] = {}
    for wording, numbers in found:
        known = fixed.get(wording, numbers)
        fixed[wording] = [one if one == number else None for one, number in zip(known, numbers, strict=True)]
    order = list(fixed)
    wordings = []
    for wording in order:
        parts = wording.split(HOLE)
        filling = [HOLE if one is None else one for one in fixed[wording]]
        wordings.append(parts[0] + "".join(map("".join, zip(filling, parts[1:], strict=True))))
    filled = [
        "|".join(
            [str(order.index(wording)), *(n for n, one in zip(numbers, fixed[wording], strict=True) if one is None)]
        )
        for wording, numbers in found
    ]
    return {"wordings": wordings, "filled": filled}


def _points(layers: list[Points]) -> dict[str, Any]:
    """Points grouped by place: [lon, lat, "aab"], a letter per point for its kind; labels in the same order."""
    total = sum(len(layer.points) for layer in layers)
    if total > MAX_POINTS:
        raise ValueError(f"{total} points: draw an aggregate above {MAX_POINTS}")
    kinds: list[list[str]] = []
    places: list[list[Any]] = []
    for layer in layers:
        letters = {one.key: chr(97 + len(kinds) + rank) for rank, one in enumerate(layer.legend.classes)}
        kinds += [[one.fill, one.mark, one.words] for one in layer.legend.classes]
        for point in _in_places(layer):
            where = [round(point.lon * 1e4), round(point.lat * 1e4)]
            if not places or places[-1][:2] != where:
                places.append([*where, ""])
            places[-1][2] += letters[point.style]
    found: dict[str, Any] = {"kinds": kinds, "places": places}
    if total <= MAX_NAMED:
        found["labels"] = [point.label for layer in layers for point in _in_places(layer)]
    return found


def _in_places(layer: Points) -> list[Any]:
    return sorted(layer.points, key=lambda point: (point.lon, point.lat, point.style))


def _deg(value: float) -> float:
    return round(value, 4)


def _script(value: object) -> str:
    """JSON that stays inert inside a script and that the component's own substitutions leave alone."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&`$'_\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text.replace("{{", "{\\u007b")
