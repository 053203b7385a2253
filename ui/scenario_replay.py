"""A scenario played again: what its settings give today, whether that is what was saved, and if not, why."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

import streamlit as st

from data.scenario_results import Result
from data.scenarios import Scenario
from ui import address
from ui.address import SETTINGS
from ui.scenario_lists import Answer, present_answer
from ui.scenarios import NOT_KEPT, present_facts
from ui.speech import choices
from words.translate import DEFAULT_LANGUAGE

CLOSE = 1e-6  # relative: the same numbers, added up in another order


@dataclass(frozen=True)
class Check:
    """A saved result against today's. `cause`: same, data (other facts), version (same facts, other answer) or gone."""

    cause: str
    changed: tuple[str, ...]  # names of Result
    then: Result
    now: Result | None


def understood(settings: Mapping[str, str]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """The values these texts stand for here, and (setting, text) of what means nothing to this atlas or its data."""
    known, dropped = choices(), []
    values = {name: one.default for name, one in SETTINGS.items() if name not in NOT_KEPT}
    for name, text in sorted(settings.items()):
        if name not in values:
            dropped.append((name, text))
            continue
        values[name] = address.decode(SETTINGS[name], text, known)
        kept = address.encode({name: values[name]}).get(name, "")
        lost = set(text.split(",")) - set(kept.split(",")) if SETTINGS[name].kind == "codes" else {text} - {kept}
        at_default = SETTINGS[name].kind != "codes" and text == str(SETTINGS[name].default)
        if lost and not at_default:
            dropped.append((name, ", ".join(sorted(lost))))
    return values, dropped


@contextmanager
def _as_if(values: Mapping[str, Any]) -> Iterator[None]:
    """The address as if these were its values, so that a new setting of the question needs no line here."""
    present = st.session_state[address.STATE]
    st.session_state[address.STATE] = {**present, **values}
    try:
        yield
    finally:
        st.session_state[address.STATE] = present


def replay(scenario: Scenario) -> Answer:
    """What the scenario's list gives under its settings, on the data of today."""
    values, _ = understood(scenario.settings)
    with _as_if(values):
        return present_answer(scenario.result)


def check(scenario: Scenario, today: Answer) -> Check:
    """Whether the scenario still gives what it gave when it was saved."""
    then, now = scenario.result, today.result
    if now is None:
        return Check("gone", (), then, None)
    changed = tuple(name for name, value in asdict(then).items() if not _equal(value, getattr(now, name)))
    if not changed:
        return Check("same", (), then, now)
    return Check("data" if scenario.facts != present_facts() else "version", changed, then, now)


def _equal(then: object, now: object) -> bool:
    if isinstance(then, float) and isinstance(now, float):
        return abs(then - now) <= CLOSE * max(abs(then), abs(now), 1.0)
    return then == now


def opened_values(scenario: Scenario, today: Answer) -> dict[str, Any]:
    """What to put in the address to show the scenario: its settings, its list, and where its answer stands today."""
    values, _ = understood(scenario.settings)
    return {**values, "hubs_part": scenario.result.list, **today.shown_by}


def link(scenario: Scenario, today: Answer, language: str) -> dict[str, str]:
    """The query parameters that open the scenario in this language."""
    values = opened_values(scenario, today) | ({"lang": language} if language != DEFAULT_LANGUAGE else {})
    return address.encode(values)
