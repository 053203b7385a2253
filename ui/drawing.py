"""From answers to shapes: the layers that several pages draw, in the reader's words."""

import math

import pandas as pd

from queries.filters import Filters
from ui import address, cached
from ui.layers import POVERTY, kinds_legend, rate_areas
from ui.shapes import MAX_POINTS, Areas, Circles, Point, Points
from ui.speech import language, name_of, reader, says, t
from words.translate import number, percent

NATIONAL_POVERTY = 15.2  # percent, 2015: INS and World Bank, Carte de la pauvreté en Tunisie, 2020
POINT_KINDS = ("ess", "conventional")
SERVICE_KINDS = ("formation", "accompagnement", "financement", "connexe")
ENTERPRISE_COLOR, SERVICE_COLOR, NEED_COLOR = "#0072b2", "#009e73", "#1d2b3a"


def shown_codes(frame: pd.DataFrame, filters: Filters) -> pd.Series:
    """Which delegations of a frame (columns delegation or code, governorate) the governorate filter shows."""
    if not filters.governorates:
        return pd.Series(True, index=frame.index)
    code = frame["code"] if "code" in frame else frame["delegation"]
    return code.str[:2].isin(filters.governorates)


def by_code(values: pd.Series) -> dict[str, float]:
    """A series as code -> number."""
    return {str(code): float(value) for code, value in values.items()}


def counted(kinds: pd.Series) -> dict[str, int]:
    """How many of each kind."""
    return {str(kind): int(n) for kind, n in kinds.value_counts().items()}


def people(value: float, error: float | None = None) -> str:
    """'12 345 habitants pauvres ± 678', or that there is no figure."""
    return reader().people(value, error)


def poverty_areas(territory: pd.DataFrame, filters: Filters) -> Areas:
    """Poverty rate by delegation, hatched where the standard error crosses a class break."""
    shown = territory[shown_codes(territory, filters)].set_index("code")
    rates, errors, years = shown["poverty_rate"], shown["poverty_error"], shown["poverty_year"]
    labels = {
        code: says(t("col.poverty_rate"), f"{_rate(rates[code])}\u00a0±\u00a0{_rate(errors[code])} ({years[code]:.0f})")
        if not math.isnan(rates[code])
        else t("state.no_figure")
        for code in shown.index
    }
    return rate_areas(
        by_code(rates),
        POVERTY,
        labels,
        t("layer.poverty"),
        language(),
        errors=by_code(errors),
        reference=(NATIONAL_POVERTY, t("layer.national", value=percent(NATIONAL_POVERTY / 100, language(), 1))),
        notes=(t("layer.poverty_source"),),
    )


def _rate(value: float) -> str:
    return t("state.no_figure") if math.isnan(value) else percent(value / 100, language(), 1)


def need_circles(territory: pd.DataFrame, filters: Filters) -> Circles:
    """Poor inhabitants as proportional circles; the scale does not move when a filter changes."""
    shown = territory[shown_codes(territory, filters)].set_index("code")
    values = by_code(shown["need"].dropna())
    labels = {code: people(shown["need"][code], shown["need_error"][code]) for code in shown.index}
    return Circles(
        values,
        labels,
        t("layer.need"),
        20_000,
        _steps((2_000, 10_000, 20_000)),
        color=NEED_COLOR,
        notes=(t("layer.need_source"),),
    )


def _steps(values: tuple[int, ...]) -> tuple[tuple[float, str], ...]:
    return tuple((float(v), number(v, language())) for v in values)


def count_circles(counts: pd.Series, what: str, color: str) -> Circles:
    """A count by delegation (index: codes) as proportional circles, never as a coloured area."""
    scale = _round_up(max(float(counts.max() or 0), 10))
    steps = (round(scale / 10), round(scale / 2), scale)
    labels = {str(code): t(f"unit.{what}", n=int(n)) for code, n in counts.items()}
    values = {str(code): float(n) for code, n in counts.items()}
    return Circles(values, labels, t(f"layer.{what}"), scale, _steps(steps), color=color)


def _round_up(value: float) -> int:
    step = 10 ** math.floor(math.log10(value))
    return int(math.ceil(value / step) * step)


def enterprise_shape(filters: Filters) -> Points | Circles:
    """Enterprises as points where they are few enough, else how many per delegation."""
    rows = cached.table("enterprise_points", filters, most=MAX_POINTS, all_names=cached.names_shown())
    if len(rows) > MAX_POINTS:
        counts = cached.table("enterprises_by_delegation", filters)
        shown = counts[shown_codes(counts, filters)].set_index("delegation")
        return count_circles(shown["ess"] + shown["conventional"], "enterprises", ENTERPRISE_COLOR)
    points = [
        Point(row["lon"], row["lat"], row["kind"], _named(row["name"], "forms", row["legal_form"]), row["id"])
        for row in rows.to_dict("records")
    ]
    notes = _placing_notes("enterprises", filters, len(rows))
    kinds = {kind: t(f"code.kind.{kind}") for kind in POINT_KINDS}
    return Points("enterprise", points, kinds_legend(t("layer.enterprises"), kinds, counted(rows["kind"]), notes))


def service_shape(filters: Filters) -> Points | Circles:
    """Observed services as points where they are few enough, else how many per delegation."""
    rows = cached.table("service_points", filters, most=MAX_POINTS)
    if len(rows) > MAX_POINTS:
        counts = cached.table("services_by_delegation", filters)
        shown = counts[shown_codes(counts, filters)].set_index("delegation")
        return count_circles(shown["services"], "services", SERVICE_COLOR)
    points = [
        Point(
            row["lon"],
            row["lat"],
            row["function"],
            f"{_named(row['organisation_name'])} · {name_of('services', row['service_type'])}",
            row["id"],
        )
        for row in rows.to_dict("records")
    ]
    kinds = {kind: name_of("functions", kind) for kind in SERVICE_KINDS}
    notes = _placing_notes("services", filters, len(rows))
    return Points("service", points, kinds_legend(t("layer.services"), kinds, counted(rows["function"]), notes))


def _named(name: object, vocabulary: str = "", code: object = None) -> str:
    if isinstance(name, str) and name:
        return name
    form = f"{name_of(vocabulary, str(code))} · " if isinstance(code, str) else ""
    return form + t("state.unnamed")


def _placing_notes(what: str, filters: Filters, drawn: int) -> tuple[str, ...]:
    """What a map of points leaves out: placed by delegation only, not located, likely."""
    row = cached.table("not_located", filters).iloc[0]
    beside = int(row[what]) + (int(row["likely_services"]) if what == "services" else 0)
    pointless = int(cached.table("matched", filters)[what].iloc[0]) - drawn - beside
    notes = [t("layer.by_delegation", n=pointless)] if pointless > 0 else []
    if row[what]:
        notes.append(t("layer.not_located", n=int(row[what])))
    if what == "services" and row["likely_services"]:
        notes.append(t("layer.likely", n=int(row["likely_services"])))
    if what == "enterprises":
        notes.append(t("layer.informal_hidden"))
    return tuple(notes)


def clicked_delegation(code: str) -> None:
    """A click on a delegation narrows to it; a second click lets it go."""
    present = address.value("delegations")
    address.put(delegations=() if present == (code,) else (code,))
