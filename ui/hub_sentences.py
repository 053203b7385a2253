"""The hubs' answer in sentences, for any reader: a page, a brief or a slide. No Streamlit."""

from collections.abc import Mapping

import pandas as pd

from analysis.hub_summary import NEARER_MEAN, NEARER_WORST
from analysis.hubs import OWN, Ranking
from geo import added
from ui.hub_answers import Question, need_of
from ui.reader import Reader
from ui.ways import KM
from words.translate import isolated

Towns = Mapping[str, tuple[str, str]]  # delegation -> the town it shares ("" where it has its own), its governorate


def towns_of(territory: pd.DataFrame) -> dict[str, tuple[str, str]]:
    """Which town each delegation shares."""
    named = zip(territory["town"].fillna(""), territory["governorate"], strict=True)
    return dict(zip(territory["code"], named, strict=True))


def seat_name(reader: Reader, towns: Towns, code: str) -> str:
    """A delegation's name, with its town where several delegations share one; an added place's, with its delegation."""
    place = added.read(code)
    if place:
        within = reader.name("delegations", place.delegation)
        return reader.t("hubs.added_in", seat=reader.name("delegations", code), delegation=within)
    town, governorate = towns[code]
    if not town:
        return reader.name("delegations", code)
    # The shared towns are chief towns: the governorate's name says them in every language.
    named = isolated(town) if reader.right_to_left else town
    if reader.vocabulary["governorates"].get(governorate, {}).get("fr") == town:
        named = reader.name("governorates", governorate)
    return reader.t("hubs.in_town", seat=reader.name("delegations", code), town=named)


def pair_name(reader: Reader, row: pd.Series, towns: Towns | None = None) -> str:
    """Both seats of a row of pairs; with the towns several delegations share where these are given."""
    codes = (row["seat_a"], row["seat_b"])
    a, b = (seat_name(reader, towns, code) if towns else reader.name("delegations", code) for code in codes)
    return reader.t("hubs.pair", a=a, b=b)


def governorates_name(reader: Reader, row: pd.Series, joined: str = "hubs.pair") -> str:
    """Both governorates of a row of pairs."""
    a, b = (reader.name("governorates", row[f"governorate_{side}"]) for side in "ab")
    return reader.t(joined, a=a, b=b)


def km(reader: Reader, value: float, decimals: int = 1) -> str:
    """A distance in km as written."""
    return reader.number(round(value, decimals), decimals)


def quantity(reader: Reader, value: float, unit: str, decimals: int = 1) -> str:
    """ "12,3 km" or "14,0 min"."""
    return reader.t(f"travel.{unit}", value=km(reader, value, decimals))


def within(reader: Reader, question: Question) -> str:
    """The reach with its unit."""
    return quantity(reader, question.rules.reach_km, question.unit, 0)


def measured(reader: Reader, question: Question) -> str:
    """How distances are made, in a few words."""
    if question.straight:
        return reader.t("hubs.by_factor", factor=reader.number(question.circuity, 2))
    return reader.t(f"hubs.by_{question.distance.split('_')[0]}")


def answer(
    reader: Reader, towns: Towns, question: Question, ranking: Ranking, served: pd.DataFrame, choices: int
) -> str:
    """The one-sentence answer: the first pair, whom it serves, how far; `choices` pairs of governorates there are."""
    first = ranking.pairs.iloc[0]
    if pd.isna(first["mean_km"]):
        return reader.t("hubs.nobody")
    own = question.rules.area == OWN
    inside = ranking.pairs["need_served"].eq(first["need_served"]) if own else ranking.pairs["rank"] > 0
    told = {
        "n": int(inside.sum()),
        "mean": quantity(reader, first["mean_km"], question.unit),
        "worst": quantity(reader, first["worst_km"], question.unit),
        "place": reader.name("delegations", first["worst_place"]),
    }
    pair = pair_name(reader, first, towns)
    people = reader.people(*need_of(served[~served["unserved"]]))
    if own:
        words = reader.t(
            "hubs.answer_own",
            pair=pair,
            governorates=governorates_name(reader, first, "hubs.both"),
            served=people,
            most=reader.t("hubs.answer_most", n=choices),
            nearest=reader.t("hubs.answer_nearest", **told),
        )
    else:
        share, reach = reader.percent(first["share_served"]), within(reader, question)
        words = reader.t("hubs.answer_reach", pair=pair, served=people, share=share, reach=reach, **told)
    tied = int(((ranking.pairs["rank"] == 1) & ~ranking.pairs["same_town"]).sum())
    return f"{words} {reader.t('hubs.answer_tied', n=tied)}" if tied > 1 else words


def figures(reader: Reader, row: pd.Series, unit: str = KM) -> str:
    """Whom a pair serves and how far, in a few words."""
    if pd.isna(row["mean_km"]):
        return reader.t("hubs.figures_nobody")
    served = reader.t("unit.poor_people", n=round(row["need_served"]))
    mean, worst = (quantity(reader, row[name], unit) for name in ("mean_km", "worst_km"))
    return reader.t("hubs.figures", served=served, mean=mean, worst=worst)


def standings(reader: Reader, rows: pd.DataFrame, in_list: bool = False, unit: str = KM) -> list[str]:
    """Why each row of an ordered selection (with why, value, next_value) stands where it does: figures, then reason.

    `in_list`: the rows are read one under the other, so the neighbour need not be named.
    """
    words = []
    for at in range(len(rows)):
        row = rows.iloc[at]
        marks = [reader.t("hubs.same_town")] if row["same_town"] else []
        marks += [reader.t("hubs.hangs")] if row["unreliable"] else []
        reason = [] if len(rows) < 2 else [reason_of(reader, rows, at, in_list, unit)]
        words.append(" ".join([figures(reader, row, unit), *reason, *marks]))
    return words


def reason_of(reader: Reader, rows: pd.DataFrame, at: int, in_list: bool = False, unit: str = KM) -> str:
    """Why one row stands where it does: the first is held against the one after it, the others against the one before.

    `rows` has at least two.
    """
    upper = rows.iloc[max(at - 1, 0)]
    values = _told_apart(reader, upper["why"], upper["value"], upper["next_value"])
    side, near, (mine, theirs) = ("behind", "previous", values[::-1]) if at else ("ahead", "following", values)
    if upper["why"] in (NEARER_MEAN, NEARER_WORST):
        mine = reader.t(f"travel.{unit}", value=mine)
    other = reader.t(f"hubs.{near}") if in_list else pair_name(reader, rows.iloc[at - 1 if at else 1])
    return reader.t(f"hubs.{side}_{upper['why']}", other=other, mine=mine, theirs=theirs)


def _told_apart(reader: Reader, why: str, value: float, other: float) -> tuple[str, str]:
    """Two numbers with as many digits as it takes to see that they differ."""
    if pd.isna(value) or pd.isna(other):
        return reader.t("state.no_figure"), reader.t("state.no_figure")
    for decimals in (0,) if why == "more_need" else (1, 2, 3):
        written = km(reader, value, decimals), km(reader, other, decimals)
        if written[0] != written[1]:
            break
    return written


def governorates_sentence(reader: Reader, question: Question, groups: pd.DataFrame) -> str:
    """What the pairs of governorates say, need and nearness held against each other."""
    first, near = groups.iloc[0], groups.sort_values("rank_within").iloc[0]
    if question.rules.area != OWN:
        key = "hubs.governorates_reach"
    else:
        key = "hubs.governorates_agree" if first["rank_within"] == 1 else "hubs.governorates_own"
    return reader.t(
        key,
        first=governorates_name(reader, first),
        reach=within(reader, question),
        share=reader.percent(first["share_within"]),
        rank=int(first["rank_within"]),
        pairs=len(groups),
        near=governorates_name(reader, near),
        near_share=reader.percent(near["share_within"]),
    )


def sure_sentence(reader: Reader, question: Question, cases: pd.DataFrame) -> str:
    """Whether the first pair stays first under other detours and the other population basis."""
    by_basis = cases["basis"] != question.basis
    moved = [reader.number(factor, 2) for factor in cases.loc[cases["first"] & ~by_basis, "circuity"]]
    words = [reader.t("hubs.sure_circuity", factors=" · ".join(moved))] if moved else []
    words += [reader.t("hubs.sure_basis")] if (cases["first"] & by_basis).any() else []
    if question.straight:
        return " ".join(words) or reader.t("hubs.sure_same")
    return " ".join([*(words or [reader.t("hubs.sure_same_ways")]), reader.t("travel.no_factor")])


def doubt_sentence(reader: Reader, towns: Towns, pair: pd.Series | None, same: bool) -> str:
    """What the answer would be without the outline that cannot be relied on."""
    if pair is None:
        return reader.t("hubs.unreliable_none")
    words = pair_name(reader, pair, towns)
    return reader.t("hubs.unreliable_same" if same else "hubs.unreliable_other", pair=words)
