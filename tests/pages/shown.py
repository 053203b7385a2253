"""What a page shows in a test: its words, its tables, its bars."""

import html
import json
from typing import Any

import pandas as pd
from streamlit.testing.v1 import AppTest


def rows(app: AppTest) -> list[dict[str, Any]]:
    """What each block of rows was given, in the order of the page."""
    return [json.loads(block.proto.json) for block in app.get("bidi_component")]


def tables(app: AppTest) -> list[pd.DataFrame]:
    """The tables: words as written, numbers as numbers."""
    return [_frame(block) for block in rows(app) if all(kind != "bars" for _, kind in block["head"])]


def charts(app: AppTest) -> list[dict[str, list[float | None]]]:
    """The bars: name -> one value for each series."""
    return [
        {name: [value for _, value, _ in bars] for name, bars in block["rows"]}
        for block in rows(app)
        if any(kind == "bars" for _, kind in block["head"])
    ]


def _frame(block: dict[str, Any]) -> pd.DataFrame:
    kinds = [kind for _, kind in block["head"]]
    read = [
        [cell[1] if kind == "number" else cell for cell, kind in zip(row, kinds, strict=True)] for row in block["rows"]
    ]
    return pd.DataFrame(read, columns=[name for name, _ in block["head"]])


def said(app: AppTest) -> str:
    """All the words of a page, tables included, cell by cell."""
    texts = [element.proto.body for element in app.get("html")]
    for block in rows(app):
        texts += [f"<th>{html.escape(name)}</th>" for name, _ in block["head"]]
        for row in block["rows"]:
            texts += [f"<td>{html.escape(text)}</td>" for cell in row for text in _texts(cell)]
    return html.unescape(" ".join(texts))


def _texts(cell: Any) -> list[str]:
    if isinstance(cell, str):
        return [cell]
    return [cell[0]] if isinstance(cell[0], str) else [text for text, *_ in cell]
