"""Capacity joined from store and analysis: what is asked, its rows, the norm of the office, what they say in words."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from analysis import capacity, gaps
from queries.filters import Filters
from ui import address, cached, travel
from ui.gap_words import places
from ui.gaps import CIRCUITIES, TOP, Asked, asked, kept, world
from ui.layers import SHARE, rate_areas
from ui.shapes import Areas
from ui.speech import language, name_of, t
from words.problem import ProblemError
from words.translate import isolated, number, percent, sentence


@dataclass(frozen=True)
class Question:
    """What is looked at, how distance counts, and the office's norm in places per 1,000 (0: none is set)."""

    look: Asked
    decay: str
    norm: float

    @property
    def relative(self) -> bool:
        """Whether there is only the mean to compare with."""
        return not self.norm


def question() -> Question:
    """The question as the address puts it."""
    look = asked()
    return Question(look, str(address.value("decay")), float(address.value(f"norm_{look.function}")))


def offer(look: Asked) -> capacity.Offer:
    """What is known of the capacities of the function."""
    return capacity.offer(gaps.offered(cached.table("supply"), look.function, look.adapted))


def unit(look: Asked) -> str:
    """The unit the capacities are in, as the sources write it."""
    return isolated(offer(look).unit or t("capacity.no_unit"))


def _rows(look: Asked, decay: str) -> pd.DataFrame:
    everything = world(look.basis, look.distance)
    services = gaps.offered(everything.services, look.function, look.adapted).reset_index(drop=True)
    way = capacity.Way(float(look.reach), look.circuity, decay)
    return capacity.capacity_rows(everything, services, look.function, way)


def rows(asked: Question) -> pd.DataFrame:
    """`analysis.capacity.capacity_rows` over all delegations, with gap and equivalents. Raises ProblemError."""
    found = cached.computed(_rows, asked.look, asked.decay)
    against = asked.norm or capacity.mean(found)
    if not against > 0:
        return found.assign(gap=float("nan"), equivalents=float("nan"))
    return capacity.gaps_against(found, against)


def shape(asked: Question, filters: Filters) -> Areas:
    """The gap as classes of areas; labels say places per 1,000 and the gap."""
    shown = kept(rows(asked), filters)
    share = {str(code): value for code, value in zip(shown["code"], 100 * shown["gap"], strict=True)}
    silent = frozenset(shown.loc[~shown["surveyed"], "code"])
    labels = {str(row["code"]): _label(row) for row in shown.to_dict("records")}
    kind = "relative" if asked.relative else "norm"
    title = t(f"capacity.map_{kind}", function=name_of("functions", asked.look.function), norm=_decimal(asked.norm))
    notes = (t("capacity.map_note", name=t("legend.no_figure")), travel.described())
    return rate_areas(share, SHARE, labels, title, language(), not_surveyed=silent, notes=notes)


def _label(row: Mapping[Hashable, Any]) -> str:
    words = told(row)
    gap = row["gap"]
    return f"{words} · {t('capacity.gap_of', share=percent(gap, language()))}" if gap == gap else words


def told(row: Mapping[Hashable, Any]) -> str:
    """Places per 1,000 of one delegation, or why there is no figure."""
    state = str(row["state"])
    if state in (capacity.UNKNOWN, capacity.NOT_SURVEYED):
        return t(f"code.capacity_state.{state}")
    value = t("capacity.per_thousand", value=_decimal(row["capacity"]))
    return t("gaps.at_least", value=value) if state == capacity.AT_LEAST else value


def _decimal(value: float) -> str:
    return number(value, language(), 1)


def known_words(look: Asked) -> str:
    """How many capacities are known, of how many, in which unit."""
    told = offer(look)
    return t("capacity.known", known=told.known, n=told.services, unit=unit(look))


def summary(asked: Question, filters: Filters) -> list[str]:
    """What map and table say: the comparison, who falls short, what is not known."""
    everywhere = rows(asked)
    shown = kept(everywhere, filters)
    mean = capacity.mean(everywhere)
    said = []
    if asked.relative:
        said.append(t("capacity.blind", mean=_decimal(mean)) if mean > 0 else t("capacity.nothing_to_compare"))
    short = shown[shown["gap"] > 0]
    if mean > 0 or not asked.relative:
        against = (
            t("capacity.against_mean") if asked.relative else t("capacity.against_norm", norm=_decimal(asked.norm))
        )
        equivalents = number(round(short["equivalents"].sum()), language())
        said.append(t("capacity.short", n=len(short), all=len(shown), against=against, equivalents=equivalents))
    if n := int((~shown["surveyed"]).sum()):
        said.append(t("capacity.not_surveyed", n=n))
    if n := int((shown["state"] == capacity.UNKNOWN).sum()):
        said.append(t("capacity.unknown", n=n))
    if missing := list(everywhere.loc[everywhere["need"].isna(), "code"]):
        said.append(t("capacity.no_need", places=places(missing)))
    return said


def steadiness(asked: Question, filters: Filters) -> str:
    """One sentence: whether the five heaviest gaps change when the circuity factor goes from 1.2 to 1.8."""
    if asked.look.distance != travel.FACTOR:
        return t("travel.no_factor")
    tops = [heaviest(kept(rows(_at(asked, factor)), filters))["code"].tolist()[:TOP] for factor in CIRCUITIES]
    always, sometimes = gaps.changes(tops)
    if sometimes:
        return t("gaps.unsteady", always=places(always) or t("gaps.nobody"), sometimes=places(sometimes))
    same_order = len({tuple(top) for top in tops}) == 1
    return t("gaps.steady" if same_order else "gaps.steady_order", places=places(always)) if always else ""


def _at(asked: Question, factor: float) -> Question:
    return replace(asked, look=replace(asked.look, circuity=factor))


def heaviest(rows: pd.DataFrame) -> pd.DataFrame:
    """The delegations that fall short, most equivalents not covered first."""
    short = rows[rows["gap"] > 0]
    return short.sort_values(["equivalents", "code"], ascending=[False, True], na_position="last")


def method(asked: Question) -> str:
    """The method in words, for the files: the norm is kept with them."""
    norm = t("capacity.method_mean") if asked.relative else t("capacity.against_norm", norm=_decimal(asked.norm))
    return t(
        "capacity.method",
        function=name_of("functions", asked.look.function),
        unit=unit(asked.look),
        reach=asked.look.within,
        decay=t(f"capacity.decay_{asked.decay}"),
        norm=norm,
        distance=travel.described().rstrip("."),
    )


def refused(look: Asked, error: ProblemError) -> str:
    """Why the measure is not offered for this function, and what to do."""
    why = sentence(error.problem, language())
    return t("capacity.refused", function=name_of("functions", look.function), why=why)
