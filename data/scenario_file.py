"""A scenario as a file of its own (JSON): written whole, read strictly, nothing in it ever evaluated.

{"format": "atlas-ess-scenario", "version": 2, "name", "who", "saved_at", "snapshot", "facts", "demonstration",
 "settings": {name: text as in the address}, "result": {"list": exact, weighted or sites, ...}, "sheet": {...}}
Version 1 knew the exact list alone.
"""

import json
from dataclasses import dataclass
from typing import Any

from data import scenarios
from data.scenarios import LONGEST_WHO, SHEET, Scenario, tidy
from words.problem import Problem, ProblemError

FORMAT, VERSION = "atlas-ess-scenario", 2
MOST_BYTES = 200_000
KNOWN = frozenset(
    {"format", "version", "name", "who", "saved_at", "snapshot", "facts", "demonstration", "settings"}
) | {
    "result",
    "sheet",
}


@dataclass(frozen=True)
class Given:
    """The scenario in a file, who saved it and when (as written), and the names in it that mean nothing here."""

    scenario: Scenario
    who: str
    saved_at: str
    unknown: tuple[str, ...]


def written(scenario: Scenario, *, who: str, saved_at: str, demonstration: bool) -> bytes:
    """The file's bytes: UTF-8 JSON."""
    content = {"format": FORMAT, "version": VERSION, "who": who, "saved_at": saved_at, "demonstration": demonstration}
    content |= scenarios.as_record(scenario)
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False).encode()


def read(content: bytes) -> Given:
    """The scenario in a file.

    Raises ProblemError: scenario_file_too_big, scenario_file_not_json, scenario_file_other (another kind of file),
    scenario_file_newer (a version this atlas does not know), scenario_file_broken (`part` is missing or impossible).
    """
    if len(content) > MOST_BYTES:
        raise ProblemError(Problem("scenario_file_too_big", {"most": MOST_BYTES // 1000}))
    raw = _parsed(content)
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise ProblemError(Problem("scenario_file_other"))
    version = raw.get("version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise ProblemError(Problem("scenario_file_broken", {"part": "version"}))
    if version > VERSION:
        raise ProblemError(Problem("scenario_file_newer", {"version": version, "known": VERSION}))
    for part in ("settings", "result", "sheet"):
        if not isinstance(raw.get(part), dict):
            raise ProblemError(Problem("scenario_file_broken", {"part": part}))
    unknown = [*(set(raw) - KNOWN), *(f"sheet.{name}" for name in set(raw["sheet"]) - set(SHEET))]
    known_sheet = {name: text for name, text in raw["sheet"].items() if name in SHEET}
    scenario = scenarios.checked(_understood(raw | {"sheet": known_sheet}))
    who, saved_at = (tidy(raw.get(name) or "", LONGEST_WHO) for name in ("who", "saved_at"))
    return Given(scenario, who, saved_at, tuple(sorted(tidy(name, 40) for name in unknown)))


def _parsed(content: bytes) -> Any:
    def refused(text: str) -> Any:
        raise ValueError(text)

    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=refused)
    except (ValueError, RecursionError):
        raise ProblemError(Problem("scenario_file_not_json")) from None


def _understood(raw: dict[str, Any]) -> Scenario:
    try:
        return scenarios.from_record(raw)
    except ValueError as fault:
        raise ProblemError(Problem("scenario_file_broken", {"part": str(fault)})) from None
