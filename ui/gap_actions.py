"""The gap list as actions: typed gaps of functions and chains, each with what it rests on and what would close it."""

import pandas as pd
import streamlit as st

from analysis import gaps
from analysis.gap_list import TYPES
from queries.filters import Filters
from ui import address, cached, chain_gaps, chains
from ui.downloads import downloads
from ui.frame import escaped, say
from ui.gap_words import closes, method, reason
from ui.gaps import Asked, class_table, evidence_sources, gap_list, kept
from ui.speech import language, name_of, t
from ui.tables import Column, show_table

LISTED = 300  # rows on screen; the file has them all
ALL_THREE = "all_three"
ONCE = ("not_connected",)  # said of the three functions together
COLUMNS = (
    Column("code", vocabulary="delegations"),
    Column("governorate", vocabulary="governorates"),
    Column("gap_about"),
    Column("gap_type", vocabulary="gap_type"),
    Column("evidence_words"),
    Column("people_concerned", "people", empty="actions.people_unknown"),
    Column("need_error", "people", empty="actions.people_unknown"),
    Column("closes"),
)


def actions(look: Asked, filters: Filters, types: tuple[str, ...]) -> pd.DataFrame:
    """The rows of the list under the filters, heaviest need first; `types` narrows to some types of gap.

    People concerned are the poor inhabitants of the delegation, the same on each of its rows; of a public left out
    their number is not known.
    """
    functions = [name for name in gaps.FUNCTIONS if name in filters.functions] or list(gaps.FUNCTIONS)
    found = [_of(look.of(function), filters, types) for function in functions]
    found.append(_of_chains(look, filters, types))
    table = pd.concat([part for part in found if len(part)] or found[:1], ignore_index=True)
    table = table.drop_duplicates(["code", "gap_function", "gap_type"])
    order = {name: place for place, name in enumerate((ALL_THREE, *gaps.FUNCTIONS, chain_gaps.CHAIN))}
    table = table.assign(
        place=table["gap_function"].map(order), rank=table["gap_type"].map({name: n for n, name in enumerate(TYPES)})
    )
    by = ["need", "code", "place", "rank", "gap_about"]
    return table.sort_values(by, ascending=[False, True, True, True, True], na_position="last", ignore_index=True)


def _of(look: Asked, filters: Filters, types: tuple[str, ...]) -> pd.DataFrame:
    rows = kept(cached.computed(_worded, look, language()), filters)
    return _concerned(rows[rows["gap_type"].isin(types)] if types else rows, look)


def _worded(look: Asked, _spoken: str) -> pd.DataFrame:
    """The gaps of one function in words, all delegations: writing hundreds of sentences is the slow part."""
    rows = gap_list(look)
    told = rows.to_dict("records")
    words = pd.DataFrame(
        {
            "gap_function": [ALL_THREE if row["reason"] in ONCE else look.function for row in told],
            "gap_about": [name_of("functions", ALL_THREE if row["reason"] in ONCE else look.function) for row in told],
            "gap_type": [row["reason"] for row in told],
            "evidence_words": [reason(row, look) for row in told],
            "closes": [closes(str(row["reason"]), look) for row in told],
        },
        index=rows.index,
        dtype=object,
    )
    return rows[["code"]].join(words)


def _of_chains(look: Asked, filters: Filters, types: tuple[str, ...]) -> pd.DataFrame:
    rows = chain_gaps.gaps(chains.look(), filters)
    return _concerned(rows[rows["gap_type"].isin(types)] if types else rows, look)


def _concerned(rows: pd.DataFrame, look: Asked) -> pd.DataFrame:
    where = class_table(look).set_index("code")[["governorate", "need", "need_error"]]
    table = rows.join(where, on="code")
    unknown = table["gap_type"] == "public"
    return table.assign(people_concerned=table["need"].mask(unknown), need_error=table["need_error"].mask(unknown))


def show(look: Asked, filters: Filters) -> None:
    """The choice of types, the list, the files."""
    st.pills(
        t("actions.types"),
        TYPES,
        selection_mode="multi",
        format_func=lambda code: name_of("gap_type", code),
        **address.bound("gap_types"),
    )
    say(escaped(t("actions.note")))
    table = actions(look, filters, tuple(address.value("gap_types")))
    if table.empty:
        say(escaped(t("actions.none")), "summary")
        return
    say(escaped(t("actions.counted", n=len(table), places=table["code"].nunique())), "summary")
    if len(table) > LISTED:
        say(escaped(t("actions.first", n=LISTED)))
    with st.container(key="gap_actions"):
        show_table(table.head(LISTED), COLUMNS, key="gap_actions_table", plain=True, height=640)
    about = t("actions.method", method=method(look), distance=chains.distances_said(chains.look()).rstrip("."))
    sources = [*evidence_sources(), *cached.table("stage_sources")["source"].dropna()]
    downloads(table, COLUMNS, slug="ecarts", part="actions", sources=sources, method=about)
