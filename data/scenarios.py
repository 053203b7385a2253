"""Saved scenarios of the hub choice: what one holds, how it lies in a log entry, and which ones stand.

An entry of kind `scenario` carries `settings = {"replaces": id or None, "scenario": {...} or None}`. The id is the
number of the entry that saved it first; a later entry with that id takes its place, or removes it where it holds None.
"""

import json
import math
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from functools import partial
from typing import Any

import duckdb

from data.log import Entry
from geo.added import home
from geo.outlines import delegation_codes
from words.problem import Problem, ProblemError

# What no data of the atlas knows and a decision needs; free text, empty until somebody fills it in.
SHEET = ("setup_cost", "running_cost", "host", "building", "other_governorates", "other_donors")
LONGEST_NAME, LONGEST_WHO, LONGEST_TEXT = 60, 80, 600
MOST_TEXTS = 200
# Marks that turn the direction of the text after them: a name must not mirror the table it stands in.
TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True)
class Result:
    """What a scenario stood for: the pair of seats, its rank, people in need with standard errors, distances in km."""

    seat_a: str
    seat_b: str
    governorate_a: str
    governorate_b: str
    rank: int
    need_served: float
    need_error: float
    need_unserved: float
    unserved_error: float
    places_unserved: int
    mean_km: float | None  # None: nobody is served
    worst_km: float | None
    worst_place: str | None


@dataclass(frozen=True)
class Scenario:
    """A named view of the hub choice: every setting as the address writes it, on which data, and its result."""

    name: str
    settings: dict[str, str]
    result: Result
    snapshot: int
    facts: str  # fingerprint of the facts it was made on
    sheet: dict[str, str] = field(default_factory=dict)


def tidy(text: object, longest: int, lines: bool = False) -> str:
    """Text without control or direction marks, blanks made single (lines kept where asked), cut to `longest`."""
    kept = "".join(
        letter
        if (unicodedata.category(letter) not in ("Cc", "Cs") and letter not in TURNING)
        else " \n"[letter == "\n"]
        for letter in str(text)
    )
    rows = (" ".join(row.split()) for row in kept.split("\n"))
    return ("\n" if lines else " ").join(row for row in rows if row or lines).strip()[:longest].strip()


def checked(scenario: Scenario) -> Scenario:
    """The scenario with tidy texts. Raises ProblemError('scenario_no_name') where nothing is left of the name."""
    name = tidy(scenario.name, LONGEST_NAME)
    if not name:
        raise ProblemError(Problem("scenario_no_name"))
    sheet = {key: tidy(scenario.sheet.get(key, ""), LONGEST_TEXT, lines=True) for key in SHEET}
    kept = {key: text for key, text in sheet.items() if text}
    return Scenario(name, scenario.settings, scenario.result, scenario.snapshot, scenario.facts, kept)


def as_record(scenario: Scenario) -> dict[str, Any]:
    """The scenario as plain values."""
    return asdict(scenario)


def from_record(record: Mapping[str, Any]) -> Scenario:
    """The scenario that plain values stand for. Raises ValueError naming the part that is missing or impossible."""
    values: dict[str, Any] = {}
    for part, read in READERS.items():
        try:
            values[part] = read(record[part])
        except (KeyError, TypeError, ValueError, OverflowError):
            raise ValueError(part) from None
    return Scenario(**values)


def _result(record: Mapping[str, Any]) -> Result:
    values = {one.name: record[one.name] for one in fields(Result)}
    for name in ("seat_a", "seat_b", "worst_place"):
        seat = home(values[name]) if name != "worst_place" else values[name]
        if seat not in delegation_codes() and not (name == "worst_place" and values[name] is None):
            raise ValueError(name)
    for side in "ab":
        if values[f"governorate_{side}"] != values[f"seat_{side}"][:2]:
            raise ValueError(f"governorate_{side}")
    for name in ("need_served", "need_error", "need_unserved", "unserved_error", "mean_km", "worst_km"):
        if values[name] is not None or not name.endswith("_km"):
            values[name] = _number(values[name])
    return Result(**values | {name: _whole(values[name]) for name in ("rank", "places_unserved")})


def _texts(longest: int) -> Callable[[Mapping[str, Any]], dict[str, str]]:
    """A reader of at most MOST_TEXTS texts by name."""

    def read(values: Mapping[str, Any]) -> dict[str, str]:
        if len(values) > MOST_TEXTS:
            raise ValueError(len(values))
        return {_text(name, 100): _text(value, longest) for name, value in values.items()}

    return read


def _text(value: object, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise ValueError(value if not isinstance(value, str) else value[:40])
    return value


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or value < 0:
        raise ValueError(value)
    return float(value)


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 10**9:
        raise ValueError(value)
    return value


READERS: dict[str, Callable[[Any], Any]] = {
    "name": partial(_text, longest=1000),
    "settings": _texts(2000),
    "result": _result,
    "snapshot": _whole,
    "facts": partial(_text, longest=200),
    "sheet": _texts(10_000),
}


def standing(entries: Iterable[Entry]) -> dict[int, tuple[Entry, Scenario]]:
    """id -> the entry it stands by and the scenario, for those not removed; the first saved first.

    Raises ProblemError('log_damaged') for an entry that was tampered with.
    """
    found: dict[int, tuple[Entry, Scenario]] = {}
    for entry in (one for one in entries if one.kind == "scenario"):
        try:
            number, record = entry.settings["replaces"] or entry.number, entry.settings["scenario"]
            scenario = None if record is None else from_record(record)
        except (KeyError, TypeError, ValueError):
            raise ProblemError(Problem("log_damaged", {"entry": entry.folder.name})) from None
        if scenario is None:
            found.pop(number, None)
        else:
            found[number] = entry, scenario
    return found


def fold(connection: duckdb.DuckDBPyConnection, entries: Iterable[Entry]) -> None:
    """Table `scenario` as these entries leave it."""
    connection.execute("delete from scenario")
    for number, (entry, one) in standing(entries).items():
        values = {"id": number, "name": one.name, "who": entry.who or None, "saved_at": entry.recorded_at}
        values |= {"entry": entry.number, "snapshot": one.snapshot, "facts": one.facts}
        values |= {"settings": _json(one.settings), "sheet": _json(one.sheet)} | asdict(one.result)
        names = ", ".join(values)
        connection.execute(
            f"insert into scenario ({names}) values ({', '.join('?' * len(values))})", [*values.values()]
        )


def _json(values: Mapping[str, str]) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True)
