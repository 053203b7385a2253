"""Does the answer hold? The question asked again under other rules, distances and figures; and the two real hubs."""

import pandas as pd

from ui import cached, hub_answers
from ui.hub_answers import CIRCUITIES, Question, RealHubs
from ui.hubs import by_governorate, ranking

__all__ = ["CIRCUITIES", "RealHubs"]


def by_area(question: Question) -> pd.DataFrame:
    """The first pair under each service-area rule: the columns of `pairs`, and area; rules without a pair left out."""
    return hub_answers.by_area(question, ranking)


def cases(question: Question) -> pd.DataFrame:
    """The first pair under other circuity factors and the other population basis.

    Columns of `pairs`, and circuity, basis, present (this is the question asked), first and order (what changes).
    """
    return cached.computed(_cases, question)


def _cases(question: Question) -> pd.DataFrame:
    return hub_answers.cases(question, ranking)


def without_doubt(question: Question) -> tuple[pd.Series | None, bool]:
    """The first pair when the unreliable outline is left out (None: none is left), and whether it is the same place."""
    return cached.computed(_without_doubt, question)


def _without_doubt(question: Question) -> tuple[pd.Series | None, bool]:
    return hub_answers.without_doubt(ranking(question))


def real_hubs(question: Question) -> RealHubs | None:
    """Where the pair of real hubs stands; None unless two are recorded in two governorates."""
    return hub_answers.real_hubs(cached.table("pilot_hubs"), ranking(question), by_governorate(question))
