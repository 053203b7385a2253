"""Gaps in words: the reasons, what would close them, the sentences that say what map and table show."""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import pandas as pd

from analysis import gaps
from queries.filters import Filters
from ui import travel
from ui.drawing import people
from ui.gaps import TOP, Asked, beyond_by_circuity, class_table, gap_list, kept
from ui.speech import name_of, t
from words.translate import isolated


def places(codes: Iterable[str]) -> str:
    """Delegations by name, in one list."""
    return t("gaps.comma").join(name_of("delegations", code) for code in codes)


def reasons(look: Asked) -> dict[str, list[str]]:
    """Delegation -> its reasons in words, in the order they are told."""
    told: dict[str, list[str]] = {}
    for row in gap_list(look).to_dict("records"):
        told.setdefault(str(row["code"]), []).append(reason(row, look))
    return told


def reason(row: Mapping[Hashable, Any], look: Asked) -> str:
    """One reason with its evidence, in a short sentence without its full stop."""
    key, named = str(row["reason"]), isinstance(row["provider"], str)
    if key == "absent":
        key += ("_adapted" if look.adapted else "") + ("" if named else "_anywhere")
    return t(
        f"gaps.reason_{key}",
        reach=look.within,
        provider=isolated(row["provider"]) if named else "",
        km=look.measured(row["km"]),
        places=places(row["places"]),
        publics=t("gaps.comma").join(name_of("public", public) for public in row["publics"]),
        n=row["n"],
    )


def remedies(look: Asked, code: str) -> list[str]:
    """What would close each gap of one delegation."""
    found = gap_list(look)
    kinds = found.loc[found["code"] == code, "reason"]
    return [closes(str(kind), look) for kind in kinds]


def closes(kind: str, look: Asked) -> str:
    """What would close a gap of this type."""
    return t(f"gaps.close_{kind}", function=name_of("functions", look.function), reach=look.within)


def summary(look: Asked, rows: pd.DataFrame) -> str:
    """What the map and the table say, in one to three sentences."""
    if rows.empty:
        return t("gaps.nothing_shown")
    counted, classes = gaps.people(rows), rows["reach"]
    unknown, function = people(counted.unknown, counted.unknown_se), name_of("functions", look.function)
    function = t("gaps.adapted", function=function) if look.adapted else function
    if (classes == gaps.NOT_SURVEYED).all():
        return t("gaps.summary_unsurveyed", function=function, n=len(rows), people=unknown)
    if n := int((classes == gaps.NONE).sum()):
        beyond = people(counted.beyond, counted.beyond_se)
        said = [t("gaps.summary", function=function, reach=look.within, people=beyond, n=n, all=len(rows))]
    else:
        said = [t("gaps.summary_none", function=function, reach=look.within)]
    if n := int((classes == gaps.NOT_SURVEYED).sum()):
        said.append(t("gaps.summary_unknown", n=n, people=unknown))
    if counted.no_figure:
        said.append(t("gaps.summary_no_figure", places=places(counted.no_figure)))
    return " ".join(said)


def sensitivity(look: Asked, filters: Filters) -> str:
    """One sentence: whether the first five change when the circuity factor goes from 1.2 to 1.8.

    Where a table or a server gives the distances, that the factor plays no part.
    """
    if look.distance != travel.FACTOR:
        return t("travel.no_factor")
    rows = kept(class_table(look), filters.without("delegations"))
    if (rows["reach"] == gaps.NOT_SURVEYED).all():
        return ""
    shown = set(rows["code"])
    tops = [[code for code in codes if code in shown][:TOP] for codes in beyond_by_circuity(look)]
    always, sometimes = gaps.changes(tops)
    if sometimes:
        return t("gaps.unsteady", always=places(always) or t("gaps.nobody"), sometimes=places(sometimes))
    if not always:
        return t("gaps.steady_none")
    same_order = len({tuple(top) for top in tops}) == 1
    return t("gaps.steady" if same_order else "gaps.steady_order", places=places(always))


def basis_sentence(look: Asked, filters: Filters) -> str:
    """Whether rescaling the population changes the order of the delegations beyond reach."""
    old, new = (
        gaps.ranked(kept(class_table(look.on(basis)), filters))["code"].tolist() for basis in ("census", "rescaled")
    )
    if old == new:
        return t("gaps.basis_same") if old else ""
    moved = [code for code, other in zip(old, new, strict=True) if code != other]
    return t("gaps.basis_changes", places=places(moved))


def method(look: Asked) -> str:
    """The method in words, for the files."""
    return t(
        "gaps.method",
        function=name_of("functions", look.function),
        offer=t(f"gaps.offer_{look.offer}"),
        reach=look.within,
        distance=travel.described().rstrip("."),
        basis=t(f"gaps.basis_{look.basis}"),
    )
