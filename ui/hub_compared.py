"""Beside the weighted list: pairs that nothing beats, what other methods say, and the criteria themselves."""

import numpy as np
import pandas as pd
import streamlit as st

from analysis import hub_criteria as seats
from ui import cached
from ui.downloads import downloads
from ui.frame import escaped, say
from ui.hub_criteria import Weighed, confidence, hidden_groups, values
from ui.hub_robust import correlations, directions, front, methods, ordered
from ui.hub_scatter import Dots, scatter
from ui.hub_tables import told
from ui.hub_words import governorates_name, measured, pair_name, pair_names, within
from ui.hubs import places
from ui.speech import joined, language, t
from ui.tables import Column, show_table
from words.translate import isolated, number

# The column of each criterion; some of their codes name something else in other tables.
COLUMNS = {
    seats.NEED: Column("need", "people", empty="state.no_figure"),
    seats.WITHIN: Column("within", "people", empty="state.no_figure"),
    seats.DENSITY: Column("density", "km", empty="state.not_surveyed"),
    seats.BASE: Column("base", "count", empty="state.not_surveyed"),
    seats.STAGES: Column("open_stages", "count", empty="state.not_surveyed"),
    seats.ANCHORING: Column("anchoring", "count", empty="state.not_surveyed"),
}
PLACES = (
    Column("delegation", vocabulary="delegations"),
    Column("governorate", vocabulary="governorates"),
    *COLUMNS.values(),
    Column("surveyed_topics", "count"),
    Column("need_error_share", "percent", empty="state.no_figure"),
)
METHODS = (
    Column("method"),
    Column("scale"),
    Column("governorate_pair"),
    Column("pair"),
    Column("rank_of_first", "count"),
    Column("agreement", "decimal", empty="hub_list.no_agreement"),
)
FRONT_LISTED = 25


def show_front(asked: Weighed) -> None:
    """The Pareto set, drawn on the two criteria that weigh most."""
    st.header(t("hub_list.front"), anchor=False)
    rows = front(asked)
    standing = rows[rows["stands"]]
    words = t("hub_list.front_summary", n=len(standing), all=len(rows), criteria=len(asked.criteria))
    say(escaped(words), "summary")
    if len(asked.criteria) > 1:
        _drawn(asked, rows)
    table = st.expander(t("hub_list.front_table", n=len(standing)), key="hub_list_front_open", on_change="rerun")
    if not table.open:  # a long table, made only for those who look at it
        return
    with table:
        position = ordered(asked).set_index("row")
        shown = standing.assign(score=position["score"].reindex(standing.index), rank=position["rank"])
        shown = _renamed(shown.sort_values("score", ascending=False))
        columns = (Column("rank", "count"), Column("pair"), Column("score", "km"), *_in_use(asked))
        if len(shown) > FRONT_LISTED:
            say(escaped(t("hub_list.front_listed", n=FRONT_LISTED)))
        show_table(told(shown.head(FRONT_LISTED)), columns, key="hub_list_front", height=460, plain=True)
        _download(asked, lambda: told(shown), columns, "pareto")


def _drawn(asked: Weighed, rows: pd.DataFrame) -> None:
    heaviest = sorted(range(len(asked.criteria)), key=lambda at: -asked.weights[at])[:2]
    x, y = (asked.criteria[at] for at in sorted(heaviest))
    first = rows.index.isin(ordered(asked).query("rank == 1")["row"])
    sides = {"others": ~rows["stands"] & ~first, "standing": rows["stands"] & ~first, "first": first}
    names = pair_names(rows)
    said = [
        f"{name}<br>{number(a, language())} · {number(b, language())}"
        for name, a, b in zip(names, rows[x], rows[y], strict=True)
    ]
    words = pd.Series(said, index=rows.index)
    dots = []
    for side, kept in sides.items():
        chosen, told_of = rows[np.asarray(kept)], words[np.asarray(kept)]
        dots.append(Dots(t(f"hub_list.dots_{side}"), chosen[x].tolist(), chosen[y].tolist(), told_of.tolist()))
    axes = tuple(_axis(asked, code) for code in (x, y))
    scatter(*dots, axes=(axes[0], axes[1]), key="hub_list_scatter", alt=t("hub_list.front_alt"))


def _axis(asked: Weighed, code: str) -> str:
    side = t("hub_list.more" if directions(asked)[code] > 0 else "hub_list.less")
    return t("hub_list.axis", name=t(f"hub_list.{code}"), unit=t(f"hub_list.{code}_unit"), side=side)


def show_methods(asked: Weighed) -> None:
    """Whether TOPSIS and PROMETHEE II put the same pair first, with the scale each works on."""
    st.header(t("hub_list.methods"), anchor=False)
    rows = methods(asked)
    ours = rows.iloc[0]
    places = rows["governorate_a"] + rows["governorate_b"]
    if (rows["row"] == ours["row"]).all():
        words = t("hub_list.methods_agree", pair=pair_name(ours, towns=True))
    elif places.nunique() == 1:
        words = t("hub_list.methods_governorates", pair=governorates_name(ours))
    else:
        words = t("hub_list.methods_differ")
    say(escaped(words), "summary")
    count = len(values(asked.question))
    names = {
        what: [t(f"hub_list.{what}_{code}", places=count) for code in rows["method"]] for what in ("method", "scale")
    }
    show_table(told(rows).assign(**names), METHODS, key="hub_list_methods", height=900, plain=True)
    say(escaped(t("hub_list.methods_note", places=len(values(asked.question)))))


def show_criteria(asked: Weighed) -> None:
    """The criteria of all places with what is known of each, and how they go together."""
    st.header(t("hub_list.criteria"), anchor=False)
    others = joined(map(isolated, _other_sources())) or t("state.not_surveyed")
    say(escaped(t("hub_list.criteria_note")))
    say(escaped(t("hub_list.sources", need=joined(map(isolated, _need_sources())), others=others)))
    question = asked.question
    known = confidence(question).rename(columns={"surveyed": "surveyed_topics"})
    rows = values(question).join(known).join(places(question.basis, question.added)[["governorate"]])
    rows = _renamed(rows.rename_axis("delegation").reset_index())
    table = st.expander(t("hub_list.criteria_table", n=len(rows)), key="hub_list_criteria_open", on_change="rerun")
    with table:
        if table.open:
            show_table(rows, PLACES, key="hub_list_places", height=460, plain=True)
    _download(asked, lambda: rows, PLACES, "criteres")
    if hidden := hidden_groups(question):
        say(escaped(t("hub_list.hidden_groups", n=hidden)))
    together = _renamed(correlations(question))
    with st.expander(t("hub_list.correlations")):
        say(escaped(t("hub_list.correlations_note")))
        columns = [Column(column.key, "decimal", empty="hub_list.no_agreement") for column in COLUMNS.values()]
        named = together.assign(criterion=[t(f"hub_list.{code}") for code in together.index])
        show_table(named, (Column("criterion"), *columns), key="hub_list_together", height=900, plain=True)


def _in_use(asked: Weighed) -> tuple[Column, ...]:
    return tuple(
        Column(COLUMNS[code].key, COLUMNS[code].kind if code in seats.REAL else "km") for code in asked.criteria
    )


def _renamed(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.rename(columns={code: column.key for code, column in COLUMNS.items()})


def _download(asked: Weighed, make: object, columns: tuple[Column, ...], part: str) -> None:
    """The file of one table, with aim and weights inside."""
    weights = zip(asked.criteria, asked.weights, strict=True)
    method = t(
        "hub_list.method",
        aim=t(f"hub_list.aim_{asked.aim}"),
        weights=joined(f"{t(f'hub_list.{code}')} {weight}" for code, weight in weights),
        reach=within(asked.question),
        distance=measured(asked.question),
        basis=t(f"hubs.basis_{asked.question.basis}"),
    )
    downloads(make, columns, slug="poles", sources=sources(), method=method, part=part)  # type: ignore[arg-type]


def sources() -> list[str]:
    """What need, enterprises and services rest on."""
    return [*_need_sources(), *_other_sources()]


def _need_sources() -> list[str]:
    rows = cached.territory()
    found = [
        f"{source}, {int(year)}"
        for what in ("population", "poverty")
        for source, year in rows[[f"{what}_source", f"{what}_year"]].dropna().drop_duplicates().to_numpy()
    ]
    return list(dict.fromkeys(found))


def _other_sources() -> list[str]:
    names = ("supply_sources", "survey_of_services", "survey_of_enterprises", "survey_of_links")
    found = [cached.table(name)["source"].dropna() for name in names]
    return sorted({str(source) for column in found for source in column})
