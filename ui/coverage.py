"""Coverage of the three hub functions: delegations and people by class, and who depends on one provider."""

import re

import pandas as pd
import streamlit as st

from analysis import gaps
from queries.filters import Filters
from ui import address, cached
from ui.drawing import people
from ui.frame import escaped
from ui.gap_tables import FILLS
from ui.gap_words import places
from ui.gaps import Asked, class_table, kept, reach_table
from ui.speech import language, name_of, t
from ui.tables import Column
from words.translate import number, percent

BY_FUNCTION = (
    Column("function", vocabulary="functions"),
    Column("reach", vocabulary="reach"),
    Column("delegations", "count"),
    Column("need", "people"),
    Column("need_share", "percent", empty="state.no_figure"),
)
SINGLE = (
    Column("provider"),
    Column("function", vocabulary="functions"),
    Column("delegations", "count"),
    Column("places", "codes", vocabulary="delegations", wide=True),
    Column("need", "people", empty="state.no_figure"),
)
STYLE = """<style>
.stacks { display: grid; grid-template-columns: max-content 1fr; gap: .3rem .8rem; align-items: center; }
.stacks .name { font-weight: 600; grid-column: 1 / -1; margin-block-start: .35rem; }
.stacks .what { color: var(--quiet); font-size: .82rem; }
.stacks .stack { display: flex; height: 1.55rem; border-radius: 3px; overflow: hidden; gap: 1px; }
.stacks .stack span { display: flex; align-items: center; justify-content: center; min-width: 2px; overflow: hidden;
  font-size: .82rem; font-variant-numeric: tabular-nums; white-space: nowrap; }
.stacks .stack .not_surveyed { outline: 1px dashed #6b7682; outline-offset: -1px; }
.dependants { margin: 0; padding-inline-start: 1.3rem; font-size: .9rem; line-height: 1.4; display: grid; gap: .35rem; }
.dependants span { color: var(--quiet); font-size: .84rem; }
.stack-key { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; font-size: .82rem; margin-block-start: .5rem; }
.stack-key i { display: inline-block; width: 1.1rem; height: .75rem; border-radius: 2px; margin-inline-end: .4rem; }
</style>"""
LISTED = 5  # single providers told beside the map; the table has them all
LETTER = 0.036  # share of a bar that one sign of its number takes, on a phone too


def by_function(look: Asked, filters: Filters) -> pd.DataFrame:
    """One row per function and class -> function, reach, delegations, need, need_share (percent of the need shown)."""
    return cached.computed(_by_function, look, _territory(filters))


def _territory(filters: Filters) -> Filters:
    return Filters(governorates=filters.governorates, delegations=filters.delegations)


def _by_function(look: Asked, filters: Filters) -> pd.DataFrame:
    found = []
    for function in gaps.FUNCTIONS:
        table = gaps.by_class(kept(class_table(look.of(function)), filters))
        total = table["need"].sum()
        share = 100 * table["need"] / total if total else float("nan")
        found.append(table.assign(function=function, need_share=share))
    return pd.concat(found, ignore_index=True)


def single_providers(look: Asked, filters: Filters) -> pd.DataFrame:
    """One row per provider and function on which delegations depend alone, most people first.

    columns: provider, function, delegations, places (codes), need.
    """
    return cached.computed(_single_providers, look, _territory(filters))


def _single_providers(look: Asked, filters: Filters) -> pd.DataFrame:
    found = []
    for function in gaps.FUNCTIONS:
        rows = kept(reach_table(look.of(function)), filters)
        for (_, name), alone in rows[rows["reach"] == gaps.ONE].groupby(["single_id", "single"]):
            need = alone["need"].sum(min_count=1)
            found.append((name, function, len(alone), alone["code"].tolist(), need))
    table = pd.DataFrame(found, columns=["provider", "function", "delegations", "places", "need"])
    return table.sort_values(["need", "provider", "function"], ascending=[False, True, True], ignore_index=True)


def stacked(table: pd.DataFrame) -> None:
    """Two bars per function, delegations and people: in reach of none, one, several, or not surveyed."""
    body = "".join(_function(function, table[table["function"] == function]) for function in gaps.FUNCTIONS)
    keys = "".join(
        f'<span><i style="background:{FILLS[name]}"></i>{escaped(t(f"code.reach.{name}"))}</span>'
        for name in gaps.CLASSES
    )
    st.html(f'{STYLE}<div class="stacks">{body}</div><div class="stack-key">{keys}</div>')


def _function(function: str, rows: pd.DataFrame) -> str:
    bars = "".join(
        f'<span class="what">{escaped(t(f"services.bar_{what}"))}</span>{_stack(rows, what)}'
        for what in ("delegations", "need")
    )
    return f'<span class="name">{escaped(name_of("functions", function))}</span>{bars}'


def _stack(rows: pd.DataFrame, what: str) -> str:
    total = rows[what].sum()
    parts = []
    for row in rows[rows[what] > 0].to_dict("records"):
        share, reach = row[what] / total, str(row["reach"])
        words = number(round(row[what]), language()) if what == "delegations" else percent(share, language())
        title = t("services.share_of", function=t(f"code.reach.{reach}"), value=round(row[what]))
        ink = "#ffffff" if reach == gaps.SEVERAL else "#1d2b3a"
        seen = len(re.sub("[\u2066\u2069]", "", words))  # isolates take no room
        shown = words if share >= LETTER * (seen + 0.5) else ""
        parts.append(
            f'<span class="{reach}" title="{escaped(title)}" '
            f'style="flex:{share:.4f};background:{FILLS[reach]};color:{ink}">{escaped(shown)}</span>'
        )
    return f'<div class="stack">{"".join(parts)}</div>'


def dependants(rows: pd.DataFrame) -> None:
    """The single providers on whom most people depend, with the delegations that have nobody else."""
    items = "".join(
        f"<li><b>{escaped(row['provider'])}</b> · {escaped(name_of('functions', row['function']))}<br>"
        f"<span>{escaped(people(row['need']))} · {escaped(places(row['places']))}</span></li>"
        for row in rows.head(LISTED).to_dict("records")
    )
    st.html(f'{STYLE}<ol class="dependants">{items}</ol>')


def summary(table: pd.DataFrame, look: Asked) -> str:
    """In one sentence: for each function, the share of need with at least one provider in reach."""
    if (table.loc[table["reach"] != gaps.NOT_SURVEYED, "delegations"] == 0).all():
        return t("services.summary_unsurveyed", n=int(table["delegations"].sum()) // len(gaps.FUNCTIONS))
    said = []
    for function in gaps.FUNCTIONS:
        rows = table[table["function"] == function].set_index("reach")["need_share"]
        words = percent(rows[[gaps.ONE, gaps.SEVERAL]].sum() / 100, language())
        words = t("gaps.at_least", value=words) if rows[gaps.NOT_SURVEYED] > 0 else words
        said.append(t("services.share_of", function=name_of("functions", function), value=words))
    sentence = t("services.summary", reach=look.within, shares=t("services.share_after").join(said))
    return f"{t('services.adapted')} {sentence}" if look.adapted else sentence


def choose_function(position: int) -> None:
    """A row of the coverage table: its function becomes the one on the map."""
    address.put(function=gaps.FUNCTIONS[position // len(gaps.CLASSES)])


def certainty_code(text: str) -> str:
    """How sure the name and place of a body are, as a code: "name sure; delegation unknown" has words of its own."""
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")
