"""Small maps: a few kB of codes and numbers, each delegation once, seats where they are."""

import re

from geo.outlines import delegation_codes, rings
from ui.small_maps import WIDTH, _plan, drawn


def test_each_delegation_is_drawn_once_in_the_colour_of_its_class() -> None:
    classes = {code: "far" if code[:2] == "22" else "near" for code in delegation_codes()}
    picture = drawn(classes, {"near": "#111111", "far": "#eeeeee"}, [(9.0, 35.0, "#0072b2")])
    assert len(picture.encode()) < 8_000
    assert picture.count("<path ") == 2
    assert picture.count("M") == sum(len(parts) for parts in rings().values())
    assert set(_plan().paths) == set(delegation_codes())
    assert all(_plan().paths.values()), "even Ezzouhour, 7 square kilometres, has an outline"


def test_a_place_is_in_the_drawing_and_north_is_up() -> None:
    plan = _plan()
    xs, ys = zip(*(plan.at(lon, lat) for lon, lat in ((8.2, 37.0), (11.1, 35.3), (9.2, 34.3))), strict=True)
    assert all(-10 <= x <= WIDTH + 10 for x in xs)
    assert ys[0] < ys[1] < ys[2]
    [numbers] = re.findall(r'viewBox="([^"]+)"', drawn({}, {}, []))
    assert numbers == f"-4 -4 {WIDTH + 8} {plan.height + 8}"
