"""Bars: a name, its bar and its figure on each row. Other charts are plotly's, each in the module of its subject."""

from collections.abc import Callable, Sequence

from ui.rows import show_rows
from ui.speech import language
from words.translate import PLUS_MINUS, number

ACCENT, INK, LINE = "#0f766e", "#1d2b3a", "#e5e1d8"
CONFIG = {"displayModeBar": False, "responsive": True}  # of the charts that plotly draws
OKABE_ITO = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#5b6673")
UNKNOWN = "#c3c8ce"  # of what is not known, whatever stands beside it


def bars(
    names: Sequence[str],
    series: dict[str, Sequence[float | None]],
    *,
    key: str,
    errors: Sequence[float | None] | None = None,
    codes: Sequence[str] | None = None,
    colors: Sequence[str] = (ACCENT, *OKABE_ITO[1:]),
    on_bar: Callable[[str], None] | None = None,
    stacked: bool = True,
    alt: str = "",
) -> None:
    """Horizontal bars, first name on top; one or several series, in `colors`; `on_bar(code)` when a bar is chosen.

    All bars share one scale, which ends at the largest bar (or sum of stacked ones), its error included.
    """
    values = [[_known(value) for value in row] for row in zip(*series.values(), strict=True)]
    spread = [_known(error) or 0.0 for error in errors] if errors else [0.0] * len(names)
    reach = [sum(v or 0 for v in row) if stacked else max((v or 0 for v in row), default=0) for row in values]
    rows = [
        [name, [[_figure(v, e), v, e or None] for v in row]] for name, row, e in zip(names, values, spread, strict=True)
    ]
    keys = list(codes or names)
    show_rows(
        [("", "name"), ("", "bars")],
        rows,
        key=key,
        on_row=(lambda position: on_bar(keys[position])) if on_bar else None,
        label=alt,
        series=list(zip(series, colors, strict=False)),
        scale=max((r + e for r, e in zip(reach, spread, strict=True)), default=0) or 1,
        stacked=stacked and not errors,  # a figure with its error stands beside its bar, not under the error's mark
    )


def _known(value: float | None) -> float | None:
    return None if value is None or value != value else float(value)


def _figure(value: float | None, error: float) -> str:
    if value is None:
        return "–"
    written = number(value, language())
    return f"{written}{PLUS_MINUS}{number(round(error), language())}" if error else written
