"""Class breaks and palettes: in which classes and colours the map shows what it shows."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from ui.shapes import MARKS, Areas, Legend, LegendClass
from words.translate import percent, t

# One sequential scale for need and gaps, one for access, the Okabe-Ito set for kinds; lightness alone tells them apart.
NEED = ("#fbf1cf", "#f3d998", "#e3b362", "#c2813f", "#8a4f20")
NOTHING, ONE, TWO = "#f0cfa6", "#a6d2ca", "#2a857b"
KINDS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#8c7a00")
ZERO_FILL = "#fffdf4"
NOT_SURVEYED, NO_FIGURE = "not_surveyed", "no_figure"
SPECIAL = {NOT_SURVEYED: ("#d9dbdc", "dashed"), NO_FIGURE: ("#ffffff", "dotted")}


@dataclass(frozen=True)
class Scale:
    """Fixed, round classes of a percentage. A class starts at its break: 15.0 is in "15-20"."""

    name: str
    breaks: tuple[float, ...]
    palette: tuple[str, ...] = NEED
    zero: bool = False  # nothing at all is a class of its own


POVERTY = Scale("poverty", (15, 20, 25, 35))
SHARE = Scale("share", (20, 40, 60, 80), zero=True)


def class_of(value: float | None, scale: Scale) -> str:
    """The class key of a percentage: "c1", "c2", ..., "zero" where the scale has it, "no_figure" for None and NaN."""
    if value is None or value != value:
        return NO_FIGURE
    if scale.zero and value == 0:
        return "zero"
    return f"c{1 + sum(value >= edge for edge in scale.breaks)}"


def crossing(values: Mapping[str, float | None], errors: Mapping[str, float | None], scale: Scale) -> frozenset[str]:
    """Codes whose value plus or minus one standard error (same unit) falls in another class."""
    found = set()
    for code, value in values.items():
        error = errors.get(code)
        if value is None or error is None or value != value or error != error:
            continue
        if class_of(max(value - error, 0), scale) != class_of(value + error, scale):
            found.add(code)
    return frozenset(found)


def rate_areas(
    values: Mapping[str, float | None],
    scale: Scale,
    labels: Mapping[str, str],
    title: str,
    language: str,
    *,
    errors: Mapping[str, float | None] | None = None,
    not_surveyed: frozenset[str] = frozenset(),
    reference: tuple[float, str] | None = None,
    notes: tuple[str, ...] = (),
) -> Areas:
    """A percentage by delegation code. `reference` (value, words) is written beside the class it falls in."""
    classes = {code: NOT_SURVEYED if code in not_surveyed else class_of(value, scale) for code, value in values.items()}
    shown = {code: value for code, value in values.items() if code not in not_surveyed}
    marked = crossing(shown, errors or {}, scale)
    rows = [("zero", t("legend.zero", language), ZERO_FILL)] if scale.zero else []
    rows += [
        (f"c{rank}", words, fill)
        for rank, (words, fill) in enumerate(zip(ranges(scale, language), scale.palette, strict=True), 1)
    ]
    if reference:
        at = class_of(reference[0], scale)
        rows = [(key, f"{words} · {reference[1]}" if key == at else words, fill) for key, words, fill in rows]
    hatch = t("legend.crossing", language, n=len(marked)) if marked else ""
    return Areas(classes, labels, Legend(title, _rows(rows, classes, language), notes, hatch), marked)


def reach_areas(
    providers: Mapping[str, int | None],
    labels: Mapping[str, str],
    title: str,
    language: str,
    *,
    notes: tuple[str, ...] = (),
) -> Areas:
    """Providers within reach by delegation code: 0, 1, 2 and more; None is *not surveyed*."""
    keys = ("reach_0", "reach_1", "reach_2")
    classes = {code: NOT_SURVEYED if n is None else keys[min(n, 2)] for code, n in providers.items()}
    rows = [(key, t(f"legend.{key}", language), fill) for key, fill in zip(keys, (NOTHING, ONE, TWO), strict=True)]
    return Areas(classes, labels, Legend(title, _rows(rows, classes, language), notes))


def ranges(scale: Scale, language: str) -> list[str]:
    """The classes in words: "moins de 15 %", "15–20 %", "35 % et plus"."""
    edges = [percent(edge / 100, language) for edge in scale.breaks]
    words = [t("legend.under", language, high=edges[0])]
    words += [t("legend.between", language, low=low, high=high) for low, high in pairwise(edges)]
    return [*words, t("legend.over", language, low=edges[-1])]


def kinds_legend(
    title: str, kinds: Mapping[str, str], counts: Mapping[str, int], notes: tuple[str, ...] = ()
) -> Legend:
    """A legend of kinds of points (key -> words): a colour and a shape each, in the order given, n per kind."""
    rows = (
        LegendClass(key, words, KINDS[rank % len(KINDS)], n=counts.get(key, 0), mark=MARKS[rank % len(MARKS)])
        for rank, (key, words) in enumerate(kinds.items())
    )
    return Legend(title, tuple(rows), notes)


def _rows(rows: list[tuple[str, str, str]], classes: Mapping[str, str], language: str) -> tuple[LegendClass, ...]:
    """The scale's own classes always, the special ones where some delegation is in them; n for each."""
    count = Counter(classes.values())
    found = [LegendClass(key, words, fill, n=count[key]) for key, words, fill in rows]
    special = ((key, *look) for key, look in SPECIAL.items() if count[key])
    found += [LegendClass(key, t(f"legend.{key}", language), fill, edge, count[key]) for key, fill, edge in special]
    return tuple(found)
