"""Who buys from whom along a chain, and the links between actors: a Sankey with its table, lines on the map."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from analysis.masking import SMALL
from queries.filters import Filters
from ui import address, cached
from ui.address import bound
from ui.charts import CONFIG, INK, OKABE_ITO
from ui.frame import escaped, say
from ui.shapes import Line, Lines
from ui.speech import language, name_of, names_of, right_to_left, says, t
from ui.tables import Column, show_table
from words.translate import number

if TYPE_CHECKING:  # plotly takes half a second to load: only who opens the flows waits for it
    import plotly.graph_objects as go

SCOPES = {"local": "#0072b2", "national": "#d55e00", "mediterranean": "#a3417c", "unknown": "#6b7682"}
MOST_LINES = 400
STAGES, TERRITORIES = "stages", "territories"
BY_STAGE = (
    Column("seller_stage", vocabulary="stages"),
    Column("buyer_stage", vocabulary="stages"),
    Column("purchases", "count"),
)
BY_GOVERNORATE, BY_DELEGATION = (
    (
        Column(f"seller_{place}", vocabulary=f"{place}s"),
        Column(f"buyer_{place}", vocabulary=f"{place}s"),
        Column("purchases", "count"),
    )
    for place in ("governorate", "delegation")
)
NOWHERE = "?"


def columns_of(by: str, filters: Filters) -> tuple[Column, ...]:
    """Between stages, or between territories: governorates, and inside a single one its delegations."""
    if by == STAGES:
        return BY_STAGE
    return BY_DELEGATION if len(filters.governorates) == 1 or filters.delegations else BY_GOVERNORATE


def flow_table(rows: pd.DataFrame, columns: tuple[Column, ...]) -> pd.DataFrame:
    """Purchases counted from seller to buyer, the ends named by `columns`, most first; informal ends left out."""
    ends = [column.key for column in columns[:2]]
    counted = rows[~rows["apart"]].groupby(ends, dropna=False).size().rename("purchases").reset_index()
    return counted.sort_values(["purchases", *ends], ascending=[False, True, True], ignore_index=True)


def show_flows(filters: Filters) -> pd.DataFrame:
    """Sentence, Sankey and table of the purchases that the filters keep; returns the table."""
    rows = cached.table("stage_flows", filters)
    st.segmented_control(
        t("filieres.flow_by"), (STAGES, TERRITORIES), format_func=lambda c: t(f"filieres.flow_{c}"), **bound("flow_by")
    )
    by = address.value("flow_by")
    columns = columns_of(by, filters)
    table = flow_table(rows, columns)
    say(escaped(flow_sentence(rows)), "summary")
    if not table.empty:
        st.plotly_chart(
            sankey(table, columns),
            key=f"flows_{columns[0].key}_{language()}",
            theme=None,
            config=CONFIG,
            alt=flow_sentence(rows),
        )
        show_table(table, columns, key=f"flow_table_{columns[0].key}")
    return table


def flow_sentence(rows: pd.DataFrame) -> str:
    """How many purchases, the commonest step, how many go backwards, what is not drawn, where nobody asked."""
    told = rows[~rows["apart"]]
    unasked = int((cached.table("survey_of_links")["status"] != "surveyed").sum())
    note = t("filieres.flow_unasked", n=unasked) if unasked else ""
    apart = int(rows["apart"].sum())
    hidden = ""
    if apart:
        hidden = t("filieres.flow_apart", n=t("state.masked") if apart < SMALL else number(apart, language()))
    if told.empty:
        return " ".join(filter(None, (t("filieres.flow_none"), hidden, note)))
    steps = flow_table(told, BY_STAGE).iloc[0]
    said = t(
        "filieres.flow_summary",
        n=len(told),
        seller=name_of("stages", steps["seller_stage"]),
        buyer=name_of("stages", steps["buyer_stage"]),
        most=int(steps["purchases"]),
    )
    back = int((~told["downstream"]).sum())
    return " ".join(filter(None, (said, t("filieres.flow_back", n=back) if back else "", hidden, note)))


def sankey(table: pd.DataFrame, columns: tuple[Column, ...]) -> "go.Figure":
    """Sellers on the side where reading begins, buyers on the other; widths are numbers of purchases."""
    import plotly.graph_objects as go

    first, second = columns[0].key, columns[1].key
    vocabulary = str(columns[0].vocabulary)
    order, name = list(cached.vocabulary()[vocabulary]), names_of(vocabulary)
    ends = table.fillna({first: NOWHERE, second: NOWHERE})
    sides = {column: [code for code in (*order, NOWHERE) if code in set(ends[column])] for column in (first, second)}
    at = {(column, code): rank for rank, (column, code) in enumerate((c, code) for c in sides for code in sides[c])}
    start, end = (second, first) if right_to_left() else (first, second)
    colours = [OKABE_ITO[(*order, NOWHERE).index(code) % len(OKABE_ITO)] for _column, code in at]
    short = (
        (lambda code: t(f"filieres.short_{code}")) if vocabulary == "stages" else name
    )  # names meet in the middle of a phone
    words = [short(code) if code != NOWHERE else t("state.not_located") for _column, code in at]
    hover = [
        says(f"{name(a)} → {name(b)}", number(n, language()))
        for a, b, n in zip(ends[first], ends[second], ends["purchases"], strict=True)
    ]
    figure = go.Figure(
        go.Sankey(
            node={
                "label": words,
                "color": colours,
                "pad": 14,
                "thickness": 14,
                "line": {"width": 0},
                "hovertemplate": says("%{label}", "%{value}") + "<extra></extra>",
            },
            link={
                "source": [at[start, code] for code in ends[start]],
                "target": [at[end, code] for code in ends[end]],
                "value": ends["purchases"].tolist(),
                "color": "rgba(91,102,115,.28)",
                "customdata": hover,
                "hovertemplate": "%{customdata}<extra></extra>",
            },
        )
    )
    figure.update_layout(
        template="none",
        font={"family": "'Atlas Sans', 'Atlas Arabic', sans-serif", "size": 13, "color": INK},
        annotations=[
            {"text": t(f"filieres.{verb}"), "x": x, "xanchor": side, "y": 1, "yanchor": "bottom", "showarrow": False}
            for verb, x, side in zip(("sells", "buys"), *_sides(), strict=True)
        ],
        height=120 + 44 * max(map(len, sides.values())),
        margin={"l": 8, "r": 8, "t": 30, "b": 10},
        paper_bgcolor="rgba(0,0,0,0)",
    )
    return figure


def _sides() -> tuple[tuple[int, int], tuple[str, str]]:
    """Where sellers and buyers stand: the side where reading begins, then the other."""
    return ((1, 0), ("right", "left")) if right_to_left() else ((0, 1), ("left", "right"))


@dataclass(frozen=True)
class Drawn:
    """Lines by scope, and what no line can show: ends not located, both ends in one place, informal ends, too many."""

    lines: tuple[Lines, ...]
    not_located: int
    same_place: int
    apart: int
    left_out: int


def link_lines(filters: Filters) -> Drawn:
    """The recorded links with an end that the filters keep, as lines where both ends are located."""
    rows = cached.table("link_lines", filters)
    shown = rows[~rows["apart"]]
    where = ["from_lon", "from_lat", "to_lon", "to_lat"]
    placed = shown.dropna(subset=where)
    same = (placed["from_lon"] == placed["to_lon"]) & (placed["from_lat"] == placed["to_lat"])
    apart = placed[~same]
    kept = apart.head(MOST_LINES)
    lines = []
    for scope, colour in SCOPES.items():
        of_scope = kept[kept["scope"] == scope]
        ends = of_scope[where].drop_duplicates().itertuples(index=False)
        drawn = tuple(Line((one[0], one[1]), (one[2], one[3]), colour, 1.4) for one in ends)
        if drawn:
            lines.append(Lines(drawn, t(f"filieres.link_{scope}", n=len(of_scope))))
    return Drawn(
        tuple(lines), len(shown) - len(placed), int(same.sum()), int(rows["apart"].sum()), len(apart) - len(kept)
    )


def link_note(drawn: Drawn) -> str:
    """What the lines leave out, in one sentence."""
    said = [
        t(f"filieres.links_{name}", n=n)
        for name, n in (
            ("not_located", drawn.not_located),
            ("same_place", drawn.same_place),
            ("left_out", drawn.left_out),
        )
        if n
    ]
    if drawn.apart:
        n = t("state.masked") if drawn.apart < SMALL else number(drawn.apart, language())
        said.append(t("filieres.flow_apart", n=n))
    return " ".join(said)
