"""The hubs page in sentences: names of seats and pairs, the answer, and why a pair stands where it does."""

from collections.abc import Sequence

import pandas as pd

from analysis.hubs import OWN, Ranking
from ui import cached
from ui.drawing import people
from ui.hubs import Question, by_governorate, need_of
from ui.speech import language, name_of, right_to_left, t
from words.translate import isolated, number, percent


def seat_name(code: str) -> str:
    """A delegation's name, with its town where several delegations share one."""
    town, governorate = cached.computed(_towns)[code]
    if not town:
        return name_of("delegations", code)
    return t("hubs.in_town", seat=name_of("delegations", code), town=_town_name(town, governorate))


def _towns() -> dict[str, tuple[str, str]]:
    rows = cached.territory()
    return dict(zip(rows["code"], zip(rows["town"].fillna(""), rows["governorate"], strict=True), strict=True))


def _town_name(town: str, governorate: str) -> str:
    """The shared towns are chief towns: the governorate's name says them in every language."""
    if cached.vocabulary()["governorates"].get(governorate, {}).get("fr") == town:
        return name_of("governorates", governorate)
    return isolated(town) if right_to_left() else town


def pair_name(row: pd.Series, towns: bool = False) -> str:
    """Both seats of a row of pairs; with the towns several delegations share where it matters."""
    a, b = (seat_name(code) if towns else name_of("delegations", code) for code in (row["seat_a"], row["seat_b"]))
    return t("hubs.pair", a=a, b=b)


def pair_names(rows: pd.DataFrame) -> list[str]:
    """Both seats of each row of pairs."""
    names = {code: name_of("delegations", code) for code in set(rows["seat_a"]) | set(rows["seat_b"])}
    return [t("hubs.pair", a=names[a], b=names[b]) for a, b in zip(rows["seat_a"], rows["seat_b"], strict=True)]


def governorates_name(row: pd.Series, joined: str = "hubs.pair") -> str:
    """Both governorates of a row of pairs."""
    return t(joined, a=name_of("governorates", row["governorate_a"]), b=name_of("governorates", row["governorate_b"]))


def km(value: float, decimals: int = 1) -> str:
    """A distance in km as written."""
    return number(round(value, decimals), language(), decimals)


def share(value: float) -> str:
    """A share as written."""
    return percent(value, language(), 1)


def answer(question: Question, ranking: Ranking, served: pd.DataFrame) -> str:
    """The one-sentence answer: the first pair, whom it serves, how far."""
    first = ranking.pairs.iloc[0]
    if pd.isna(first["mean_km"]):
        return t("hubs.nobody")
    own = question.rules.area == OWN
    inside = ranking.pairs["need_served"].eq(first["need_served"]) if own else ranking.pairs["rank"] > 0
    words = t(
        "hubs.answer_own" if own else "hubs.answer_reach",
        pair=pair_name(first, towns=True),
        governorates=governorates_name(first, "hubs.both"),
        served=people(*need_of(served[~served["unserved"]])),
        share=share(first["share_served"]),
        choices=len(by_governorate(question)),
        pairs=int(inside.sum()),
        reach=question.rules.reach_km,
        mean=km(first["mean_km"]),
        worst=km(first["worst_km"]),
        place=name_of("delegations", first["worst_place"]),
    )
    tied = int(((ranking.pairs["rank"] == 1) & ~ranking.pairs["same_town"]).sum())
    return f"{words} {t('hubs.answer_tied', n=tied)}" if tied > 1 else words


def figures(row: pd.Series) -> str:
    """Whom a pair serves and how far, in a few words."""
    if pd.isna(row["mean_km"]):
        return t("hubs.figures_nobody")
    served = t("unit.poor_people", n=round(row["need_served"]))
    return t("hubs.figures", served=served, mean=km(row["mean_km"]), worst=km(row["worst_km"]))


def numbered_pair(row: pd.Series) -> str:
    """Rank and both seats."""
    return t("hubs.rank", rank=int(row["rank"]), pair=pair_name(row))


def standings(rows: pd.DataFrame, in_list: bool = False) -> list[str]:
    """Why each row of an ordered selection (with why, value, next_value) stands where it does: figures, then reason.

    `in_list`: the rows are read one under the other, so the neighbour need not be named.
    """
    words = []
    for at in range(len(rows)):
        row = rows.iloc[at]
        marks = [t("hubs.same_town")] * bool(row["same_town"]) + [t("hubs.hangs")] * bool(row["unreliable"])
        reason = [] if len(rows) < 2 else [_reason(rows, at, in_list)]
        words.append(" ".join([figures(row), *reason, *marks]))
    return words


def _reason(rows: pd.DataFrame, at: int, in_list: bool) -> str:
    """The first is held against the one after it, the others against the one before."""
    upper = rows.iloc[max(at - 1, 0)]
    values = _told_apart(upper["why"], upper["value"], upper["next_value"])
    side, near, (mine, theirs) = ("behind", "previous", values[::-1]) if at else ("ahead", "following", values)
    other = t(f"hubs.{near}") if in_list else pair_name(rows.iloc[at - 1 if at else 1])
    return t(f"hubs.{side}_{upper['why']}", other=other, mine=mine, theirs=theirs)


def _told_apart(why: str, value: float, other: float) -> tuple[str, str]:
    """Two numbers with as many digits as it takes to see that they differ."""
    if pd.isna(value) or pd.isna(other):
        return t("state.no_figure"), t("state.no_figure")
    for decimals in (0,) if why == "more_need" else (1, 2, 3):
        written = km(value, decimals), km(other, decimals)
        if written[0] != written[1]:
            break
    return written


def governorates_sentence(question: Question, groups: pd.DataFrame) -> str:
    """What the pairs of governorates say, need and nearness held against each other."""
    first, near = groups.iloc[0], groups.sort_values("rank_within").iloc[0]
    if question.rules.area != OWN:
        key = "hubs.governorates_reach"
    else:
        key = "hubs.governorates_agree" if first["rank_within"] == 1 else "hubs.governorates_own"
    return t(
        key,
        first=governorates_name(first),
        reach=question.rules.reach_km,
        share=share(first["share_within"]),
        rank=int(first["rank_within"]),
        pairs=len(groups),
        near=governorates_name(near),
        near_share=share(near["share_within"]),
    )


def listed(names: Sequence[str]) -> str:
    """Names in a row, in the reader's punctuation."""
    return ("، " if right_to_left() else ", ").join(names)
