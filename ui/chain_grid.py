"""The matrix of value chains on screen: a table of buttons that reads from either side and fits a phone."""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from analysis import value_chains as vc
from analysis.stage_reach import LEAVES
from queries.filters import Filters
from ui import address, cached
from ui.chains import DELEGATION, GOVERNORATE, WHOLE
from ui.filters import toggle
from ui.speech import language, names_of, right_to_left, t
from words.translate import isolated, number

FOLDER = Path(__file__).parent / "matrix"
COLUMNS = ("INT", "PRO", "COL", "TRA", "CON", "COM", "SRV")  # the last stands apart: it has no place in the order
SYMBOLS = {
    vc.ESS: "●", vc.THIN: "◐", vc.INFORMAL: "○", vc.NOT_ENTITLED: "△", vc.DEPENDENCE: "■", vc.NONE: "×",
    vc.NOT_SURVEYED: "?", vc.NOT_APPLICABLE: "–",
}  # fmt: skip
KEY = "chain_grid"


@cache
def _component() -> Callable[..., Any]:
    return st.components.v2.component(
        "atlas_chain_grid",
        html='<div class="grid"></div>',
        css=(FOLDER / "grid.css").read_text(encoding="utf-8"),
        js=(FOLDER / "grid.js").read_text(encoding="utf-8"),
    )


def show_grid(cells: pd.DataFrame, leaks: pd.DataFrame, level: str, filters: Filters) -> None:
    """Draw `ui.chains.matrix` of one level; a press on a cell chooses chain and stage, on a row or column either."""
    _component()(key=KEY, data=content(cells, leaks, level, filters), on_pressed_change=lambda: _pressed(level))


def _pressed(level: str) -> None:
    pressed(st.session_state[KEY].get("pressed"), level)


def pressed(value: object, level: str) -> None:
    """What a press does, for a value as the browser sends it: anything unknown does nothing."""
    kind, _, key = value.partition(":") if isinstance(value, str) else ("", "", "")
    parts, known = key.split("|"), cached.vocabulary()
    if kind == "stage" and key in COLUMNS:
        toggle("stages", key)
    elif kind == "row" and len(parts) == 2 and parts[1] in known["chains"]:
        if level == DELEGATION and address.value("chains") and parts[0] in known["delegations"]:
            toggle("delegations", parts[0])
        else:
            toggle("chains", parts[1])
    elif kind == "cell" and len(parts) == 3 and parts[1] in known["chains"] and parts[2] in COLUMNS:
        chosen = ((parts[1],), (parts[2],))
        again = (address.value("chains"), address.value("stages")) == chosen
        address.put(chains=() if again else chosen[0], stages=() if again else chosen[1])


def content(cells: pd.DataFrame, leaks: pd.DataFrame, level: str, filters: Filters) -> dict[str, Any]:
    """What the browser draws: words and classes, rows in the order of their names."""
    lost = _lost(leaks, level)
    by_row: dict[tuple[str, str], dict[str, Mapping[Hashable, Any]]] = {}
    for cell in cells.to_dict("records"):
        by_row.setdefault((str(cell["unit"]), str(cell["chain"])), {})[str(cell["stage"])] = cell
    rows = []
    for (unit, chain), stages in by_row.items():
        found = [
            _cell(stages[stage], lost.get((unit, chain, stage), 0)) if stage in stages else _void() for stage in COLUMNS
        ]
        rows.append(_heading(unit, chain, next(iter(stages.values())), level, filters) | {"cells": found})
    rows.sort(key=lambda row: (row["rank"], str(row["name"]).casefold(), str(row["under"])))
    states = cells["state"].value_counts()
    return {
        "direction": "rtl" if right_to_left() else "ltr",
        "caption": t("filieres.caption"),
        "corner": t("col.chain"),
        "columns": [
            {
                "key": stage,
                "name": names_of("stages")(stage),
                "short": t(f"filieres.short_{stage}"),
                "chosen": stage in filters.stages,
            }
            for stage in COLUMNS
        ],
        "rows": rows,
        "states": {
            state: {
                "symbol": SYMBOLS[state],
                "name": t(f"code.stage_state.{state}"),
                "n": number(int(states.get(state, 0)), language()),
            }
            for state in vc.STATES
        },
        "lost": t("filieres.lost_here", n="#"),
        "lost_key": t("filieres.lost_key"),
    }


def _lost(leaks: pd.DataFrame, level: str) -> dict[tuple[str, str, str], int]:
    """(unit, chain, stage) -> delegations whose value leaves for want of that stage."""
    gone = leaks[leaks["outcome"] == LEAVES]
    unit = {WHOLE: pd.Series(WHOLE, gone.index), GOVERNORATE: gone["code"].str[:2], DELEGATION: gone["code"]}[level]
    return dict(Counter(zip(unit, gone["chain"], gone["stage"], strict=True)))


def _heading(unit: str, chain: str, row: Mapping[Hashable, Any], level: str, filters: Filters) -> dict[str, Any]:
    """What a row is called and whether it is chosen; of one chain by delegation, the places give the names."""
    place = "" if level == WHOLE else names_of("delegations" if level == DELEGATION else "governorates")(unit)
    name, told = names_of("chains")(chain), [_certainty(row, level)]
    by_place = level == DELEGATION and len(filters.chains) == 1
    if by_place:
        name, place = place, ""
    return {
        "key": f"{unit}|{chain}",
        "name": name,
        "under": " · ".join(filter(None, [place, *told])),
        "chosen": unit in filters.delegations if by_place else chain in filters.chains,
        "on": chain in filters.chains,
        "rank": int(not row["present"]),
    }


def _certainty(row: Mapping[Hashable, Any], level: str) -> str:
    """How sure it is that the chain belongs here, unless it is documented; and that nobody is recorded."""
    if not isinstance(row["certainty"], str):
        return t("filieres.chain_recorded_only")
    if level == DELEGATION and not row["present"]:
        return t(f"filieres.place_{row['certainty']}")
    told = [] if row["present"] else [t("filieres.not_recorded")]
    told += [] if row["certainty"] == "documented" else [t(f"filieres.chain_{row['certainty']}")]
    return " · ".join(told)


def _cell(cell: Mapping[Hashable, Any], lost: int) -> list[Any]:
    return [cell["state"], count_told(cell), number(lost, language()) if lost else ""]


def _void() -> list[Any]:
    return [vc.NOT_APPLICABLE, "", ""]


def count_told(cell: Mapping[Hashable, Any]) -> str:
    """The count that belongs to the state, small counts of informal groups and holders masked."""
    state = cell["state"]
    if state == vc.INFORMAL:
        return informal_told(int(cell["told"]), int(cell["hidden"]))
    column = {vc.ESS: "ess", vc.THIN: "ess", vc.NOT_ENTITLED: "not_entitled", vc.DEPENDENCE: "conventional"}.get(state)
    if not column:
        return ""
    more = "+" if state == vc.ESS and cell["ess"] == 1 else ""  # one enterprise, and groups or holders beside it
    return number(int(cell[column]), language()) + more


def informal_told(told: int, hidden: int) -> str:
    """Informal groups and holders in words: 12, "<5", or at least 9 where one of several counts is masked."""
    if not hidden:
        return number(told, language())
    words = t("state.masked") if not told and hidden == 1 else f"≥{number(told + hidden, language())}"
    return isolated(words) if right_to_left() else words  # from the right "≥" would be turned round
