"""The question the hubs page asks, as the address puts it, and its answers kept per snapshot: codes, no words."""

from dataclasses import replace

import pandas as pd

from analysis.hubs import Ranking
from geo import added as places_added
from ui import address, cached, hub_answers, travel
from ui.hub_answers import CONSTRAINTS, LISTED, Question, effective, need_of, position_of, question_of

__all__ = ["CONSTRAINTS", "LISTED", "Question", "need_of", "position_of"]
SETTINGS = ("area", "reach", "reach_minutes", "circuity", "basis", *CONSTRAINTS)


def present_question() -> Question:
    """The question as the address puts it."""
    source = travel.present()
    taking_part = travel.measurable(source, added_places()[0])
    return question_of({name: address.value(name) for name in SETTINGS}, source, taking_part)


def added_places() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The places the reader added, and codes of the address that stand for none."""
    return cached.computed(places_added.standing, address.value("added"))


def places(basis: str, added: tuple[str, ...] = ()) -> pd.DataFrame:
    """The 45 delegations by code: governorate, town, point, need and its standard error; then the added places."""
    return cached.computed(_places, basis, added)


def _places(basis: str, added: tuple[str, ...]) -> pd.DataFrame:
    return hub_answers.with_added(cached.territory(basis).set_index("code"), added)


def distances(question: Question) -> pd.DataFrame:
    """From where people live to each possible seat, in the unit of the question, by code."""
    return cached.computed(_distances, question.circuity, question.added, question.distance)


def _distances(circuity: float, added: tuple[str, ...], source: str) -> pd.DataFrame:
    return hub_answers.distances(places("census", added), circuity, travel.ways(source, added))


def ranking(question: Question) -> Ranking:
    """All permitted pairs of seats, best first."""
    return cached.computed(_ranking, replace(question, rules=effective(question.rules)))


def _ranking(question: Question) -> Ranking:
    return hub_answers.ranked(places(question.basis, question.added), question.rules, distances(question))


def by_governorate(question: Question) -> pd.DataFrame:
    """The pairs of governorates with their best seats, `position` of these in the ranking, and need_error."""
    return cached.computed(_by_governorate, question)


def _by_governorate(question: Question) -> pd.DataFrame:
    return hub_answers.by_governorate(ranking(question), _where(question), question.rules.reach_km)


def leading(question: Question) -> tuple[pd.DataFrame, int]:
    """First and next five (`pairs` with position, why, value, next_value), and how many more are tied but not listed.

    `first` marks those that share the first rank. Seats of one town are one place.
    """
    return cached.computed(_leading, question)


def _leading(question: Question) -> tuple[pd.DataFrame, int]:
    return hub_answers.leading(ranking(question))


def beside(question: Question, position: int) -> pd.DataFrame:
    """The pair at a position and the one before it (the one after the first), with the reason between them."""
    return hub_answers.beside(ranking(question), position)


def served_places(question: Question, position: int) -> pd.DataFrame:
    """By delegation, the unserved first: governorate, need, need_error, seat (None: not served), distance_km."""
    return cached.computed(_served_places, question, position)


def _served_places(question: Question, position: int) -> pd.DataFrame:
    return hub_answers.served_places(ranking(question), _where(question), position)


def _where(question: Question) -> pd.DataFrame:
    return places(question.basis, question.added)
