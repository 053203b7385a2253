"""Candidate seats that a reader adds: a name and a point, told by one code that a link or a file can hold.

The code is `<delegation>_<lon>_<lat>_<name>`, both in ten-thousandths of a degree (11 m): whoever reads a code has the
place, wherever it comes from. Of a name only letters, figures, blanks and ' - . ( ) stay, so that it can harm nothing.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from words.problem import Problem, ProblemError

MOST = 10
LONGEST_NAME = 40
SCALE = 10_000
PATTERN = re.compile(r"(\d{4})_(\d{5,6})_(\d{6})_([^_,]{1,40})")
KEPT = " '’-.()"


@dataclass(frozen=True)
class Place:
    """One added place: the delegation it lies in, its point in degrees, its name as typed."""

    code: str
    delegation: str
    lon: float
    lat: float
    name: str


def read(code: object) -> Place | None:
    """The place behind a code; None for anything else, a delegation's code included."""
    found = PATTERN.fullmatch(code) if isinstance(code, str) else None
    if found is None or tidy(found[4]) != found[4]:
        return None
    return Place(found[0], found[1], int(found[2]) / SCALE, int(found[3]) / SCALE, found[4])


def home(code: str) -> str:
    """The delegation a seat lies in: its own code for a delegation."""
    place = read(code)
    return place.delegation if place else code


def tidy(name: str) -> str:
    """A name with nothing in it but letters, figures and KEPT, at most LONGEST_NAME long."""
    kept = "".join(letter if letter in KEPT or unicodedata.category(letter)[0] in "LMN" else " " for letter in name)
    return " ".join(kept.split()).lstrip("-. ")[:LONGEST_NAME].strip()


def added(name: str, lon: str, lat: str, present: Collection[str] = ()) -> str:
    """The code of a new place. Raises ProblemError with what is wrong and what to do."""
    if len(present) >= MOST:
        raise ProblemError(Problem("added_too_many", {"most": MOST}))
    kept = tidy(name)
    if not kept:
        raise ProblemError(Problem("added_no_name"))
    x, y = (round(_degrees(text), 4) for text in (lon, lat))
    from geo.points import delegations_at  # the geometry library: only for those who add a place

    delegation = delegations_at([x], [y])[0]
    if delegation is None:
        raise ProblemError(Problem("added_outside", {"lon": f"{x:g}", "lat": f"{y:g}"}))
    code = f"{delegation}_{round(x * SCALE):05d}_{round(y * SCALE)}_{kept}"
    for place in filter(None, map(read, present)):
        if place.name.casefold() == kept.casefold():
            raise ProblemError(Problem("added_same_name", {"name": place.name}))
        if code.split("_")[1:3] == place.code.split("_")[1:3]:
            raise ProblemError(Problem("added_same_point", {"name": place.name}))
    return code


def _degrees(text: str) -> float:
    """Decimal degrees, with a point or a French comma."""
    written = text.strip().rstrip("°").replace(",", ".")
    if not re.fullmatch(r"[+-]?\d{1,3}(\.\d{1,12})?", written, re.ASCII):
        raise ProblemError(Problem("added_bad_number", {"value": text.strip()[:20]}))
    return float(written)


def standing(codes: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of these codes, which stand, and which do not: outside their delegation, twice at one point, more than MOST."""
    known = [place for place in map(read, codes) if place]
    if not known:
        return (), ()
    from geo.points import delegations_at

    there = delegations_at([place.lon for place in known], [place.lat for place in known])
    stands: dict[tuple[float, float], str] = {}
    for place, delegation in zip(known, there, strict=True):
        at = (place.lon, place.lat)
        if delegation == place.delegation and at not in stands and len(stands) < MOST:
            stands[at] = place.code
    kept = tuple(stands.values())
    return kept, tuple(place.code for place in known if place.code not in kept)
