"""The map of the page Filières: who holds one stage in each delegation, or where a chain's value leaves."""

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import replace
from typing import Any

from analysis import value_chains as vc
from analysis.stage_reach import LEAVES, STAYS, UNKNOWN
from queries.filters import Filters
from ui import cached
from ui.chain_grid import count_told
from ui.chain_words import outcome_words, place
from ui.chains import DELEGATION, Look, leak_rows, matrix, reach_rows
from ui.drawing import ENTERPRISE_COLOR, count_circles, enterprise_shape, shown_codes
from ui.shapes import Areas, Circles, Legend, LegendClass, Points, Shape
from ui.speech import language, name_of, t
from words.translate import number

ABSENT = "absent"
FILLS = {
    vc.ESS: ("#2a857b", "solid"), vc.THIN: ("#a6d2ca", "solid"), vc.INFORMAL: ("#e2efe0", "solid"),
    vc.NOT_ENTITLED: ("#f3dfa4", "solid"), vc.DEPENDENCE: ("#e9b98a", "solid"), vc.NONE: ("#fffdf4", "solid"),
    vc.NOT_SURVEYED: ("#d9dbdc", "dashed"), vc.NOT_APPLICABLE: ("#ffffff", "dotted"), ABSENT: ("#ffffff", "dotted"),
}  # fmt: skip
LEAVES_AT = dict(
    zip(("PRO", "COL", "TRA", "CON", "COM"), ("#56b4e9", "#e69f00", "#cc79a7", "#f0e442", "#d55e00"), strict=True)
)


def shapes(asked: Look, filters: Filters) -> list[Shape]:
    """What the map shows for the chain and stage chosen; without a chain, how many ESS enterprises there are."""
    seen = filters.without("delegations")  # a click highlights on the map and narrows the rest
    if len(filters.chains) != 1:
        return [_everybody(seen)]
    chain = filters.chains[0]
    if len(filters.stages) == 1:
        return [stage_areas(asked, chain, filters.stages[0], seen), *_points(seen)]
    return [leak_areas(asked, chain, seen), *_points(seen)]


def _everybody(seen: Filters) -> Circles:
    counts = cached.table("enterprises_by_delegation", seen)
    return count_circles(
        counts[shown_codes(counts, seen)].set_index("delegation")["ess"], "enterprises", ENTERPRISE_COLOR
    )


def _points(seen: Filters) -> list[Points | Circles]:
    drawn = enterprise_shape(seen)
    if isinstance(drawn, Circles):
        return [drawn]
    notes = (*drawn.legend.notes, t("filieres.points_note"))
    return [replace(drawn, legend=replace(drawn.legend, notes=notes))]


def stage_areas(asked: Look, chain: str, stage: str, seen: Filters) -> Areas:
    """The state of one stage in each delegation; a label adds how far the nearest actor is."""
    cells = matrix(DELEGATION, seen.without("delegations"))
    cells = cells[(cells["chain"] == chain) & (cells["stage"] == stage)].set_index("unit")
    reach = reach_rows(asked)
    reach = reach[(reach["chain"] == chain) & (reach["stage"] == stage)].set_index("code")
    classes, labels = {}, {}
    for code in _codes(seen):
        state = str(cells["state"][code]) if code in cells.index else ABSENT
        classes[code] = state
        labels[code] = t(f"code.stage_state.{state}")
        if code in cells.index:
            labels[code] = " ".join(filter(None, (labels[code], count_told(cells.loc[code].to_dict()))))
        if code in reach.index and state not in (vc.ESS, vc.THIN, vc.INFORMAL):
            labels[code] += " · " + nearest(reach.loc[code].to_dict())
    title = f"{name_of('chains', chain)} · {name_of('stages', stage)}"
    order = [*vc.STATES, ABSENT]
    return Areas(classes, labels, _legend(title, order, classes, {s: t(f"code.stage_state.{s}") for s in order}, FILLS))


def nearest(row: Mapping[Hashable, Any]) -> str:
    """Where the nearest holder of a stage is and how far."""
    if not isinstance(row["nearest"], str):
        return t("filieres.nearest_none")
    return t("filieres.nearest", place=place(row["nearest"]), km=number(row["nearest_km"], language(), 1))


def leak_areas(asked: Look, chain: str, seen: Filters) -> Areas:
    """Before which stage one chain's value leaves each delegation."""
    rows = leak_rows(asked)
    rows = rows[rows["chain"] == chain].set_index("code")
    classes, labels = {}, {}
    for code in _codes(seen):
        if code not in rows.index:
            classes[code], labels[code] = ABSENT, t("filieres.map_absent")
            continue
        row = rows.loc[code].to_dict()
        classes[code] = str(row["stage"]) if row["outcome"] == LEAVES else str(row["outcome"])
        labels[code] = outcome_words(row)
    order = [STAYS, *LEAVES_AT, UNKNOWN, ABSENT]
    words = {stage: t("filieres.map_leaves", stage=name_of("stages", stage)) for stage in LEAVES_AT}
    words |= {name: t(f"filieres.map_{name}") for name in (STAYS, UNKNOWN, ABSENT)}
    fills = {stage: (fill, "solid") for stage, fill in LEAVES_AT.items()}
    fills |= {STAYS: ("#2a857b", "solid"), UNKNOWN: ("#d9dbdc", "dashed"), ABSENT: ("#ffffff", "dotted")}
    return Areas(
        classes, labels, _legend(t("filieres.map_title", chain=name_of("chains", chain)), order, classes, words, fills)
    )


def _legend(
    title: str,
    order: list[str],
    classes: Mapping[str, str],
    words: Mapping[str, str],
    fills: Mapping[str, tuple[str, str]],
) -> Legend:
    """The classes that some delegation is in, n for each."""
    count = Counter(classes.values())
    rows = (LegendClass(key, words[key], *fills[key], n=count[key]) for key in order if count[key])
    return Legend(title, tuple(rows))


def _codes(seen: Filters) -> list[str]:
    territory = cached.territory()
    return [str(code) for code in territory[shown_codes(territory, seen)]["code"]]
