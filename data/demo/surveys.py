"""Where the demonstration says that somebody went and looked."""

from datetime import date, timedelta

from data.demo.holes import (
    LINKS_NOT_SURVEYED,
    NOT_SURVEYED,
    PARTLY_SURVEYED,
    SURVEYED_BY_CHAIN,
    SURVEYED_BY_FUNCTION,
)
from data.demo.marks import Row, marked
from data.demo.territory import Place

FIRST_DAY = date(2026, 2, 2)


def survey_rows(world: list[Place]) -> list[Row]:
    """Return the rows of `survey`; delegations in `NOT_SURVEYED` have none."""
    rows = []
    for rank, place in enumerate(world):
        if place.code not in NOT_SURVEYED:
            rows += _of_place(place.code, FIRST_DAY + timedelta(days=3 * rank))
    return rows


def _of_place(code: str, day: date) -> list[Row]:
    status = "partly" if code in PARTLY_SURVEYED else "surveyed"
    found: list[tuple[str, str | None, str | None, str]] = []
    for chain in SURVEYED_BY_CHAIN.get(code, ()):
        found.append(("enterprises", None, chain, "surveyed"))
    found.append(("enterprises", None, None, status))
    functions = SURVEYED_BY_FUNCTION.get(code)
    if functions:
        found += [("services", function, None, state) for function, state in functions.items()]
    else:
        found.append(("services", None, None, status))
    found.append(("links", None, None, "not" if code in LINKS_NOT_SURVEYED else status))
    return [_row(code, day, *what) for what in found]


def _row(code: str, day: date, topic: str, function: str | None, chain: str | None, status: str) -> Row:
    row = {
        "delegation": code,
        "topic": topic,
        "function": function,
        "chain": chain,
        "status": status,
        "surveyed_on": day,
    }
    return marked(row, "-".join(["demo-survey", code, topic, function or chain or "all"]))
