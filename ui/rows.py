"""Rows to read and to choose, drawn by one small script: in the reader's direction, by keyboard, light.

Why not the library's grid and charts: docs/adr/0005.
"""

import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from ui.speech import language, right_to_left, says, t

SCRIPT = Path(__file__).with_suffix(".js")


@cache
def _component() -> Any:
    """Registered by the first page that needs it: before a server runs there is nowhere to register."""
    return st.components.v2.component("atlas_rows", js=SCRIPT.read_text(encoding="utf-8"), isolate_styles=False)


def show_rows(
    head: Sequence[tuple[str, str]],
    rows: Sequence[Sequence[Any]],
    *,
    key: str,
    on_row: Callable[[int], None] | None = None,
    **options: Any,
) -> None:
    """Draw `rows` under `head` ((words, kind): text, name, number or bars); see ui/rows.js for the cells.

    `on_row(position)` runs when a row is chosen, before the page is drawn again. A choice made on rows that have
    changed since is not taken for one of the present rows. Options: label, count, height, chosen, series,
    scale, stacked.
    """
    content: Mapping[str, Any] = {
        "label": "",
        "series": (),
        "direction": "rtl" if right_to_left() else "ltr",
        "language": language(),
        "choose": on_row is not None,
        "words": {"sort": t("rows.sort"), "says": says("{a}", "{b}")},
        "count": "",
        "head": head,
        "rows": rows,
        **options,
    }
    version = zlib.crc32(json.dumps(content, ensure_ascii=False).encode())
    widget = f"{key}_rows"

    def chosen() -> None:
        choice = st.session_state[widget].get("choose")
        if on_row and isinstance(choice, dict) and choice.get("version") == version:
            position = choice.get("row")
            if isinstance(position, int) and 0 <= position < len(rows):
                on_row(position)

    _component()(key=widget, data={**content, "version": version}, on_choose_change=chosen)
