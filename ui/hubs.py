"""The question the hubs page asks, as the address puts it, and its answers kept per snapshot: codes, no words."""

import pandas as pd

from analysis.hubs import HubRules, Ranking
from ui import address, cached, hub_answers
from ui.hub_answers import CONSTRAINTS, LISTED, Question, effective, need_of, position_of, question_of

__all__ = ["CONSTRAINTS", "LISTED", "Question", "need_of", "position_of"]
SETTINGS = ("area", "reach", "circuity", "basis", *CONSTRAINTS)


def present_question() -> Question:
    """The question as the address puts it."""
    return question_of({name: address.value(name) for name in SETTINGS})


def places(basis: str) -> pd.DataFrame:
    """The 45 delegations by code: governorate, town, point, need and its standard error."""
    return cached.computed(_places, basis)


def _places(basis: str) -> pd.DataFrame:
    return cached.territory(basis).set_index("code")


def ranking(question: Question) -> Ranking:
    """All permitted pairs of seats, best first."""
    return cached.computed(_ranking, effective(question.rules), question.circuity, question.basis)


def _ranking(rules: HubRules, circuity: float, basis: str) -> Ranking:
    return hub_answers.ranked(places(basis), rules, circuity)


def by_governorate(question: Question) -> pd.DataFrame:
    """The pairs of governorates with their best seats, `position` of these in the ranking, and need_error."""
    return cached.computed(_by_governorate, question)


def _by_governorate(question: Question) -> pd.DataFrame:
    return hub_answers.by_governorate(ranking(question), places(question.basis), question.rules.reach_km)


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
    return hub_answers.served_places(ranking(question), places(question.basis), position)
