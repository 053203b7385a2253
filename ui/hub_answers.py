"""The hubs' answers from frames: codes and numbers, no words, no Streamlit. Pages keep them in ui/hubs.py."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from analysis.hub_summary import Change, compared, governorate_pairs, next_five, reasons, without_unreliable
from analysis.hubs import AREAS, OWN, HubRules, Ranking, place_pair, rank_of, rank_pairs, served_by
from geo import added as places_added
from geo.distances import seats_matrix
from ui.ways import FACTOR, KM, unit

LISTED = 10  # a long tie is told by its number, and whole in the table
CONSTRAINTS = ("fixed", "excluded", "fixed_governorates", "excluded_governorates")
CIRCUITIES = (1.2, 1.3, 1.5, 1.8)  # the assumption is tried over this range


@dataclass(frozen=True)
class Question:
    """Who is served and what is imposed, the circuity factor, the population basis, the added places that take part,
    and where distances come from (`ui.ways`), which also says whether the reach is in km or minutes.
    """

    rules: HubRules
    circuity: float
    basis: str
    added: tuple[str, ...] = ()
    distance: str = FACTOR

    @property
    def unit(self) -> str:
        """km or minutes."""
        return unit(self.distance)

    @property
    def straight(self) -> bool:
        """Whether distances are straight lines times the factor."""
        return self.distance == FACTOR


RankingOf = Callable[[Question], Ranking]


def question_of(settings: Mapping[str, Any], source: str = FACTOR, added: tuple[str, ...] = ()) -> Question:
    """The question as decoded settings put it, with distances from this source and the added places it measures."""
    constraints = {
        name: tuple(code for code in settings[name] if code in added or not places_added.read(code))
        for name in CONSTRAINTS
    }
    reach = settings["reach" if unit(source) == KM else "reach_minutes"]
    rules = HubRules(area=settings["area"], reach_km=float(reach), **constraints)
    return Question(rules, float(settings["circuity"]), settings["basis"], added, source)


def effective(rules: HubRules) -> HubRules:
    """The rules without what changes nothing: a whole governorate is served whatever the reach."""
    return replace(rules, reach_km=HubRules().reach_km) if rules.area == OWN else rules


def with_added(where: pd.DataFrame, added: Sequence[str]) -> pd.DataFrame:
    """The territory by code, and below it the added places: a point of their own, no need of their own, the figures of
    their delegation otherwise; `added` marks them.
    """
    told = [place for place in map(places_added.read, added) if place]
    rows = where.loc[[one.delegation for one in told]].assign(
        lon=[one.lon for one in told], lat=[one.lat for one in told], added=True, town="", need=0.0, need_error=0.0
    )
    rows = rows.set_axis(pd.Index([one.code for one in told], name=where.index.name))
    return pd.concat([where.assign(added=False), rows]) if told else where.assign(added=False)


def distances(where: pd.DataFrame, circuity: float, ways: pd.DataFrame | None = None) -> pd.DataFrame:
    """From where people live to where they are served, by code: `ways` where there are, else lines times the factor."""
    if ways is not None:
        return ways.reindex(index=where.index, columns=where.index)
    home = [places_added.home(str(code)) for code in where.index]
    km = seats_matrix(where[["lon", "lat"]], where["area_km2"], home, circuity)
    return pd.DataFrame(km, where.index, where.index)


def ranked(where: pd.DataFrame, rules: HubRules, distance: pd.DataFrame) -> Ranking:
    """All permitted pairs of seats, best first; `where` as `with_added` gives it."""
    return rank_pairs(where[["governorate", "town", "need", "added"]], distance, rules)


def by_governorate(ranking: Ranking, where: pd.DataFrame, within_km: float) -> pd.DataFrame:
    """The pairs of governorates with their best seats, `position` of these in the ranking, and need_error."""
    best = governorate_pairs(ranking, within_km)
    at = [position_of(ranking, a, b) or 1 for a, b in zip(best["seat_a"], best["seat_b"], strict=True)]
    served = [served_places(ranking, where, position) for position in at]
    errors = [together(one.loc[one["seat"].notna(), "need_error"]) for one in served]
    return best.assign(position=np.array(at), need_error=np.array(errors))


def position_of(ranking: Ranking, seat_a: str, seat_b: str) -> int | None:
    """Where a pair stands in the list, from 1: unlike ranks, positions are never shared."""
    low, high = sorted((seat_a, seat_b))
    found = np.flatnonzero((ranking.pairs["seat_a"] == low) & (ranking.pairs["seat_b"] == high))
    return int(found[0]) + 1 if len(found) else None


def leading(ranking: Ranking) -> tuple[pd.DataFrame, int]:
    """First and next five (`pairs` with position, why, value, next_value), and how many more are tied but not listed.

    `first` marks those that share the first rank. Seats of one town are one place.
    """
    first = ranking.pairs[(ranking.pairs["rank"] == 1) & ~ranking.pairs["same_town"]]
    kept = pd.concat([first.head(LISTED), next_five(ranking).head(LISTED)])
    left = max(len(first) - LISTED, 0) + max(len(next_five(ranking)) - LISTED, 0)
    return kept.join(reasons(kept)).assign(position=kept.index + 1, first=kept["rank"] == 1), left


def beside(ranking: Ranking, position: int) -> pd.DataFrame:
    """The pair at a position and the one before it (the one after the first), with the reason between them."""
    rows = ranking.pairs.iloc[max(position - 2, 0) : max(position, 2)]
    return rows.join(reasons(rows))


def served_places(ranking: Ranking, where: pd.DataFrame, position: int) -> pd.DataFrame:
    """By delegation, the unserved first: governorate, need, need_error, seat (None: not served), distance_km."""
    pair = ranking.pairs.iloc[position - 1]
    served = served_by(ranking, pair["seat_a"], pair["seat_b"])
    served = served[~ranking.places["added"]]
    rows = served.join(where[["governorate", "need_error"]]).rename_axis("delegation").reset_index()
    unserved = rows["seat"].isna()
    return rows.assign(unserved=unserved).sort_values(["unserved", "need"], ascending=False, ignore_index=True)


def need_of(rows: pd.DataFrame) -> tuple[float, float]:
    """People in need in these places, and the standard error of the sum (places taken as independent)."""
    return float(rows["need"].sum()), together(rows["need_error"])


def together(errors: pd.Series) -> float:
    """The standard error of a sum of independent figures."""
    return float(np.sqrt((errors**2).sum()))


def by_area(question: Question, ranking_of: RankingOf) -> pd.DataFrame:
    """The first pair under each service-area rule: the columns of `pairs`, and area; rules without a pair left out."""
    rows = []
    for area in AREAS:
        pairs = ranking_of(replace(question, rules=replace(question.rules, area=area))).pairs
        rows += [pairs.iloc[0].to_dict() | {"area": area}] if len(pairs) else []
    return pd.DataFrame(rows)


def cases(question: Question, ranking_of: RankingOf) -> pd.DataFrame:
    """The first pair under other circuity factors (where the factor rules) and the other population basis.

    Columns of `pairs`, and circuity, basis, present (this is the question asked), first and order (what changes).
    """
    other = "rescaled" if question.basis == "census" else "census"
    factors = sorted({*CIRCUITIES, question.circuity}) if question.straight else [question.circuity]
    tried = [replace(question, circuity=factor) for factor in factors]
    asked, rows = ranking_of(question), []
    for one in (*tried, replace(question, basis=other)):
        answer = ranking_of(one)
        change = Change(False, False) if one == question else compared(asked, answer)
        told = {"circuity": one.circuity, "basis": one.basis, "present": one == question}
        rows.append(answer.pairs.iloc[0].to_dict() | told | {"first": change.first, "order": change.order})
    return pd.DataFrame(rows)


def without_doubt(ranking: Ranking) -> tuple[pd.Series | None, bool]:
    """The first pair when the unreliable outline is left out (None: none is left), and whether it is the same place."""
    without = without_unreliable(ranking)
    if without.pairs.empty:
        return None, False
    places = [set(place_pair(one.pairs[one.pairs["rank"] == 1])) for one in (without, ranking)]
    return without.pairs.iloc[0], places[0] <= places[1]


@dataclass(frozen=True)
class RealHubs:
    """The two hubs that exist: assumed seats, their rank and position (None: left out), their governorates' rank."""

    seats: tuple[str, str]
    governorates: tuple[str, str]
    rank: int | None
    position: int | None
    governorate_rank: int | None


def real_hubs(hubs: pd.DataFrame, ranking: Ranking, groups: pd.DataFrame) -> RealHubs | None:
    """Where the pair of real hubs (`pilot_hubs`) stands; None unless two are recorded in two governorates."""
    hubs = hubs.dropna(subset=["seat"])
    if len(hubs) != 2 or hubs["governorate"].nunique() != 2:
        return None
    (seat_a, seat_b), pair = sorted(hubs["seat"]), tuple(sorted(hubs["governorate"]))
    found = [tuple(sorted(two)) == pair for two in zip(groups["governorate_a"], groups["governorate_b"], strict=True)]
    standing = groups.loc[found, "rank"]
    return RealHubs(
        (seat_a, seat_b),
        (pair[0], pair[1]),
        rank_of(ranking, seat_a, seat_b),
        position_of(ranking, seat_a, seat_b),
        int(standing.iloc[0]) if len(standing) else None,
    )
