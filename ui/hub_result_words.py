"""A list's result in words, for any reader: its seats, the figures all lists share, and what only that list says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any, cast

from analysis.hub_weighting import CLEAR_FIGURES, CLEAR_WEIGHTS, too_close
from data.scenario_results import Exact, Result, Sites, Weighted
from ui.hub_sentences import Towns, km, seat_name
from ui.reader import Reader

SHARED = ("seats", "need_served", "need_error", "need_unserved", "mean_km", "worst_km", "worst_place")
PROVED = 1e-9


@dataclass(frozen=True)
class Told:
    """What a list says of its own, and which parts of its result are named when they change, in order."""

    own: Callable[[Reader, Any], str]
    parts: tuple[str, ...]


def seats_of(reader: Reader, result: Result, towns: Towns | None = None) -> str:
    """All seats; with the towns several delegations share where these are given."""
    names = [seat_name(reader, towns, code) if towns else reader.name("delegations", code) for code in result.seats]
    return reduce(lambda a, b: reader.t("hubs.pair", a=a, b=b), names)


def governorates_of(reader: Reader, result: Result) -> str:
    """The governorates of the seats."""
    names = [reader.name("governorates", code) for code in dict.fromkeys(seat[:2] for seat in result.seats)]
    return reduce(lambda a, b: reader.t("hubs.pair", a=a, b=b), names)


def figures(reader: Reader, result: Result) -> str:
    """The seats, whom they serve, how far."""
    seats = seats_of(reader, result)
    if result.mean_km is None or result.worst_km is None:
        return reader.t("scenarios.figures_nobody", pair=seats)
    served = reader.people(result.need_served, result.need_error)
    mean, worst = km(reader, result.mean_km), km(reader, result.worst_km)
    return reader.t("scenarios.figures", pair=seats, served=served, mean=mean, worst=worst)


def own(reader: Reader, result: Result) -> str:
    """What only its list says."""
    return LISTS[result.list].own(reader, result)


def list_name(reader: Reader, result: Result) -> str:
    """The list a result is of."""
    return reader.t(f"hub_list.part_{result.list}")


def _exact(reader: Reader, result: Exact) -> str:
    return reader.t("scenarios.own_exact", rank=reader.number(result.rank))


def _weighted(reader: Reader, result: Weighted) -> str:
    words = reader.t(
        "scenarios.own_weighted",
        pair=governorates_of(reader, result),
        score=reader.number(result.score, 1),
        weights=weights_words(reader, result.weights),
    )
    return f"{words} {sure(reader, result.weightings, result.figures, len(result.weights))}"


def _sites(reader: Reader, result: Sites) -> str:
    rule = reader.t(f"scenarios.own_{'apart' if result.apart else 'free'}")
    proof = reader.t("scenarios.own_proved")
    if result.gap > PROVED:
        proof = reader.t("scenarios.own_gap", gap=reader.number(100 * result.gap, 4))
    return f"{reader.t('scenarios.own_sites', n=result.sites, rule=rule)} {proof}"


def weights_words(reader: Reader, weights: Mapping[str, int]) -> str:
    """Criteria and their weights, the heaviest first."""
    heaviest = sorted(weights.items(), key=lambda one: (-one[1], one[0]))
    return reader.listed([f"{reader.t(f'hub_list.{code}')} {reader.number(weight)}" for code, weight in heaviest])


def sure(reader: Reader, weightings: float, drawn: float | None, criteria: int) -> str:
    """Among all weightings and over the figures' errors, and whether either makes it too close to call."""
    one = "hub_list.weightings_one" if criteria == 1 else "hub_list.weightings"
    words = [reader.t(one, share=reader.percent(weightings))]
    words += [] if drawn is None else [reader.t("hub_list.figures", share=reader.percent(drawn))]
    limits = {"weightings": reader.percent(CLEAR_WEIGHTS, 0), "figures": reader.percent(CLEAR_FIGURES, 0)}
    close = too_close(weightings, 1.0 if drawn is None else drawn)
    return " ".join([*words, reader.t(f"hub_list.{'too_close' if close else 'clear'}", **limits)])


def part(reader: Reader, name: str, value: object) -> str:
    """One part of a result as written."""
    return reader.t("state.no_figure") if value is None else FORMS[name](reader, cast("Any", value))


def _people(reader: Reader, value: float) -> str:
    return reader.number(round(value))


def _share(reader: Reader, value: float) -> str:
    return reader.percent(value)


def _either(reader: Reader, value: bool) -> str:
    return reader.t("scenarios.yes" if value else "scenarios.no")


def _seat_names(reader: Reader, codes: tuple[str, ...]) -> str:
    return reader.listed([reader.name("delegations", code) for code in codes])


FORMS: dict[str, Callable[[Reader, Any], str]] = {
    "seats": _seat_names,
    "need_served": _people,
    "need_error": _people,
    "need_unserved": _people,
    "mean_km": km,
    "worst_km": km,
    "worst_place": lambda reader, code: reader.name("delegations", code),
    "rank": _people,
    "weights": weights_words,
    "score": lambda reader, value: reader.number(value, 1),
    "weightings": _share,
    "figures": _share,
    "close": _either,
    "seat_close": _either,
    "sites": _people,
    "apart": _either,
    "gap": lambda reader, value: reader.percent(value, 4),
    "ties": _people,
}
LISTS: dict[str, Told] = {
    Exact.list: Told(_exact, ("rank", *SHARED)),
    Weighted.list: Told(_weighted, ("weights", "score", "weightings", "figures", "close", "seat_close", *SHARED)),
    Sites.list: Told(_sites, ("sites", "apart", "gap", "ties", *SHARED)),
}
