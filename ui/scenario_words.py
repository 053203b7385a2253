"""Scenarios in sentences: settings and their values, what a result was, whether it still is and why not."""

from collections.abc import Sequence

from data.scenario_results import Result
from data.scenarios import Scenario
from queries.filters import FIELDS
from ui import address, cached, hub_result_words
from ui.address import SETTINGS
from ui.hub_words import listed
from ui.scenario_replay import Check
from ui.speech import choices, language, name_of, reader, t
from words.translate import has, isolated, number

# Where a setting's own page already has words for it; a new setting without words is named by its code.
PLACES = ("scenarios.setting", "hubs", "map", "gaps")


def setting_name(name: str) -> str:
    """What a filter or setting is called."""
    if name in FIELDS:
        return t(f"filter.{name}")
    return _first(*(f"{place}{'_' if place == PLACES[0] else '.'}{name}" for place in PLACES)) or name


def setting_value(name: str, text: str | None) -> str:
    """The value that a text of the address stands for, in words; None is the default."""
    setting = SETTINGS[name]
    value = address.decode(setting, text, choices())
    if setting.kind == "codes":
        return listed([_code(name, code) for code in value]) or t("hubs.none")
    if setting.kind == "number":
        return number(value, language(), 2)
    if setting.kind == "choice":
        return _code(name, value)
    return isolated(value) if value else "–"


def _code(name: str, code: str) -> str:
    vocabulary = SETTINGS[name].choices
    if isinstance(vocabulary, str):
        return name_of(vocabulary, code)
    keys = [f"{place}{'_' if place == PLACES[0] else '.'}{name}_{code}" for place in PLACES]
    return _first(*keys, f"{name.replace('_part', '')}.part_{code}", f"code.{name}s.{code}") or code


def _first(*keys: str) -> str:
    return next((t(key) for key in keys if has(key, language())), "")


def figures_of(result: Result) -> str:
    """The seats, whom they serve, how far."""
    return hub_result_words.figures(reader(), result)


def result_of(result: Result) -> str:
    """The figures, then what only its list says."""
    return f"{figures_of(result)}. {own_of(result)}"


def own_of(result: Result) -> str:
    """What only its list says."""
    return hub_result_words.own(reader(), result)


def seats_of(result: Result) -> str:
    """All seats."""
    return hub_result_words.seats_of(reader(), result)


def list_of(result: Result) -> str:
    """Which list it came from."""
    return hub_result_words.list_name(reader(), result)


def verdict(checked: Check, scenario: Scenario) -> tuple[bool, str]:
    """Whether the result holds, and the sentences that say so, why not and what changed."""
    states = {"then": scenario.snapshot, "now": cached.store().number}
    if checked.now is None:
        return False, gone(checked.then)
    if checked.cause == "same":
        return True, t("scenarios.same", result=result_of(checked.now))
    parts = hub_result_words.LISTS[checked.then.list].parts
    changes = listed([_change(name, checked) for name in parts if name in checked.changed])
    words = [t(f"scenarios.changed_{checked.cause}", **states)]
    return False, " ".join([*words, t("scenarios.what_changed", changes=changes)] if changes else words)


def gone(then: Result) -> str:
    """That a list has no such answer today."""
    return t(f"scenarios.gone_{then.list}", pair=seats_of(then))


def _change(name: str, checked: Check) -> str:
    then, now = (hub_result_words.part(reader(), name, getattr(one, name)) for one in (checked.then, checked.now))
    return t("scenarios.change", name=t(f"col.{name}"), now=now, then=then)


def dropped_words(dropped: Sequence[tuple[str, str]]) -> str:
    """What a scenario asks for that means nothing here, in one sentence; empty where nothing was dropped."""
    if not dropped:
        return ""
    named = [f"{isolated(setting_name(name))} = {isolated(text[:60])}" for name, text in dropped]
    return t("scenarios.dropped", settings=listed(named))
