"""Who buys from whom along a chain, and the links between actors: a Sankey with its table, lines on the map."""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analysis.chain_ranges import ORDERED
from analysis.masking import SMALL
from queries.filters import Filters
from ui import address, cached
from ui.address import bound
from ui.charts import CONFIG, INK, OKABE_ITO
from ui.frame import escaped, say
from ui.shapes import Line, Lines
from ui.speech import language, name_of, names_of, right_to_left, t
from ui.tables import Column, show_table
from words.translate import number

SCOPES = {"local": "#0072b2", "national": "#d55e00", "mediterranean": "#a3417c", "unknown": "#6b7682"}
MOST_LINES = 400
STAGES, TERRITORIES = "stages", "territories"
BY_STAGE = (
    Column("seller_stage", vocabulary="stages"),
    Column("buyer_stage", vocabulary="stages"),
    Column("purchases", "count"),
)
BY_PLACE = (
    Column("seller_governorate", vocabulary="governorates", empty="state.not_located"),
    Column("buyer_governorate", vocabulary="governorates", empty="state.not_located"),
    Column("purchases", "count"),
)
NOWHERE = "?"


def flow_table(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """Purchases counted from seller to buyer, by stage or by governorate, most first; informal ends left out."""
    ends = ["seller_stage", "buyer_stage"] if by == STAGES else ["seller_governorate", "buyer_governorate"]
    counted = rows[~rows["apart"]].groupby(ends, dropna=False).size().rename("purchases").reset_index()
    return counted.sort_values(["purchases", *ends], ascending=[False, True, True], ignore_index=True)


def show_flows(filters: Filters) -> pd.DataFrame:
    """Sentence, Sankey and table of the purchases that the filters keep; returns the table."""
    rows = cached.table("stage_flows", filters)
    st.segmented_control(
        t("filieres.flow_by"), (STAGES, TERRITORIES), format_func=lambda c: t(f"filieres.flow_{c}"), **bound("flow_by")
    )
    by = address.value("flow_by")
    table = flow_table(rows, by)
    say(escaped(flow_sentence(rows)), "summary")
    if not table.empty:
        st.plotly_chart(
            sankey(table, by), key=f"flows_{by}_{language()}", theme=None, config=CONFIG, alt=flow_sentence(rows)
        )
        show_table(table, BY_STAGE if by == STAGES else BY_PLACE, key=f"flow_table_{by}")
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
    steps = flow_table(told, STAGES).iloc[0]
    said = t(
        "filieres.flow_summary",
        n=len(told),
        seller=name_of("stages", steps["seller_stage"]),
        buyer=name_of("stages", steps["buyer_stage"]),
        most=int(steps["purchases"]),
    )
    back = int((~told["downstream"]).sum())
    return " ".join(filter(None, (said, t("filieres.flow_back", n=back) if back else "", hidden, note)))


def sankey(table: pd.DataFrame, by: str) -> go.Figure:
    """Sellers on the side where reading begins, buyers on the other; widths are numbers of purchases."""
    first, second = table.columns[0], table.columns[1]
    order = list(ORDERED) if by == STAGES else list(cached.vocabulary()["governorates"])
    name = names_of("stages" if by == STAGES else "governorates")
    ends = table.fillna({first: NOWHERE, second: NOWHERE})
    sides = {column: [code for code in (*order, NOWHERE) if code in set(ends[column])] for column in (first, second)}
    at = {(column, code): rank for rank, (column, code) in enumerate((c, code) for c in sides for code in sides[c])}
    start, end = (second, first) if right_to_left() else (first, second)
    colours = [OKABE_ITO[(*order, NOWHERE).index(code) % len(OKABE_ITO)] for _column, code in at]
    short = (lambda code: t(f"filieres.short_{code}")) if by == STAGES else name  # names meet in the middle of a phone
    words = [short(code) if code != NOWHERE else t("state.not_located") for _column, code in at]
    hover = [
        f"{name(a)} → {name(b)} : {number(n, language())}"
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
                "hovertemplate": "%{label} : %{value}<extra></extra>",
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
