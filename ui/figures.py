"""Key figures as tiles: one number, what it is, and under it where it comes from."""

from dataclasses import dataclass

import streamlit as st

from ui.frame import escaped
from ui.speech import language, t
from words.translate import number


@dataclass(frozen=True)
class Tile:
    """One key figure. `value` is a number or words; `under` says year, source or what is not known."""

    label: str
    value: float | str | None
    under: str = ""
    strong: bool = False


def tiles(figures: list[Tile]) -> None:
    """The figures side by side, two by two on a phone."""
    cells = "".join(
        f'<div class="tile{" strong" if f.strong else ""}"><dt>{escaped(f.label)}</dt>'
        f'<dd class="value">{_written(f.value)}</dd><dd class="under">{escaped(f.under)}</dd></div>'
        for f in figures
    )
    st.html(f'<dl class="tiles">{cells}</dl>')


def _written(value: float | str | None) -> str:
    if value is None:
        return escaped(t("state.unknown"))
    return escaped(value if isinstance(value, str) else number(value, language()))
