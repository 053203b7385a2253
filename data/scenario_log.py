"""Saving and removing scenarios: each one entry of the log, through the one writer; nothing is ever deleted."""

from data import recording, scenarios
from data.entry import Entry
from data.scenarios import LONGEST_WHO, Scenario, tidy
from words.problem import Problem, ProblemError


def save(scenario: Scenario, who: str, replaces: int | None = None) -> int:
    """Record the scenario, in the place of the one with the id `replaces` if given, and return its id.

    Raises ProblemError: scenario_no_name, scenario_name_taken (another has that name), scenario_gone (`replaces` does
    not stand any more), writer_busy; nothing is changed then.
    """
    scenario = scenarios.checked(scenario)

    def permitted(entries: list[Entry]) -> str:
        present = scenarios.standing(entries)
        if replaces is not None and replaces not in present:
            raise ProblemError(Problem("scenario_gone"))
        for number, (_, other) in present.items():
            if number != replaces and other.name.casefold() == scenario.name.casefold():
                raise ProblemError(Problem("scenario_name_taken", {"name": scenario.name}))
        return scenario.name

    content: dict[str, object] = {"replaces": replaces, "scenario": scenarios.as_record(scenario)}
    entry = recording.record_scenario(content, tidy(who, LONGEST_WHO), permitted)
    return replaces or entry.number


def remove(number: int, who: str) -> Entry:
    """Record that the scenario no longer stands; its entries stay in the log. Raises ProblemError('scenario_gone')."""

    def permitted(entries: list[Entry]) -> str:
        present = scenarios.standing(entries)
        if number not in present:
            raise ProblemError(Problem("scenario_gone"))
        return present[number][1].name

    content: dict[str, object] = {"replaces": number, "scenario": None}
    return recording.record_scenario(content, tidy(who, LONGEST_WHO), permitted)
