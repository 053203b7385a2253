"""What is done to scenarios: each is one entry of the log, then the page is drawn anew with what came of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st

from data import scenario_log
from data.scenarios import Scenario
from ui import address
from ui.frame import escaped, say
from ui.scenario_replay import check, opened_values, replay, understood
from ui.scenario_words import dropped_words, verdict
from ui.scenarios import NOT_KEPT, Saved, present_scenario, present_settings
from ui.speech import language, t
from words.problem import Problem, ProblemError
from words.translate import isolated, sentence

SAID, OPENED, SHOWN, FRESH = "scenario_said", "scenario_opened", "scenario_shown", "scenario_fresh"


@dataclass(frozen=True)
class Opened:
    """A scenario whose view was opened, and the address that view has."""

    scenario: Scenario
    settings: dict[str, str]


def keep_view(name: str, who: str) -> None:
    """Save the view on screen under a new name."""

    def act() -> int:
        return scenario_log.save(_present(name, {}), who)

    _act(act, t("scenarios.saved_said", name=isolated(name.strip())))


def keep_given(scenario: Scenario, who: str) -> None:
    """Save a scenario that came as a file."""
    _act(lambda: scenario_log.save(scenario, who), t("scenarios.saved_said", name=isolated(scenario.name)))


def update(one: Saved, who: str) -> None:
    """Let the view on screen take the place of a scenario; its name and sheet stay."""

    def act() -> int:
        return scenario_log.save(_present(one.scenario.name, one.scenario.sheet), who, one.id)

    _act(act, t("scenarios.updated_said", name=isolated(one.scenario.name)))


def fill(one: Saved, name: str, sheet: dict[str, str], who: str) -> None:
    """Write name and sheet anew; settings and result stay."""
    changed = replace(one.scenario, name=name, sheet=sheet)
    _act(lambda: scenario_log.save(changed, who, one.id), t("scenarios.filled_said", name=isolated(name.strip())))


def remove(one: Saved, who: str) -> None:
    """Take a scenario off the list; its entries stay in the log."""

    def act() -> None:
        scenario_log.remove(one.id, who)

    _act(act, t("scenarios.removed_said", name=isolated(one.scenario.name)))


def _present(name: str, sheet: dict[str, str]) -> Scenario:
    scenario = present_scenario(name, sheet)
    if scenario is None:
        raise ProblemError(Problem("scenario_no_answer"))
    return scenario


def _act(act: Callable[[], int | None], said: str) -> None:
    try:
        number = act()
        st.session_state[SAID] = ("summary", said)
        st.session_state[FRESH] = fresh() + 1
        if number is not None:
            st.session_state[SHOWN] = number
    except ProblemError as refused:
        st.session_state[SAID] = ("summary warned", sentence(refused.problem, language()))
    st.rerun()


def fresh() -> int:
    """Number of the form that saves the view: a new, empty one after each entry of the log."""
    return int(st.session_state.get(FRESH, 0))


def tell() -> None:
    """What the last action came to, told once."""
    if kept := st.session_state.pop(SAID, None):
        say(escaped(kept[1]), kept[0])


def open_view(scenario: Scenario) -> None:
    """A callback: the address becomes the scenario's; language and comparison stay the reader's."""
    values = opened_values(scenario, replay(scenario))
    address.put(**values)
    settings = {name: text for name, text in address.encode(values).items() if name not in NOT_KEPT}
    st.session_state[OPENED] = Opened(scenario, settings)


def show_opened() -> None:
    """Of a scenario that was opened, as long as its view is on screen: its name, and whether its result still holds."""
    opened: Opened | None = st.session_state.get(OPENED)
    if opened is None or opened.settings != present_settings():
        return
    holds, words = verdict(check(opened.scenario, replay(opened.scenario)), opened.scenario)
    _, dropped = understood(opened.scenario.settings)
    name = t("scenarios.opened", name=isolated(opened.scenario.name))
    text = " ".join(filter(None, [name, words, dropped_words(dropped)]))
    say(escaped(text), "summary" if holds and not dropped else "summary warned")
