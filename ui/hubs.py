"""The question the hubs page asks, as the address puts it, and the answers made from it: codes and frames, no words."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.hub_summary import governorate_pairs, next_five, reasons
from analysis.hubs import OWN, HubRules, Ranking, rank_pairs, served_by
from geo.distances import distance_matrix
from ui import address, cached

LISTED = 10  # a long tie is told by its number, and whole in the table
CONSTRAINTS = ("fixed", "excluded", "fixed_governorates", "excluded_governorates")


@dataclass(frozen=True)
class Question:
    """Who is served and what is imposed, the circuity factor, and the population basis."""

    rules: HubRules
    circuity: float
    basis: str


def present_question() -> Question:
    """The question as the address puts it."""
    constraints = {name: address.value(name) for name in CONSTRAINTS}
    rules = HubRules(area=address.value("area"), reach_km=float(address.value("reach")), **constraints)
    return Question(rules, float(address.value("circuity")), address.value("basis"))


def places(basis: str) -> pd.DataFrame:
    """The 45 delegations by code: governorate, town, point, need and its standard error."""
    return cached.computed(_places, basis)


def _places(basis: str) -> pd.DataFrame:
    return cached.territory(basis).set_index("code")


def ranking(question: Question) -> Ranking:
    """All permitted pairs of seats, best first."""
    rules = question.rules
    if rules.area == OWN:
        rules = replace(rules, reach_km=HubRules().reach_km)  # serves a whole governorate, whatever the reach
    return cached.computed(_ranking, rules, question.circuity, question.basis)


def _ranking(rules: HubRules, circuity: float, basis: str) -> Ranking:
    where = places(basis)
    km = distance_matrix(where[["lon", "lat"]], where["area_km2"], circuity)
    return rank_pairs(where[["governorate", "town", "need"]], pd.DataFrame(km, where.index, where.index), rules)


def by_governorate(question: Question) -> pd.DataFrame:
    """The pairs of governorates with their best seats, `position` of these in the ranking, and need_error."""
    return cached.computed(_by_governorate, question)


def _by_governorate(question: Question) -> pd.DataFrame:
    ranked = ranking(question)
    best = governorate_pairs(ranked, question.rules.reach_km)
    at = [position_of(ranked, a, b) or 1 for a, b in zip(best["seat_a"], best["seat_b"], strict=True)]
    served = [served_places(question, position) for position in at]
    errors = [_together(one.loc[one["seat"].notna(), "need_error"]) for one in served]
    return best.assign(position=np.array(at), need_error=np.array(errors))


def position_of(ranked: Ranking, seat_a: str, seat_b: str) -> int | None:
    """Where a pair stands in the list, from 1: unlike ranks, positions are never shared."""
    low, high = sorted((seat_a, seat_b))
    found = np.flatnonzero((ranked.pairs["seat_a"] == low) & (ranked.pairs["seat_b"] == high))
    return int(found[0]) + 1 if len(found) else None


def leading(question: Question) -> tuple[pd.DataFrame, int]:
    """First and next five (`pairs` with position, why, value, next_value), and how many more are tied but not listed.

    `first` marks those that share the first rank. Seats of one town are one place.
    """
    return cached.computed(_leading, question)


def _leading(question: Question) -> tuple[pd.DataFrame, int]:
    ranked = ranking(question)
    first = ranked.pairs[(ranked.pairs["rank"] == 1) & ~ranked.pairs["same_town"]]
    kept = pd.concat([first.head(LISTED), next_five(ranked).head(LISTED)])
    left = max(len(first) - LISTED, 0) + max(len(next_five(ranked)) - LISTED, 0)
    return kept.join(reasons(kept)).assign(position=kept.index + 1, first=kept["rank"] == 1), left


def beside(question: Question, position: int) -> pd.DataFrame:
    """The pair at a position and the one before it (the one after the first), with the reason between them."""
    rows = ranking(question).pairs.iloc[max(position - 2, 0) : max(position, 2)]
    return rows.join(reasons(rows))


def served_places(question: Question, position: int) -> pd.DataFrame:
    """By delegation, the unserved first: governorate, need, need_error, seat (None: not served), distance_km."""
    return cached.computed(_served_places, question, position)


def _served_places(question: Question, position: int) -> pd.DataFrame:
    ranked, where = ranking(question), places(question.basis)
    pair = ranked.pairs.iloc[position - 1]
    served = served_by(ranked, pair["seat_a"], pair["seat_b"])
    rows = served.join(where[["governorate", "need_error"]]).rename_axis("delegation").reset_index()
    unserved = rows["seat"].isna()
    return rows.assign(unserved=unserved).sort_values(["unserved", "need"], ascending=False, ignore_index=True)


def need_of(rows: pd.DataFrame) -> tuple[float, float]:
    """People in need in these places, and the standard error of the sum (places taken as independent)."""
    return float(rows["need"].sum()), _together(rows["need_error"])


def _together(errors: pd.Series) -> float:
    return float(np.sqrt((errors**2).sum()))
