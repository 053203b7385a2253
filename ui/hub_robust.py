"""The weighted list and how sure it is: the field compared, shares, ranges, methods; codes and frames, no words."""

import numpy as np
import pandas as pd

from analysis import hub_criteria as seats
from analysis import hub_weighting as weighing
from analysis.criteria import Array
from analysis.hub_sites import Seats, best_seats
from analysis.robustness import Acceptability, Indices
from analysis.siting import pareto
from ui import cached
from ui.hub_criteria import Weighed, chief_towns, evidence, values
from ui.hub_trials import DRAWS, SEED
from ui.hubs import Question, distances, places, ranking


def field(asked: Weighed) -> weighing.Field:
    """The permitted pairs of seats that have every criterion in use; weights do not matter."""
    return cached.computed(_field, asked.unweighted)


def _field(asked: Weighed) -> weighing.Field:
    permitted = ranking(asked.question).pairs
    if asked.chief_towns == "left_out" and len(permitted):
        barred = [permitted[side].isin(chief_towns()) for side in ("seat_a", "seat_b")]
        permitted = permitted[~(barred[0] | barred[1])]
    # By code, so that the list does not remember the exact ranking's order among equals.
    permitted = permitted.sort_values(["seat_a", "seat_b"], ignore_index=True)
    chosen = values(asked.question)[list(asked.criteria)]
    return weighing.field(permitted, weighing.scaled(chosen, directions(asked)))


def directions(asked: Weighed) -> dict[str, int]:
    """+1 where more is better, -1 where less is, for the aim chosen."""
    return seats.DIRECTIONS[asked.aim]


def ordered(asked: Weighed) -> pd.DataFrame:
    """The pairs of seats, best first: `analysis.hub_weighting.ordered`."""
    return cached.computed(_ordered, asked)


def _ordered(asked: Weighed) -> pd.DataFrame:
    return weighing.ordered(field(asked), asked.shares)


def by_governorate(asked: Weighed) -> pd.DataFrame:
    """The pairs of governorates with their best seats -> columns of `ordered`, group, weightings and figures.

    weightings, figures: share of all possible weightings, and of the draws over the figures' errors, in which the pair
    of governorates comes first (NaN where no figure in use has an error).
    """
    return cached.computed(_by_governorate, asked)


def _by_governorate(asked: Weighed) -> pd.DataFrame:
    compared = field(asked)
    rows = weighing.by_governorate(ordered(asked), compared)
    figures = _figure_shares(asked, compared.group)
    return rows.assign(
        weightings=weightings(asked).rank_share[rows["group"], 0], figures=figures[rows["group"].to_numpy()]
    )


def weightings(asked: Weighed) -> Acceptability:
    """All possible weightings, by pair of governorates."""
    return cached.computed(_weightings, asked.unweighted)


def _weightings(asked: Weighed) -> Acceptability:
    compared = field(asked)
    return weighing.weightings(compared, compared.group)


def within(asked: Weighed, group: int) -> pd.DataFrame:
    """The places for two seats inside one pair of governorates, best first.

    Columns of `ordered`, weightings and figures as in `by_governorate`. Seats of one town are one place, told by the
    best of its pairs; ranks count places.
    """
    return cached.computed(_within, asked, group)


def _within(asked: Weighed, group: int) -> pd.DataFrame:
    compared = field(asked)
    inside = compared.group == group
    place = weighing.places_of(compared.pairs[inside])
    by_row = pd.Series(place, index=np.flatnonzero(inside))
    rows = ordered(asked)
    rows = rows[rows["row"].isin(by_row.index)]
    rows = rows.assign(place=by_row.loc[rows["row"]].to_numpy()).drop_duplicates("place")
    first = cached.computed(_place_weightings, asked.unweighted, group)
    figures = _figure_shares(asked, place, inside)
    rank = rows["score"].rank(method="min", ascending=False).astype(int)
    at = rows["place"].to_numpy()
    return rows.assign(rank=rank, weightings=first[at], figures=figures[at]).reset_index(drop=True)


def _place_weightings(asked: Weighed, group: int) -> Array:
    compared = field(asked)
    inside = compared.group == group
    shares: Array = weighing.weightings(compared, weighing.places_of(compared.pairs[inside]), inside).rank_share[:, 0]
    return shares


def _figure_shares(asked: Weighed, group: Indices, rows: np.ndarray | None = None) -> Array:
    """Share of the draws over standard errors in which each group is first, under the present weights."""
    if not set(asked.criteria) & set(seats.REAL):
        return np.full(int(group.max()) + 1, np.nan)
    return weighing.first_shares(cached.computed(_figure_scores, asked), field(asked), group, rows)


def _figure_scores(asked: Weighed) -> pd.DataFrame:
    where, known = places(asked.question.basis), evidence(asked.question)
    near = (known.distance_km.to_numpy() <= asked.question.rules.reach_km).astype(float)
    need = seats.need_draws(where["need"].to_numpy(), where["need_error"].to_numpy(), DRAWS, SEED)
    chosen = values(asked.question)[list(asked.criteria)]
    within_reach = np.where(np.isnan(values(asked.question)[seats.WITHIN]), np.nan, np.nan_to_num(need) @ near)
    drawn = {seats.NEED: need[:, seats.homes(known)], seats.WITHIN: within_reach}
    drawn = {code: one for code, one in drawn.items() if code in asked.criteria}
    return weighing.drawn_scores(
        drawn, chosen, directions(asked), dict(zip(asked.criteria, asked.shares.tolist(), strict=True))
    )


def ranges(asked: Weighed) -> pd.DataFrame:
    """One row per criterion in use -> criterion, weight, low, high (of the first governorates), seat_low, seat_high.

    In percent. Several pairs that tie for the first place hold it together.
    """
    return cached.computed(_ranges, asked)


def _ranges(asked: Weighed) -> pd.DataFrame:
    compared, rows = field(asked), ordered(asked)
    first = rows.loc[rows["rank"] == 1, "row"].to_numpy()
    seats_first = np.isin(np.arange(len(compared.matrix)), first)
    towns = weighing.places_of(compared.pairs)
    limits = [
        100 * weighing.ranges(compared, asked.shares, np.isin(of, of[seats_first])) for of in (compared.group, towns)
    ]
    return pd.DataFrame(
        {
            "criterion": asked.criteria,
            "weight": asked.weights,
            "low": limits[0][:, 0],
            "high": limits[0][:, 1],
            "seat_low": limits[1][:, 0],
            "seat_high": limits[1][:, 1],
        }
    )


def methods(asked: Weighed) -> pd.DataFrame:
    """What each method puts first: `analysis.hub_weighting.methods` with the columns of the pair it names."""
    return cached.computed(_methods, asked)


def _methods(asked: Weighed) -> pd.DataFrame:
    compared = field(asked)
    found = weighing.methods(compared, asked.shares)
    return found.join(compared.pairs.iloc[found["row"]].reset_index(drop=True))


def front(asked: Weighed) -> pd.DataFrame:
    """Every pair of the field with its mean criteria as measured, and `stands`: no other pair is better on all."""
    return cached.computed(_front, asked.unweighted)


def _front(asked: Weighed) -> pd.DataFrame:
    compared, measured = field(asked), values(asked.question)[list(asked.criteria)]
    mean = (measured.loc[compared.pairs["seat_a"]].to_numpy() + measured.loc[compared.pairs["seat_b"]].to_numpy()) / 2
    rows = compared.pairs.assign(**dict(zip(asked.criteria, mean.T, strict=True)))
    return rows.assign(stands=pareto(compared.matrix, np.ones(len(asked.criteria))))


def correlations(question: Question) -> pd.DataFrame:
    """Spearman's correlation of the six criteria over the places that have both; NaN where it cannot be said."""
    return cached.computed(_correlations, question)


def _correlations(question: Question) -> pd.DataFrame:
    known = values(question)
    found = {one: {two: weighing.rank_correlation(known[one], known[two]) for two in known} for one in known}
    return pd.DataFrame(found).reindex(columns=list(known), index=list(known))


def sites(question: Question, count: int, apart: bool) -> Seats:
    """The best seats for 1 to 10 hubs under the exact order of the default ranking."""
    return cached.computed(_sites, question, count, apart)


def _sites(question: Question, count: int, apart: bool) -> Seats:
    where = places(question.basis, question.added)
    return best_seats(where, distances(question), question.rules, count, apart)
