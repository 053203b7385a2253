"""One to ten hubs on the map: the delegations each seat serves, lines to the seat, the seats."""

import pandas as pd

from analysis.hub_sites import Seats
from queries.filters import Filters
from ui.drawing import need_circles
from ui.hub_fills import FILLS, INK, NOBODY
from ui.hub_shapes import added_shapes, point_note
from ui.hub_words import quantity, seat_name
from ui.hubs import Question, places
from ui.shapes import Areas, Legend, LegendClass, Line, Lines, Shape, Site, Sites
from ui.speech import name_of, t


def site_shapes(question: Question, found: Seats) -> list[Shape]:
    """All that is drawn for one choice of seats."""
    where = places(question.basis, question.added)
    at = {str(code): (float(row["lon"]), float(row["lat"])) for code, row in where.iterrows()}
    seat = {str(code): one for code, one in found.served_by["seat"].items() if isinstance(one, str)}
    lines = tuple(Line(at[code], at[one], INK, 1.2) for code, one in seat.items() if code != one)
    sites = tuple(
        Site(code, *at[code], name_of("delegations", code), t("hubs.seat_of", seat=seat_name(code)), INK)
        for code in found.seats
    )
    circles = need_circles(places(question.basis).reset_index(), Filters())
    shown = [_areas(question, found), circles, Lines(lines, t("hubs.lines")), *added_shapes(question)]
    return [*shown, Sites(sites, t("hubs.seat"))]


def _areas(question: Question, found: Seats) -> Areas:
    served = found.served_by
    names = {code: seat_name(code) for code in found.seats}
    classes = {str(code): seat if isinstance(seat, str) else "none" for code, seat in served["seat"].items()}
    count = pd.Series(classes).value_counts()
    keys = [
        LegendClass(code, names[code], fill, n=int(count.get(code, 0)))
        for code, fill in zip(found.seats, FILLS, strict=False)
    ]
    keys.append(LegendClass("none", t("hubs.not_served"), NOBODY, n=int(count.get("none", 0))))
    labels = {
        code: t("hubs.not_served")
        if seat == "none"
        else t("hubs.place_served", seat=names[seat], km=quantity(served["distance_km"][code], question.unit))
        for code, seat in classes.items()
    }
    return Areas(classes, labels, Legend(t("hubs.map_served"), tuple(keys), (point_note(question),)))
