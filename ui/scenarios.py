"""Saved scenarios as the log leaves them, and the view on screen as one more."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from data.scenarios import Result, Scenario
from ui import address, cached
from ui.hubs import Question, need_of, present_question, ranking, served_places

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
    facts = {name: row[name] for name in Result.__dataclass_fields__ if name in row}
    facts |= {f"governorate_{side}": row[f"seat_{side}"][:2] for side in "ab"}
    numbers = {name: None if pd.isna(facts[name]) else float(facts[name]) for name in ("mean_km", "worst_km")}
    counts = {name: int(facts[name]) for name in ("rank", "places_unserved")}
    worst = _text(facts["worst_place"]) or None
    result = Result(**{**facts, **numbers, **counts, "worst_place": worst})
    settings, sheet = json.loads(row["settings"]), json.loads(row["sheet"])
    return Scenario(row["name"], settings, result, int(row["snapshot"]), row["facts"], sheet)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def present_settings() -> dict[str, str]:
    """Every filter and setting of the address that is not at its default, as text."""
    return {name: text for name, text in address.link().items() if name not in NOT_KEPT}


def present_facts() -> str:
    """Fingerprint of the facts of the present snapshot."""
    return str(cached.table("snapshot")["facts"].iloc[0])


def present_scenario(name: str, sheet: dict[str, str] | None = None) -> Scenario | None:
    """The view on screen as a scenario; None where its rules leave no pair."""
    question = present_question()
    ranked = ranking(question)
    if ranked.pairs.empty:
        return None
    position = min(int(address.value("pair")), len(ranked.pairs))
    settings, result = present_settings(), result_of(question, position)
    return Scenario(name, settings, result, cached.store().number, present_facts(), sheet or {})


def result_of(question: Question, position: int) -> Result:
    """What the pair at a position of the ranking stands for."""
    pair, served = ranking(question).pairs.iloc[position - 1], served_places(question, position)
    inside, outside = need_of(served[~served["unserved"]]), need_of(served[served["unserved"]])
    someone = not pd.isna(pair["mean_km"])
    return Result(
        seat_a=str(pair["seat_a"]),
        seat_b=str(pair["seat_b"]),
        governorate_a=str(pair["governorate_a"]),
        governorate_b=str(pair["governorate_b"]),
        rank=int(pair["rank"]),
        need_served=inside[0],
        need_error=inside[1],
        need_unserved=outside[0],
        unserved_error=outside[1],
        places_unserved=int(served["unserved"].sum()),
        mean_km=float(pair["mean_km"]) if someone else None,
        worst_km=float(pair["worst_km"]) if someone else None,
        worst_place=str(pair["worst_place"]) if someone else None,
    )
