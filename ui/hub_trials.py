"""Does the answer hold? The question asked again under other rules, distances and figures; and the two real hubs."""

import pandas as pd

from analysis.hub_criteria import need_draws
from analysis.hub_draws import Held, held
from ui import cached, hub_answers
from ui.hub_answers import CIRCUITIES, Question, RealHubs
from ui.hubs import by_governorate, places, ranking

__all__ = ["CIRCUITIES", "RealHubs"]
DRAWS, SEED = 2_000, 2015


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


def under_errors(question: Question) -> Held:
    """Whether the first pair stays first when need is drawn around its figures."""
    return cached.computed(_under_errors, question)


def _under_errors(question: Question) -> Held:
    where = places(question.basis, question.added)
    need = need_draws(where["need"].to_numpy(), where["need_error"].to_numpy(), DRAWS, SEED)
    return held(ranking(question), need)


def real_hubs(question: Question) -> RealHubs | None:
    """Where the pair of real hubs stands; None unless two are recorded in two governorates."""
    return hub_answers.real_hubs(cached.table("pilot_hubs"), ranking(question), by_governorate(question))
