"""What changes from one scenario to another: a map, a table and a sentence, delegation by delegation."""

from collections import Counter
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analysis.hub_change import CHANGES, FARTHER, GAINED, LOST, NEARER, NEITHER, SAME, by_place, need_difference
from ui.downloads import downloads
from ui.drawing import by_code, people
from ui.frame import escaped, say
from ui.hub_shapes import COLORS
from ui.hub_words import km, seat_name
from ui.hubs import need_of, places
from ui.legend import show_legend
from ui.map import show_map
from ui.scenario_figures import sources
from ui.scenario_sides import Side
from ui.shapes import Areas, Legend, LegendClass, Shape, Site, Sites
from ui.speech import language, names_of, t
from ui.tables import Column, show_table
from words.translate import number

FILLS = {GAINED: "#0b5e57", NEARER: "#7fbab0", SAME: "#f1efe8", FARTHER: "#eec07c", LOST: "#b45309", NEITHER: "#ffffff"}
EDGES = {NEITHER: "dotted"}
ORDER = (LOST, FARTHER, GAINED, NEARER, SAME, NEITHER)
TABLE = (
    Column("delegation", vocabulary="delegations"),
    Column("need", "people", empty="state.no_figure"),
    Column("change"),
    Column("other_seat"),
    Column("km_before", "km", empty="hubs.not_served"),
    Column("km_after", "km", empty="hubs.not_served"),
    Column("seat_before", empty="hubs.not_served"),
    Column("seat_after", empty="hubs.not_served"),
)


def show_change(sides: Sequence[Side]) -> None:
    """The second scenario (or another) against the first."""
    st.subheader(t("scenarios.change_title"), anchor=False)
    first, second = sides[0], sides[1]
    if len(sides) > 2:
        at = st.selectbox(
            t("scenarios.change_which", first=first.mark),
            range(1, len(sides)),
            format_func=lambda at: sides[at].mark,
            key=f"scenario_against_{len(sides)}",
        )
        second = sides[at]
    assert first.served is not None
    assert second.served is not None
    change = by_place(first.served, second.served)
    rows = _rows(first.served, second.served, change)
    shapes = change_shapes(change, first, second)
    picture, side = st.columns([5, 3], gap="medium")
    with picture:
        show_map(shapes, key="scenario_change", language=language(), height=440)
    with side:
        say(escaped(f"{_sentence(rows, first, second)} {_gap(first, second)}"), "summary")
        show_legend(shapes, language=language())
    told = rows.assign(
        change=[t(f"scenarios.change_{code}") for code in rows["change"]],
        other_seat=[t("scenarios.yes" if other else "scenarios.no") for other in rows["other_seat"]],
    )
    show_table(told, TABLE, key="scenario_change_table", plain=True, height=330)
    method = t("scenarios.change_method", first=first.name, second=second.name)
    downloads(told, TABLE, slug="poles", sources=sources(), method=method, part="changements")


def _rows(before: pd.DataFrame, after: pd.DataFrame, change: pd.DataFrame) -> pd.DataFrame:
    """One row per delegation, what is lost first, the heaviest need first."""
    after = after.loc[before.index]
    names = {code: seat_name(code) for code in {*before["seat"].dropna(), *after["seat"].dropna()}}
    rows = change.assign(
        need=before["need"],
        need_error=before["need_error"],
        km_before=before["distance_km"],
        km_after=after["distance_km"],
        seat_before=before["seat"].map(names),
        seat_after=after["seat"].map(names),
        place=change["change"].map(ORDER.index),
    )
    rows = rows.rename_axis("delegation").reset_index()
    return rows.sort_values(["place", "need"], ascending=[True, False], ignore_index=True)


def _sentence(rows: pd.DataFrame, first: Side, second: Side) -> str:
    words = [t("scenarios.change_from", first=first.mark, second=second.mark)]
    for kind in (GAINED, NEARER, FARTHER, LOST):
        some = rows[rows["change"] == kind]
        if len(some):
            words.append(t(f"scenarios.change_{kind}_n", n=len(some), people=people(*need_of(some))))
    if other := int(rows["other_seat"].sum()):
        words.append(t("scenarios.change_other_n", n=other))
    return " ".join(words) if len(words) > 1 else f"{words[0]} {t('scenarios.change_nothing')}"


def _gap(first: Side, second: Side) -> str:
    """How many more people the second serves, and whether that is told apart from nothing."""
    assert first.served is not None
    assert second.served is not None
    gap, marks = need_difference(first.served, second.served), {"first": first.mark, "second": second.mark}
    if abs(gap.people) < 0.5:
        return t("scenarios.gap_none", **marks)
    side, people = ("more" if gap.people > 0 else "fewer"), number(round(abs(gap.people)), language())
    words = t(f"scenarios.gap_{side}", people=people, error=number(round(gap.error), language()), **marks)
    return words if gap.told_apart else f"{words} {t('scenarios.gap_close')}"


def change_shapes(change: pd.DataFrame, first: Side, second: Side) -> list[Shape]:
    """Areas by change, hatched where another seat serves; the seats of both."""
    classes = {str(code): str(kind) for code, kind in change["change"].items()}
    count, moved = Counter(classes.values()), by_code(change["km"])
    rows = tuple(
        LegendClass(kind, t(f"scenarios.change_{kind}"), FILLS[kind], EDGES.get(kind, "solid"), n=count[kind])
        for kind in CHANGES
        if count[kind]
    )
    labels = {code: _label(kind, moved[code]) for code, kind in classes.items()}
    marked = frozenset(str(code) for code in change.index[change["other_seat"]])
    title = t("scenarios.change_from", first=first.mark, second=second.mark)
    hatch = t("scenarios.change_other", n=len(marked)) if marked else ""
    areas = Areas(classes, labels, Legend(title, rows, hatch=hatch), marked)
    return [areas, *(_sites(side, color) for side, color in ((first, COLORS["a"]), (second, COLORS["b"])))]


def _label(kind: str, moved: float) -> str:
    words = t(f"scenarios.change_{kind}")
    return t("scenarios.change_label", words=words, km=km(abs(moved))) if kind in (NEARER, FARTHER) else words


def _sites(side: Side, color: str) -> Sites:
    assert side.answer.result is not None
    where = places(side.answer.question.basis, side.answer.question.added)
    name = names_of("delegations")
    sites = tuple(
        Site(code, float(where["lon"][code]), float(where["lat"][code]), f"{side.mark} · {name(code)}", "", color)
        for code in side.answer.result.seats
    )
    return Sites(sites, t("scenarios.seats_of", letter=side.mark))
