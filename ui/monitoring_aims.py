"""The four aims as tiles, the map beside them, and the known outcome, which is context and no record."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd
import streamlit as st

from analysis.masking import SMALL
from queries.filters import Filters
from ui import address, cached, monitoring, monitoring_tables
from ui.address import bound
from ui.charts import bars
from ui.downloads import downloads
from ui.drawing import clicked_delegation, count_circles, poverty_areas
from ui.figures import Tile, tiles
from ui.filters import toggle
from ui.frame import escaped, say
from ui.legend import show_legend
from ui.map import Clicked, show_map
from ui.monitoring_words import few, map_summary, place_names, share
from ui.shapes import Circles, Shape
from ui.speech import language, says, t
from ui.tables import Column, show_table
from words.translate import number

COLORS = {"people_reached": "#0072b2", "participations": "#56b4e9", "projects": "#cc79a7"}
HUBS = (
    Column("name"),
    Column("governorate", vocabulary="governorates"),
    Column("delegation", vocabulary="delegations", empty="state.not_located"),
    Column("note", empty="suivi.no_doubt"),
    Column("source"),
)
OUTCOME = (Column("suivi.aim"), Column("suivi.aimed", "count"), Column("suivi.recorded"), Column("suivi.outcome"))


def aim_tiles(rows: pd.DataFrame, filters: Filters) -> None:
    """Reached of aimed at, and under each what is not known of it."""
    kept = monitoring.under_filters(filters) if filters.active() else {}
    tiles([_tile(str(row["target"]), row["recorded"], int(row["aim"]), kept) for row in rows.to_dict("records")])


def _tile(target: str, recorded: float, aim: int, kept: Mapping[str, int | None]) -> Tile:
    if pd.isna(recorded):
        return Tile(t(f"aim.{target}"), t("aim.not_known", aim=aim), t(f"suivi.tile_none_{target}"))
    n = int(recorded)
    hidden = target == "people" and 0 < n < SMALL
    value = t("suivi.reached_few", aim=aim) if hidden else t("aim.reached", n=n, aim=aim)
    under = [t("suivi.tile_share", share=share(n, aim))] if not hidden else []
    under.append(_what_is_not_known(target))
    if target in kept:
        told = kept[target]
        shown = t("state.unknown") if told is None else few(told) if target == "people" else str(told)
        under.append(t("suivi.tile_filtered", n=shown))
    return Tile(t(f"aim.{target}"), value, t("suivi.semicolon").join(under), strong=n >= aim)


def _recorded(target: str, n: float) -> str:
    if pd.isna(n):
        return t("state.unknown")
    return few(int(n)) if target == "people" else number(int(n), language())


def _what_is_not_known(target: str) -> str:
    if target == "people":
        row = cached.table("event_counts", Filters()).iloc[0]
        return t("suivi.tile_people", counted=int(row["with_people"]), events=int(row["events"]))
    if target == "projects":
        rows = cached.table("projects_followed", Filters())
        n = rows.groupby("existing")["projects"].sum().reindex(list(monitoring.EXISTING), fill_value=0)
        return t("suivi.tile_projects", new=int(n["new"]), existing=int(n["existing"]), unknown=int(n["unknown"]))
    return t(f"suivi.tile_{target}")


def map_beside_bars(filters: Filters) -> None:
    """What is followed, as circles over poverty, and by place as bars."""
    st.pills(
        t("suivi.followed"),
        ("people_reached", "participations", "projects"),
        format_func=lambda code: t(f"suivi.followed_{code}"),
        label_visibility="collapsed",
        **bound("followed"),
    )
    followed = str(address.value("followed"))
    seen = filters.without("delegations")  # a click highlights on the map and narrows the rest
    picture, beside = st.columns([3, 2], gap="medium")
    with picture:
        shapes: list[Shape] = [poverty_areas(cached.territory(), seen), *circles(seen, followed)]
        show_map(shapes, key="suivi", language=language(), selected=filters.delegations, height=470, on_click=_clicked)
    with beside:
        _bars(filters, followed)
        show_legend(shapes, language=language())


def _clicked(clicked: Clicked) -> None:
    if clicked.kind == "delegation":
        clicked_delegation(clicked.code)


def circles(filters: Filters, what: str) -> list[Circles]:
    """Counts by delegation, if any is recorded; hidden ones without their size, none where nothing is recorded."""
    everywhere = monitoring.counts_by_delegation(Filters(), what).dropna()
    if everywhere.empty:
        return []
    base = count_circles(everywhere.astype(int), what, COLORS[what])  # the scale never moves with a filter
    counts = monitoring.counts_by_delegation(filters, what)
    words = monitoring_tables.hidden_words(counts, what)
    shown = counts[words.isna()].astype(int)
    labels = {str(code): says(t(f"layer.{what}"), word) for code, word in words.dropna().items()}
    labels |= {str(code): t(f"unit.{what}", n=n) for code, n in zip(shown.index, shown.tolist(), strict=True)}
    notes = (t("suivi.map_none", n=int(counts.isna().sum())),) if counts.isna().any() else ()
    drawn = replace(
        base,
        values={str(code): float(n) for code, n in counts.dropna().items()},
        labels=labels,
        masked=frozenset(str(code) for code in counts.index[counts.notna() & words.notna()]),
        masked_words=t("suivi.map_hidden"),
        notes=notes,
    )
    return [drawn]


def _bars(filters: Filters, followed: str) -> None:
    """What is followed, by place, with the sentence that sums up map and bars."""
    where = monitoring.places(filters)
    st.header(t(f"suivi.by_place_{followed}"), anchor=False)
    counts = monitoring.by_place(filters, followed)
    if not counts.fillna(0).any():
        say(escaped(t("suivi.none_here")), "summary")
        return
    by_delegation = monitoring.counts_by_delegation(filters, followed)
    hidden_places = monitoring_tables.hidden_words(by_delegation, followed)
    say(escaped(map_summary(by_delegation, hidden_places, followed)), "summary")
    hidden = monitoring.hidden_line(counts, followed)
    bars(
        place_names(counts.index, where.vocabulary),
        {t(f"layer.{followed}"): counts.astype("Float64").mask(hidden).astype(float).tolist()},
        codes=list(counts.index),
        on_bar=lambda code: toggle(where.vocabulary, code) if code in where.codes else None,
        key=f"suivi_by_place_{followed}",
        alt=t(f"suivi.by_place_{followed}"),
    )
    notes = ["suivi.note_small"] if hidden.any() else []
    notes += ["suivi.note_no_record"] if counts.isna().any() else []
    if notes:
        say(escaped(" ".join(t(note) for note in notes)))


def context(rows: pd.DataFrame) -> None:
    """The known outcome of the project beside aims and records, with its source and its doubts."""
    st.header(t("sources.outcome_title"), anchor=False)
    say(escaped(t("sources.outcome")), "summary")
    say(escaped(t("suivi.outcome_doubts")))
    known = [_recorded(str(target), n) for target, n in zip(rows["target"], rows["recorded"], strict=True)]
    table = pd.DataFrame(
        {
            "suivi.aim": [t(f"aim.{target}") for target in rows["target"]],
            "suivi.aimed": rows["aim"].astype(int),
            "suivi.recorded": known,
            "suivi.outcome": [t(f"suivi.outcome_{target}") for target in rows["target"]],
        }
    )
    show_table(table, OUTCOME, key="suivi_outcome", plain=True)
    hubs = cached.table("pilot_hubs")
    said = [str(source) for source in hubs["source"].dropna().unique()]
    method = t("suivi.outcome_doubts")
    downloads(table, OUTCOME, slug="suivi", sources=[*monitoring.sources(), *said], method=method, part="resultat")
    st.header(t("suivi.hubs_title"), anchor=False)
    show_table(hubs, HUBS, key="suivi_hubs", plain=True)
    downloads(hubs, HUBS, slug="suivi", sources=said, method=method, part="poles")
