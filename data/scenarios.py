"""Saved scenarios of the hub choice: what one holds, how it lies in a log entry, and which ones stand.

An entry of kind `scenario` carries `settings = {"replaces": id or None, "scenario": {...} or None}`. The id is the
number of the entry that saved it first; a later entry with that id takes its place, or removes it where it holds None.
"""

import json
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import duckdb

from data import scenario_results
from data.entry import Entry
from data.scenario_results import Result
from words.problem import Problem, ProblemError

# What no data of the atlas knows and a decision needs; free text, empty until somebody fills it in.
SHEET = ("setup_cost", "running_cost", "host", "building", "other_governorates", "other_donors")
# The sheet was once written into settings too: what somebody wrote there is not lost.
ONCE_SETTINGS = {
    "hub_setup_cost": "setup_cost",
    "hub_running_cost": "running_cost",
    "hub_host": "host",
    "hub_building": "building",
    "hub_others": "other_governorates",
    "hub_donors": "other_donors",
}
LONGEST_NAME, LONGEST_WHO, LONGEST_TEXT = 60, 80, 600
MOST_TEXTS = 200
# Marks that turn the direction of the text after them: a name must not mirror the table it stands in.
TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


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
    return {**vars(scenario), "result": scenario_results.as_record(scenario.result)}


def from_record(record: Mapping[str, Any]) -> Scenario:
    """The scenario that plain values stand for. Raises ValueError naming the part that is missing or impossible."""
    values: dict[str, Any] = {}
    for part, read in READERS.items():
        try:
            values[part] = read(record[part])
        except (KeyError, TypeError, ValueError, OverflowError):
            raise ValueError(part) from None
    written = {key: values["settings"].pop(name, "") for name, key in ONCE_SETTINGS.items()}
    values["sheet"] = {key: text for key, text in written.items() if text} | values["sheet"]
    return Scenario(**values)


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


READERS: dict[str, Callable[[Any], Any]] = {
    "name": partial(_text, longest=1000),
    "settings": _texts(2000),
    "result": scenario_results.from_record,
    "snapshot": scenario_results.whole,
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
        values |= {"settings": _json(one.settings), "sheet": _json(one.sheet)}
        values |= {"list": one.result.list, "result": _json(scenario_results.as_record(one.result))}
        names = ", ".join(values)
        connection.execute(
            f"insert into scenario ({names}) values ({', '.join('?' * len(values))})", [*values.values()]
        )


def _json(values: Mapping[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True)
