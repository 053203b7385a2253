"""The hubs' tables: their columns, pairs in words, and the files to take away."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from ui import cached, travel
from ui.downloads import downloads
from ui.hub_words import governorates_name, measured, pair_names, within
from ui.hubs import Question
from ui.speech import t
from ui.tables import Column
from ui.ways import KM

FIGURES = (
    Column("need_served", "people"),
    Column("share_served", "percent"),
    Column("mean_km", "km", empty="state.no_figure"),
    Column("worst_km", "km", empty="state.no_figure"),
)
GOVERNORATES = (
    Column("rank", "count"),
    Column("governorate_pair"),
    Column("need_served", "people"),
    Column("share_within", "percent"),
    Column("pair"),
)
GOVERNORATES_FILE = (
    *GOVERNORATES,
    Column("need_error", "people"),
    Column("rank_within", "count"),
    *FIGURES[1:],
)
PAIRS = (
    Column("position", "count"),
    Column("rank", "count"),
    Column("pair"),
    *FIGURES,
    Column("worst_place", vocabulary="delegations"),
    Column("hub_remark", vocabulary="hub_remark"),
)
PAIRS_FILE = (
    Column("position", "count"),
    Column("rank", "count"),
    Column("seat_a", vocabulary="delegations"),
    Column("governorate_a", vocabulary="governorates"),
    Column("seat_b", vocabulary="delegations"),
    Column("governorate_b", vocabulary="governorates"),
    Column("need_unserved", "people"),
    *PAIRS[3:],
)
PLACES = (
    Column("delegation", vocabulary="delegations"),
    Column("governorate", vocabulary="governorates"),
    Column("need", "people", empty="state.no_figure"),
    Column("need_error", "people", empty="state.no_figure"),
    Column("served_from", empty="hubs.not_served"),
    Column("distance_km", "km", empty="code.hub_remark.none"),
)
RULES = (Column("area"), Column("pair"), *FIGURES)
CASES = (Column("case"), Column("pair"), *FIGURES, Column("outcome"))


def in_percent(pairs: pd.DataFrame) -> pd.DataFrame:
    """Shares in percent, and the remark on each pair as a code."""
    marks = [pairs["same_town"] & pairs["unreliable"], pairs["same_town"], pairs["unreliable"]]
    remark = np.select(marks, ["both", "same_town", "unreliable"], "none")
    shares = {name: pairs[name] * 100 for name in ("share_served", "share_within") if name in pairs}
    return pairs.assign(hub_remark=remark, **shares)


def told(pairs: pd.DataFrame) -> pd.DataFrame:
    """Pairs as a table reads them: `in_percent`, with both names."""
    governorates = [governorates_name(row) for _, row in pairs.iterrows()]
    return in_percent(pairs).assign(pair=pair_names(pairs), governorate_pair=governorates)


def numbered(pairs: pd.DataFrame) -> pd.DataFrame:
    """Pairs with their position, from 1."""
    return pairs.assign(position=range(1, len(pairs) + 1))


IN_MINUTES = {"mean_km": "mean_minutes", "worst_km": "worst_minutes", "distance_km": "distance_minutes"}


def timed(rows: pd.DataFrame, asked: Question) -> pd.DataFrame:
    """The rows under the names of `measured_in`."""
    return rows if asked.unit == KM else rows.rename(columns=IN_MINUTES)


def measured_in(columns: Sequence[Column], asked: Question) -> tuple[Column, ...]:
    """Columns whose headings say minutes where distances are minutes."""
    if asked.unit == KM:
        return tuple(columns)
    return tuple(replace(column, key=IN_MINUTES.get(column.key, column.key)) for column in columns)


def download(asked: Question, rows: pd.DataFrame, columns: Sequence[Column], part: str) -> None:
    """The files of one table, with the question inside."""
    method = t(
        "hubs.method",
        area=t(f"hubs.area_{asked.rules.area}"),
        reach=within(asked),
        distance=measured(asked),
        basis=t(f"hubs.basis_{asked.basis}"),
    )
    territory = cached.territory(asked.basis)
    sources = [*territory["population_source"].dropna().unique(), *territory["poverty_source"].dropna().unique()]
    sources += travel.sources() if asked.distance.startswith("table") else []
    downloads(timed(rows, asked), measured_in(columns, asked), slug="poles", sources=sources, method=method, part=part)
