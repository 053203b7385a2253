"""What the view on screen answers, for each list of the hub choice: one function a list, and none knows another."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from analysis.hub_sites import kept_apart
from data.scenario_results import KINDS, Result
from ui import address, hub_criteria, hub_results, hub_robust
from ui.hub_criteria import present_weighed
from ui.hubs import Question, places, position_of, present_question, ranking, served_places


@dataclass(frozen=True)
class Answer:
    """What a list gives. `result` is None where it gives nothing.

    served: by delegation, governorate, need, need_error, seat (None: not served) and distance_km.
    shown_by: what the address must say, besides the settings, to show this answer.
    """

    question: Question
    result: Result | None = None
    served: pd.DataFrame | None = None
    shown_by: Mapping[str, Any] = field(default_factory=dict)


def present_answer(kept: Result | None = None) -> Answer:
    """The answer of the list on screen; with a kept result, of the list it came from."""
    return LISTS[kept.list if kept else str(address.value("hubs_part"))](present_question(), kept)


def _exact(question: Question, kept: Result | None) -> Answer:
    """The pair shown; with a kept result, its seats wherever they stand today."""
    ranked = ranking(question)
    position = min(int(address.value("pair")), len(ranked.pairs)) or None
    if kept:
        position = position_of(ranked, kept.seats[0], kept.seats[1])
    if position is None:
        return Answer(question)
    served = _served(question, position)
    return Answer(question, hub_results.exact(ranked.pairs.iloc[position - 1], served), served, {"pair": position})


def _weighted(question: Question, kept: Result | None) -> Answer:
    """The pair that comes first, whichever it was."""
    asked = present_weighed(question)
    if hub_robust.field(asked).pairs.empty:
        return Answer(question)
    group = hub_robust.by_governorate(asked).iloc[0]
    seats = hub_robust.within(asked, int(group["group"])).iloc[0]
    position = position_of(ranking(question), seats["seat_a"], seats["seat_b"])
    assert position is not None, "a weighted pair is one of the exact ranking's"
    served = _served(question, position)
    weights = dict(zip(asked.criteria, asked.weights, strict=True))
    return Answer(question, hub_results.weighted(group, seats, weights, served), served)


def _sites(question: Question, kept: Result | None) -> Answer:
    """The best seats, whichever they were."""
    count = int(address.value("sites"))
    apart = kept_apart(count, address.value("spread") == "apart")
    found = hub_robust.sites(question, count, apart)
    if not found.seats:
        return Answer(question)
    served = hub_results.served_from_sites(found, places(question.basis, question.added)).rename_axis("delegation")
    return Answer(question, hub_results.sites(found, apart, served), served)


def _served(question: Question, position: int) -> pd.DataFrame:
    return served_places(question, position).set_index("delegation")


LISTS: dict[str, Callable[[Question, Result | None], Answer]] = {
    "exact": _exact,
    "weighted": _weighted,
    "sites": _sites,
}
assert LISTS.keys() == KINDS.keys()
# Settings that mean something to one list alone; all others belong to the question, or to the filters.
OWN_SETTINGS: dict[str, tuple[str, ...]] = {
    "exact": ("pair",),
    "weighted": hub_criteria.SETTINGS,
    "sites": ("sites", "spread"),
}


def concerns(name: str, part: str) -> bool:
    """Whether a setting changes what this list answers."""
    return name in OWN_SETTINGS[part] or not any(name in own for own in OWN_SETTINGS.values())
