"""What a scenario stood for: one small type for each list of the hub choice, all with the figures they share.

Written as {"list": its name, ...its fields}. Results saved before the lists were told apart have no `list`: they are
the exact list's, and name their seats `seat_a` and `seat_b`.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar

from geo.added import home
from geo.outlines import delegation_codes

MOST_SEATS = 10


@dataclass(frozen=True)
class Result:
    """The seats and whom they serve under the scenario's rule: what any two lists can be compared by."""

    list: ClassVar[str]

    seats: tuple[str, ...]
    need_served: float  # people in need, with standard errors
    need_error: float
    need_unserved: float
    unserved_error: float
    places_unserved: int
    mean_km: float | None  # None: nobody is served
    worst_km: float | None
    worst_place: str | None


@dataclass(frozen=True)
class Exact(Result):
    """A pair of the exact ranking, and its rank."""

    list: ClassVar[str] = "exact"

    rank: int


@dataclass(frozen=True)
class Weighted(Result):
    """The first pair of the weighted list, and how sure: shares of what is possible, not chances."""

    list: ClassVar[str] = "weighted"

    weights: dict[str, int]  # by criterion in use, of 100
    score: float  # of 100
    weightings: float  # of all weightings, the share that puts these governorates first
    figures: float | None  # of the draws of figures; None: no figure in use has an error
    close: bool  # too close to call
    seat_weightings: float  # the same for the seats, inside these governorates
    seat_figures: float | None
    seat_close: bool


@dataclass(frozen=True)
class Sites(Result):
    """The best seats for a number of hubs, and how far that is proved."""

    list: ClassVar[str] = "sites"

    sites: int
    apart: bool  # in different governorates
    objective: float  # people in need × km, of the served
    gap: float  # what the solver left open; 0 is proved
    ties: int  # choices that share the first place


KINDS: dict[str, type[Result]] = {kind.list: kind for kind in (Exact, Weighted, Sites)}


def as_record(result: Result) -> dict[str, Any]:
    """The result as plain values."""
    return {"list": result.list, **asdict(result), "seats": [*result.seats]}


def from_record(record: Mapping[str, Any]) -> Result:
    """The result that plain values stand for. Raises KeyError, TypeError or ValueError where they cannot be one."""
    if "list" not in record:
        record = _of_old(record)
    kind = KINDS[record["list"]]
    return kind(**{one.name: READERS[one.name](record[one.name]) for one in fields(kind)})


def _of_old(record: Mapping[str, Any]) -> dict[str, Any]:
    """A result from when only the exact list was kept."""
    seats = [record[f"seat_{side}"] for side in "ab"]
    for side, seat in zip("ab", seats, strict=True):
        if record[f"governorate_{side}"] != _seat(seat)[:2]:
            raise ValueError(f"governorate_{side}")
    return {**record, "list": Exact.list, "seats": seats}


def _seats(codes: object) -> tuple[str, ...]:
    if not isinstance(codes, list | tuple) or not 1 <= len(codes) <= MOST_SEATS:
        raise ValueError(codes)
    seats = tuple(_seat(code) for code in codes)
    if len(set(seats)) < len(seats):
        raise ValueError(codes)
    return seats


def _seat(code: object) -> str:
    """A delegation, or a place added inside one."""
    if not isinstance(code, str) or home(code) not in delegation_codes():
        raise ValueError(code)
    return code


def _place(code: object) -> str:
    if not isinstance(code, str) or code not in delegation_codes():
        raise ValueError(code)
    return code


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or value < 0:
        raise ValueError(value)
    return float(value)


def _share(value: object) -> float:
    if (share := _number(value)) > 1:
        raise ValueError(value)
    return share


def whole(value: object) -> int:
    """A whole number from 0. Raises ValueError for anything else."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 10**9:
        raise ValueError(value)
    return value


def _either(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(value)
    return value


def _weights(values: object) -> dict[str, int]:
    if not isinstance(values, dict) or not 1 <= len(values) <= MOST_SEATS:
        raise ValueError(values)
    if not all(isinstance(code, str) and len(code) <= 40 for code in values):
        raise ValueError(values)
    return {code: whole(weight) for code, weight in values.items()}


def _or_none(read: Callable[[object], Any]) -> Callable[[object], Any]:
    return lambda value: None if value is None else read(value)


READERS: dict[str, Callable[[object], Any]] = {
    "seats": _seats,
    "need_served": _number,
    "need_error": _number,
    "need_unserved": _number,
    "unserved_error": _number,
    "places_unserved": whole,
    "mean_km": _or_none(_number),
    "worst_km": _or_none(_number),
    "worst_place": _or_none(_place),
    "rank": whole,
    "weights": _weights,
    "score": _number,
    "weightings": _share,
    "figures": _or_none(_share),
    "close": _either,
    "seat_weightings": _share,
    "seat_figures": _or_none(_share),
    "seat_close": _either,
    "sites": whole,
    "apart": _either,
    "objective": _number,
    "gap": _number,
    "ties": whole,
}
