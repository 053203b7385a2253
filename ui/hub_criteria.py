"""What the weighted list asks, as the address puts it, and the criteria of every seat: codes and frames, no words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from analysis import hub_criteria as seats
from analysis.gaps import FUNCTIONS
from analysis.hubs import HubRules
from analysis.weights import shared_out
from ui import address, cached
from ui.gaps import Asked, class_table, triplets
from ui.hubs import Question, distances, places

FEWEST = 2  # a criterion known of fewer places compares nothing


@dataclass(frozen=True)
class Weighed:
    """The question, what the hubs are for (reinforce, create), criteria in use, their weights, chief towns or not."""

    question: Question
    aim: str
    criteria: tuple[str, ...]
    weights: tuple[int, ...]
    chief_towns: str

    @property
    def shares(self) -> np.ndarray:
        """The weights as parts of 1."""
        return np.array(self.weights) / sum(self.weights)

    @property
    def unweighted(self) -> "Weighed":
        """The same without its weights: what does not depend on them is made once."""
        return replace(self, weights=())


SETTINGS = ("hub_aim", "hub_criteria", "hub_weights", "chief_towns")


def present_weighed(question: Question) -> Weighed:
    """The weighted question as the address puts it."""
    return weighed_of(question, {name: address.value(name) for name in SETTINGS})


def weighed_of(question: Question, settings: Mapping[str, Any]) -> Weighed:
    """The weighted question as decoded settings put it."""
    aim, criteria = str(settings["hub_aim"]), _usable(question, settings["hub_criteria"])
    weights = written(str(settings["hub_weights"]), aim, criteria)
    return Weighed(question, aim, criteria, tuple(weights.values()), str(settings["chief_towns"]))


def in_use(question: Question) -> tuple[str, ...]:
    """The criteria the reader chose among those that are known; by default all, the real ones in the demonstration."""
    return _usable(question, address.value("hub_criteria"))


def _usable(question: Question, asked: tuple[str, ...]) -> tuple[str, ...]:
    chosen = asked or (seats.REAL if cached.demonstration() else seats.CRITERIA)
    known = known_places(question)
    usable = tuple(code for code in seats.CRITERIA if known[code] >= FEWEST)
    return tuple(code for code in usable if code in chosen) or usable


def known_places(question: Question) -> dict[str, int]:
    """How many places have each criterion."""
    return {str(code): int(n) for code, n in values(question).notna().sum().items()}


def written(text: str, aim: str, criteria: tuple[str, ...]) -> dict[str, int]:
    """Weights of 100 for these criteria, from `need:60,within:40`; what is not written has the preset's weight."""
    found: dict[str, int] = {}
    for part in text.split(","):
        code, _, weight = part.partition(":")
        if code in criteria and weight.isdigit() and int(weight) <= 100:
            found[code] = int(weight)
    return shared_out({code: found.get(code, seats.PRESETS[aim][code]) for code in criteria}) if criteria else {}


def as_text(weights: Mapping[str, int]) -> str:
    """Weights as the address writes them."""
    return ",".join(f"{code}:{weight}" for code, weight in weights.items())


def values(question: Question) -> pd.DataFrame:
    """The six criteria of all 45 places and the added ones by code, whatever is shown or permitted."""
    return cached.computed(_values, unruled(question))


def _values(question: Question) -> pd.DataFrame:
    return seats.criteria(evidence(question), question.rules.reach_km)


def unruled(question: Question) -> Question:
    """The question as the criteria read it: nothing imposed, the reach alone."""
    return replace(question, rules=HubRules(reach_km=question.rules.reach_km))


def evidence(question: Question) -> seats.Evidence:
    """What the criteria rest on."""
    return cached.computed(_evidence, unruled(question))


def _evidence(question: Question) -> seats.Evidence:
    where, reach = places(question.basis), question.rules.reach_km
    look = Asked("accompagnement", "all", reach, question.circuity, question.basis, question.distance)
    classes = {function: class_table(look.of(function)).set_index("code")["reach"] for function in FUNCTIONS}
    services = cached.table("survey_of_services").pivot(index="delegation", columns="function", values="status")
    topics = {topic: cached.table(f"survey_of_{topic}").set_index("delegation")["status"] for topic in TOPICS}
    return seats.Evidence(
        places=where,
        distance_km=distances(question).loc[where.index],
        enterprises=cached.table("hub_enterprises_by_delegation"),
        bodies=cached.table("hub_bodies"),
        expected=cached.table("hub_chain_stages"),
        actors=cached.table("hub_stage_actors"),
        surveys=services.assign(**topics),
        classes=pd.DataFrame(classes),
        triplet=triplets(look).set_index("code")["triplet"],
    )


TOPICS = ("enterprises", "links")


def confidence(question: Question) -> pd.DataFrame:
    """How much is known of each place: shown beside the score, never in it."""
    return seats.confidence(evidence(question), places(question.basis)["need_error"])


def hidden_groups(question: Question) -> int:
    """In how many places the count of groups may not be told."""
    return int(seats.hidden_groups(evidence(question)).sum())


def chief_towns() -> frozenset[str]:
    """Seats in the chief town of their governorate: they bear its name, or belong to the town of that name."""
    names = cached.vocabulary()["governorates"]
    rows = cached.territory()
    chief = [names[code]["fr"] for code in rows["governorate"]]
    return frozenset(rows["code"][(rows["town"] == chief) | (rows["fr"] == chief)])
