"""The hubs on the map: the delegations each seat serves, lines to the seat, the reach, the seats."""

from collections import Counter

import pandas as pd

from analysis.hubs import OWN
from geo import added
from queries.filters import Filters
from ui.drawing import need_circles
from ui.hub_words import km, quantity, seat_name
from ui.hubs import Question, places, served_places
from ui.shapes import Areas, Legend, LegendClass, Line, Lines, Point, Points, Ring, Rings, Shape, Site, Sites
from ui.speech import language, name_of, t
from words.translate import number

FILLS = {"a": "#a9cdea", "b": "#f5cf98", "none": "#fffdf7"}
COLORS = {"a": "#0072b2", "b": "#b45309"}


def hub_shapes(question: Question, pair: pd.Series, position: int) -> list[Shape]:
    """All that is drawn for one pair of seats."""
    where = places(question.basis, question.added)
    at = _points(where)
    served = served_places(question, position).set_index("delegation")
    seats = {"a": pair["seat_a"], "b": pair["seat_b"]}
    names = {code: name for name, code in seats.items()}
    side = {str(code): names.get(seat, "none") for code, seat in served["seat"].items()}
    areas = _areas(question, served, side, seats)
    circles = need_circles(places(question.basis).reset_index(), Filters())
    lines = tuple(
        Line(at[code], at[seats[name]], COLORS[name], 1.4)
        for code, name in side.items()
        if name != "none" and code != seats[name]
    )
    shapes: list[Shape] = [areas, circles, Lines(lines, t("hubs.lines"))]
    # Where the reach serves nobody, or is not a straight line, a circle would mislead.
    if question.rules.area != OWN and question.straight:
        shapes.append(_rings(question, at, seats))
    sites = tuple(
        Site(code, *at[code], name_of("delegations", code), t("hubs.seat_of", seat=seat_name(code)), COLORS[name])
        for name, code in seats.items()
    )
    return [*shapes, *added_shapes(question), Sites(sites, t("hubs.seat"))]


def added_shapes(question: Question) -> list[Shape]:
    """The places the reader added, whether or not they are seats."""
    read = [place for place in map(added.read, question.added) if place]
    points = [Point(one.lon, one.lat, "added", seat_name(one.code), one.code) for one in read]
    row = LegendClass("added", t("hubs.added_map"), "#7c3aed", mark="square")
    return [Points("added_place", points, Legend(t("hubs.added"), (row,)))] if points else []


def point_note(question: Question) -> str:
    """Between what distances are measured, and why no circle is drawn where there might be one."""
    words = [t("hubs.point_note")]
    words += [t("hubs.no_circles")] if question.rules.area != OWN and not question.straight else []
    return " ".join(words)


def _points(where: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """Code -> (lon, lat)."""
    codes = [str(code) for code in where.index]
    return dict(zip(codes, zip(where["lon"].tolist(), where["lat"].tolist(), strict=True), strict=True))


def _areas(question: Question, served: pd.DataFrame, side: dict[str, str], seats: dict[str, str]) -> Areas:
    count = Counter(side.values())
    distance = served["distance_km"].to_dict()
    words = {name: seat_name(code) for name, code in seats.items()} | {"none": t("hubs.not_served")}
    classes = tuple(LegendClass(name, words[name], FILLS[name], n=count[name]) for name in ("a", "b", "none"))
    labels = {
        code: t("hubs.not_served")
        if name == "none"
        else t("hubs.place_served", seat=words[name], km=quantity(distance[code], question.unit))
        for code, name in side.items()
    }
    return Areas(side, labels, Legend(t("hubs.map_served"), classes, (point_note(question),)))


def _rings(question: Question, at: dict[str, tuple[float, float]], seats: dict[str, str]) -> Rings:
    """True metres on the ground: the reach is travelled, the circle is in a straight line."""
    radius = question.rules.reach_km / question.circuity
    rings = tuple(Ring(*at[code], radius, COLORS[name]) for name, code in seats.items())
    factor = number(question.circuity, language(), 2)
    return Rings(rings, t("hubs.rings", reach=question.rules.reach_km, radius=km(radius), factor=factor))
