"""The 45 delegations as a small drawing of a few kB, for several side by side: no script, no text, one scale."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from geo.outlines import Ring, rings, vertices

WIDTH = 360  # of the drawing, in its own units
MIDDLE = math.radians(35.6)  # latitude at which a degree east is as long on the drawing as on the ground
NO_CLASS = "#ffffff"


@dataclass(frozen=True)
class Plan:
    """Code -> path; west and north edge in degrees, units per degree of latitude, height in units."""

    paths: Mapping[str, str]
    west: float
    north: float
    scale: float
    height: int

    def at(self, lon: float, lat: float) -> tuple[int, int]:
        """A place in whole units of the drawing."""
        return round((lon - self.west) * math.cos(MIDDLE) * self.scale), round((self.north - lat) * self.scale)


def drawn(classes: Mapping[str, str], fills: Mapping[str, str], seats: Sequence[tuple[float, float, str]]) -> str:
    """The SVG of one map: delegations by class, seats as dots (lon, lat, colour). Codes and numbers, no user text."""
    plan = _plan()
    by_class: dict[str, list[str]] = {}
    for code, path in plan.paths.items():
        by_class.setdefault(classes.get(code, ""), []).append(path)
    areas = "".join(
        f'<path fill="{fills.get(key, NO_CLASS)}" d="{"".join(paths)}"/>' for key, paths in by_class.items()
    )
    places = ((*plan.at(lon, lat), color) for lon, lat, color in seats)
    dots = "".join(f'<circle cx="{x}" cy="{y}" r="8" fill="{color}"/>' for x, y, color in places)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 {WIDTH + 8} {plan.height + 8}">'
        f'<g stroke="#fff" stroke-width="1" stroke-linejoin="round">{areas}</g>'
        f'<g stroke="#fff" stroke-width="2.5">{dots}</g></svg>'
    )


@cache
def _plan() -> Plan:
    every = [vertex for parts in rings().values() for ring in parts for vertex in vertices(ring)]
    left, right = (side(lon for lon, _ in every) for side in (min, max))
    bottom, top = (side(lat for _, lat in every) for side in (min, max))
    scale = WIDTH / ((right - left) * math.cos(MIDDLE))
    plan = Plan({}, left, top, scale, round((top - bottom) * scale))
    paths = {code: "".join(_path(plan, ring) for ring in parts) for code, parts in rings().items()}
    return replace(plan, paths=paths)


def _path(plan: Plan, ring: Ring) -> str:
    """Steps between whole units; vertices that fall on the one before are left out."""
    (x, y), *rest = dict.fromkeys(plan.at(lon, lat) for lon, lat in vertices(ring))
    start, steps = f"M{x},{y}l", []
    for next_x, next_y in rest:
        steps.append(f"{next_x - x},{next_y - y}")
        x, y = next_x, next_y
    return f"{start}{' '.join(steps)}z" if steps else ""
