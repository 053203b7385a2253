"""The message a map is repainted with: shapes as the least JSON the atlas script needs."""

import json
import re
from collections.abc import Iterable
from typing import Any

from geo.outlines import delegation_codes
from ui.shapes import LARGEST_RADIUS, MAX_NAMED, MAX_POINTS, Areas, Circles, Lines, Points, Rings, Shape, Sites

HEIGHT = 580
NUMBER = re.compile(r"\d+(?:[ .,\u00a0\u202f]\d+)*")
HOLE = "\u0001"


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
        for point in in_places(layer):
            where = [round(point.lon * 1e4), round(point.lat * 1e4)]
            if not places or places[-1][:2] != where:
                places.append([*where, ""])
            places[-1][2] += letters[point.style]
    found: dict[str, Any] = {"kinds": kinds, "places": places}
    if total <= MAX_NAMED:
        found["labels"] = [point.label for layer in layers for point in in_places(layer)]
    return found


def in_places(layer: Points) -> list[Any]:
    """The points of a layer, those of one place together."""
    return sorted(layer.points, key=lambda point: (point.lon, point.lat, point.style))


def _deg(value: float) -> float:
    return round(value, 4)


def script(value: object) -> str:
    """JSON that stays inert inside a script and that the component's own substitutions leave alone."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&`$'_\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text.replace("{{", "{\\u007b")
