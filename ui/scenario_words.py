"""Scenarios in sentences: settings and their values, what a result was, whether it still is and why not."""

from collections.abc import Sequence

from data.scenarios import Result, Scenario
from queries.filters import FIELDS
from ui import address, cached
from ui.address import SETTINGS
from ui.drawing import people
from ui.hub_words import km, listed
from ui.scenario_replay import Check
from ui.speech import choices, language, name_of, t
from words.translate import has, isolated, number

# Where a setting's own page already has words for it; a new setting without words is named by its code.
PLACES = ("scenarios.setting", "hubs", "map", "gaps")
TOLD = ("rank", "need_served", "need_error", "need_unserved", "mean_km", "worst_km", "worst_place")


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


def pair_of(result: Result) -> str:
    """Both seats."""
    a, b = (name_of("delegations", code) for code in (result.seat_a, result.seat_b))
    return t("hubs.pair", a=a, b=b)


def figures_of(result: Result) -> str:
    """The pair, whom it serves, how far."""
    if result.mean_km is None or result.worst_km is None:
        return t("scenarios.figures_nobody", pair=pair_of(result))
    served = people(result.need_served, result.need_error)
    return t(
        "scenarios.figures", pair=pair_of(result), served=served, mean=km(result.mean_km), worst=km(result.worst_km)
    )


def verdict(checked: Check, scenario: Scenario) -> tuple[bool, str]:
    """Whether the result holds, and the sentences that say so, why not and what changed."""
    states = {"then": scenario.snapshot, "now": cached.store().number}
    if checked.cause == "gone":
        return False, t("scenarios.gone", pair=pair_of(checked.then))
    assert checked.now is not None
    if checked.cause == "same":
        return True, t("scenarios.same", figures=figures_of(checked.now))
    changes = listed([_change(name, checked) for name in TOLD if name in checked.changed])
    words = [t(f"scenarios.changed_{checked.cause}", **states)]
    return False, " ".join([*words, t("scenarios.what_changed", changes=changes)] if changes else words)


def _change(name: str, checked: Check) -> str:
    then, now = (_written(name, getattr(one, name)) for one in (checked.then, checked.now))
    return t("scenarios.change", name=t(f"col.{name}"), now=now, then=then)


def _written(name: str, value: object) -> str:
    if value is None:
        return t("state.no_figure")
    if name == "worst_place":
        return name_of("delegations", value)
    assert isinstance(value, int | float)
    return km(value) if name.endswith("_km") else number(round(value), language())


def dropped_words(dropped: Sequence[tuple[str, str]]) -> str:
    """What a scenario asks for that means nothing here, in one sentence; empty where nothing was dropped."""
    if not dropped:
        return ""
    named = [f"{isolated(setting_name(name))} = {isolated(text[:60])}" for name, text in dropped]
    return t("scenarios.dropped", settings=listed(named))
