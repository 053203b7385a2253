"""The hubs page in sentences: `ui/hub_sentences.py` as the present reader reads it."""

from collections.abc import Sequence

import pandas as pd

from analysis.hubs import Ranking
from ui import cached, hub_sentences
from ui.hubs import Question, by_governorate
from ui.speech import language, name_of, reader, t
from ui.ways import KM
from words.translate import percent


def seat_name(code: str) -> str:
    """A delegation's name, with its town where several delegations share one."""
    return hub_sentences.seat_name(reader(), cached.computed(_towns), code)


def _towns() -> dict[str, tuple[str, str]]:
    return hub_sentences.towns_of(cached.territory())


def pair_name(row: pd.Series, towns: bool = False) -> str:
    """Both seats of a row of pairs; with the towns several delegations share where it matters."""
    return hub_sentences.pair_name(reader(), row, cached.computed(_towns) if towns else None)


def pair_names(rows: pd.DataFrame) -> list[str]:
    """Both seats of each row of pairs."""
    names = {code: name_of("delegations", code) for code in set(rows["seat_a"]) | set(rows["seat_b"])}
    return [t("hubs.pair", a=names[a], b=names[b]) for a, b in zip(rows["seat_a"], rows["seat_b"], strict=True)]


def governorates_name(row: pd.Series, joined: str = "hubs.pair") -> str:
    """Both governorates of a row of pairs."""
    return hub_sentences.governorates_name(reader(), row, joined)


def km(value: float, decimals: int = 1) -> str:
    """A distance in km as written."""
    return hub_sentences.km(reader(), value, decimals)


def quantity(value: float, unit: str, decimals: int = 1) -> str:
    """A distance or a time with its unit."""
    return hub_sentences.quantity(reader(), value, unit, decimals)


def within(question: Question) -> str:
    """The reach with its unit."""
    return hub_sentences.within(reader(), question)


def measured(question: Question) -> str:
    """How distances are made, in a few words."""
    return hub_sentences.measured(reader(), question)


def share(value: float) -> str:
    """A share as written."""
    return percent(value, language(), 1)


def answer(question: Question, ranking: Ranking, served: pd.DataFrame) -> str:
    """The one-sentence answer: the first pair, whom it serves, how far."""
    groups = len(by_governorate(question))
    return hub_sentences.answer(reader(), cached.computed(_towns), question, ranking, served, groups)


def figures(row: pd.Series, unit: str = KM) -> str:
    """Whom a pair serves and how far, in a few words."""
    return hub_sentences.figures(reader(), row, unit)


def numbered_pair(row: pd.Series) -> str:
    """Rank and both seats."""
    return t("hubs.rank", rank=int(row["rank"]), pair=pair_name(row))


def standings(rows: pd.DataFrame, in_list: bool = False, unit: str = KM) -> list[str]:
    """Why each row of an ordered selection (with why, value, next_value) stands where it does: figures, then reason.

    `in_list`: the rows are read one under the other, so the neighbour need not be named.
    """
    return hub_sentences.standings(reader(), rows, in_list, unit)


def governorates_sentence(question: Question, groups: pd.DataFrame) -> str:
    """What the pairs of governorates say, need and nearness held against each other."""
    return hub_sentences.governorates_sentence(reader(), question, groups)


def listed(names: Sequence[str]) -> str:
    """Names in a row, in the reader's punctuation."""
    return reader().listed(names)
