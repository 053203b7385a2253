"""What a brief or slides are made from: the choice of one list under one question, gathered from a store."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from analysis.hubs import Ranking
from data.scenario_results import MOST_SEATS, Result
from geo import added as places_added
from queries.store import Store
from ui import hub_answers as answers
from ui import ways as from_where
from ui.answers import territory_of
from ui.hub_answers import Question
from ui.reader import Reader

MARKS = "abcdefghij"
assert len(MARKS) == MOST_SEATS


@dataclass(frozen=True)
class Told:
    """What one list alone says of its choice."""

    lead: str
    why_title: str
    why: Sequence[str]
    sure: Sequence[str]
    settings: str
    context: Sequence[str] = ()


@dataclass(frozen=True)
class Kept:
    """The scenario a brief is of: its name, its sheet, and its result where its seats are to be found again."""

    name: str = ""
    sheet: Mapping[str, str] = field(default_factory=dict)
    result: Result | None = None


@dataclass(frozen=True)
class Ground:
    """What every list starts from: the snapshot, the decoded settings and the exact ranking."""

    store: Store
    settings: Mapping[str, Any]
    question: Question
    where: pd.DataFrame
    ranking: Ranking
    ranking_of: Callable[[Question], Ranking]
    left_out: tuple[str, ...] = ()  # added places that the source of distances does not know
    ways: pd.DataFrame | None = None


@dataclass(frozen=True)
class Choice:
    """The answer of one list under one question. `served` as in `ui/hub_answers.py`, for any number of seats."""

    question: Question
    settings: Mapping[str, Any]
    where: pd.DataFrame
    result: Result
    served: pd.DataFrame
    words: Callable[[Reader], Told]
    snapshot: int
    demonstration: bool
    left_out: tuple[str, ...] = ()
    travel_source: tuple[str, ...] = ()
    kept: Kept = field(default_factory=Kept)

    @property
    def seats(self) -> dict[str, str]:
        """a, b and so on, as delegation codes."""
        return dict(zip(MARKS, self.result.seats, strict=False))


def ground_of(store: Store, settings: Mapping[str, Any]) -> Ground:
    """The exact ranking under these settings, and the way to that of other questions."""
    bare = territory_of(store.ask)
    source, ways, added, left_out = _measured(store, settings, bare)
    question = answers.question_of(settings, source, added)
    bases = {"census": bare, "rescaled": territory_of(store.ask, "rescaled")}
    territory = {basis: answers.with_added(rows.set_index("code"), added) for basis, rows in bases.items()}
    made: dict[Question, Ranking] = {}

    def ranking_of(asked: Question) -> Ranking:
        if asked not in made:
            rows = territory[asked.basis]
            km = answers.distances(rows, asked.circuity, ways)
            made[asked] = answers.ranked(rows, answers.effective(asked.rules), km)
        return made[asked]

    where, ranking = territory[question.basis], ranking_of(question)
    return Ground(store, settings, question, where, ranking, ranking_of, left_out, ways)


def _measured(
    store: Store, settings: Mapping[str, Any], where: pd.DataFrame
) -> tuple[str, pd.DataFrame | None, tuple[str, ...], tuple[str, ...]]:
    """Where distances come from, as a table where one is, the added places that take part, and those that cannot."""
    loaded = store.ask("travel")
    source = from_where.chosen(str(settings["distance"]), from_where.available(loaded), where)
    wanted, _ = places_added.standing(settings["added"])
    added = from_where.measurable(source, where, wanted)
    ways = None
    if source.startswith("table"):
        ways = from_where.from_table(loaded, pd.Index(where["code"], name="code"), from_where.unit(source))
    elif source != from_where.FACTOR:
        ways = from_where.from_server(where, from_where.unit(source), added)
    return source, ways, added, tuple(code for code in wanted if code not in added)


def choice_of(ground: Ground, result: Result, served: pd.DataFrame, words: Callable[[Reader], Told]) -> Choice:
    """The choice with what the snapshot says of itself."""
    demonstration = bool(ground.store.ask("snapshot")["demonstration"].iloc[0])
    rows = served.assign(unserved=served["seat"].isna()).rename_axis("delegation").reset_index()
    rows = rows.sort_values(["unserved", "need"], ascending=False, ignore_index=True)
    number = ground.store.number
    tables = tuple(str(one) for one in ground.store.ask("travel")["source"].dropna().unique())
    return Choice(
        ground.question, ground.settings, ground.where, result, rows, words, number,
        demonstration, ground.left_out, tables,
    )  # fmt: skip
