"""Does the answer hold? The question asked again under other rules, distances and figures; and the two real hubs."""

from dataclasses import dataclass, replace

import pandas as pd

from analysis.hub_criteria import need_draws
from analysis.hub_draws import Held, held
from analysis.hub_summary import Change, compared, without_unreliable
from analysis.hubs import AREAS, place_pair, rank_of
from ui import cached
from ui.hubs import Question, by_governorate, places, position_of, ranking

DRAWS, SEED = 2_000, 2015
CIRCUITIES = (1.2, 1.3, 1.5, 1.8)  # the assumption is tried over this range


def by_area(question: Question) -> pd.DataFrame:
    """The first pair under each service-area rule: the columns of `pairs`, and area; rules without a pair left out."""
    rows = []
    for area in AREAS:
        pairs = ranking(replace(question, rules=replace(question.rules, area=area))).pairs
        rows += [pairs.iloc[0].to_dict() | {"area": area}] if len(pairs) else []
    return pd.DataFrame(rows)


def cases(question: Question) -> pd.DataFrame:
    """The first pair under other circuity factors and the other population basis.

    Columns of `pairs`, and circuity, basis, present (this is the question asked), first and order (what changes).
    """
    return cached.computed(_cases, question)


def _cases(question: Question) -> pd.DataFrame:
    other = "rescaled" if question.basis == "census" else "census"
    tried = [replace(question, circuity=factor) for factor in sorted({*CIRCUITIES, question.circuity})]
    asked, rows = ranking(question), []
    for one in (*tried, replace(question, basis=other)):
        answer = ranking(one)
        change = Change(False, False) if one == question else compared(asked, answer)
        told = {"circuity": one.circuity, "basis": one.basis, "present": one == question}
        rows.append(answer.pairs.iloc[0].to_dict() | told | {"first": change.first, "order": change.order})
    return pd.DataFrame(rows)


def without_doubt(question: Question) -> tuple[pd.Series | None, bool]:
    """The first pair when the unreliable outline is left out (None: none is left), and whether it is the same place."""
    return cached.computed(_without_doubt, question)


def _without_doubt(question: Question) -> tuple[pd.Series | None, bool]:
    ranked = ranking(question)
    without = without_unreliable(ranked)
    if without.pairs.empty:
        return None, False
    places = [set(place_pair(one.pairs[one.pairs["rank"] == 1])) for one in (without, ranked)]
    return without.pairs.iloc[0], places[0] <= places[1]


def under_errors(question: Question) -> Held:
    """Whether the first pair stays first when need is drawn around its figures."""
    return cached.computed(_under_errors, question)


def _under_errors(question: Question) -> Held:
    where = places(question.basis)
    need = need_draws(where["need"].to_numpy(), where["need_error"].to_numpy(), DRAWS, SEED)
    return held(ranking(question), need)


@dataclass(frozen=True)
class RealHubs:
    """The two hubs that exist: assumed seats, their rank and position (None: left out), their governorates' rank."""

    seats: tuple[str, str]
    governorates: tuple[str, str]
    rank: int | None
    position: int | None
    governorate_rank: int | None


def real_hubs(question: Question) -> RealHubs | None:
    """Where the pair of real hubs stands; None unless two are recorded in two governorates."""
    hubs = cached.table("pilot_hubs").dropna(subset=["seat"])
    if len(hubs) != 2 or hubs["governorate"].nunique() != 2:
        return None
    (seat_a, seat_b), pair = sorted(hubs["seat"]), tuple(sorted(hubs["governorate"]))
    ranked, groups = ranking(question), by_governorate(question)
    found = [tuple(sorted(two)) == pair for two in zip(groups["governorate_a"], groups["governorate_b"], strict=True)]
    standing = groups.loc[found, "rank"]
    return RealHubs(
        (seat_a, seat_b),
        (pair[0], pair[1]),
        rank_of(ranked, seat_a, seat_b),
        position_of(ranked, seat_a, seat_b),
        int(standing.iloc[0]) if len(standing) else None,
    )
