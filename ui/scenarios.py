"""Saved scenarios as the log leaves them, and the view on screen as one more."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from data.scenario_results import from_record
from data.scenarios import Scenario
from ui import address, cached
from ui.scenario_lists import present_answer

NOT_KEPT = ("lang", "compare")  # the reader's own: how a scenario is read, not what it says


@dataclass(frozen=True)
class Saved:
    """One scenario of the log, as it stands."""

    id: int
    who: str
    saved_at: pd.Timestamp
    scenario: Scenario


def saved() -> dict[int, Saved]:
    """id -> scenario, the first saved first."""
    return {
        int(row["id"]): Saved(int(row["id"]), _text(row["who"]), row["saved_at"], _scenario(row))
        for row in cached.table("scenarios").to_dict("records")
    }


def _scenario(row: Mapping[Any, Any]) -> Scenario:
    settings, sheet, result = (json.loads(row[name]) for name in ("settings", "sheet", "result"))
    return Scenario(row["name"], settings, from_record(result), int(row["snapshot"]), row["facts"], sheet)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def present_settings() -> dict[str, str]:
    """Every filter and setting of the address that is not at its default, as text."""
    return {name: text for name, text in address.link().items() if name not in NOT_KEPT}


def present_facts() -> str:
    """Fingerprint of the facts of the present snapshot."""
    return str(cached.table("snapshot")["facts"].iloc[0])


def present_scenario(name: str, sheet: dict[str, str] | None = None) -> Scenario | None:
    """The view on screen as a scenario; None where its list has no answer."""
    result = present_answer().result
    if result is None:
        return None
    return Scenario(name, present_settings(), result, cached.store().number, present_facts(), sheet or {})


def on_screen() -> Saved | None:
    """The scenario whose view is on screen, the last saved of them; None where there is none."""
    present = present_settings()
    return next((one for one in reversed([*saved().values()]) if one.scenario.settings == present), None)
