"""A territory's figures beside those of its governorate and the four, as written. No Streamlit."""

import math
from collections.abc import Callable

import pandas as pd

from analysis import gaps
from analysis import profile as telling
from ui.profile import Profile, Side
from ui.reader import Reader
from words.translate import PLUS_MINUS, isolated

# Published sources that have a short name in words.
SHIPPED = {"population": "INS, RGPH 2014", "poverty": "INS and World Bank, Carte de la pauvreté"}
COMPARED = ("here", "governorate", "four")


def compared(reader: Reader, profile: Profile) -> pd.DataFrame:
    """One row per measure: key, measure, here, governorate (not for a governorate), four, source; all as written."""
    known: list[tuple[str, Callable[[Side], str], str]] = [
        ("population", lambda side: whole(reader, side.people.population), "census"),
        ("need", lambda side: with_error(reader, side.people.need, side.people.need_error), "need"),
        ("share", lambda side: _share(reader, side.people), "poverty"),
        ("density", lambda side: _density(reader, side.people.density), "density"),
        ("ess", lambda side: _count(reader, side, "ess", ("enterprises",)), "recorded"),
        ("conventional", lambda side: _count(reader, side, "conventional", ("enterprises",)), "recorded"),
        ("informal", lambda side: _informal(reader, side), "masked"),
        ("providers", lambda side: _count(reader, side, "providers", gaps.FUNCTIONS), "observed"),
        ("likely", lambda side: reader.number(side.counts["likely_services"]), "likely"),
        ("projects", lambda side: _projects(reader, profile, side), "recorded"),
        ("surveyed", lambda side: _surveyed(reader, side), "survey"),
    ]
    sides = dict(zip(COMPARED if not profile.whole else ("here", "four"), profile.sides, strict=True))
    return pd.DataFrame(
        [
            {"key": measure, "measure": reader.t(f"territory.{measure}")}
            | {name: told(side) for name, side in sides.items()}
            | {"source": _source(reader, profile, source)}
            for measure, told, source in known
        ]
    )


def years(profile: Profile, figure: str) -> str:
    """The years of a figure (population, poverty) over the territory's delegations: 2014, or 2014-2024."""
    rows = profile.territory[profile.territory["code"].isin(profile.codes)]
    known = sorted({int(year) for year in rows[f"{figure}_year"].dropna()})
    return "-".join(str(year) for year in dict.fromkeys((known[0], known[-1]))) if known else "?"


def _source(reader: Reader, profile: Profile, kind: str) -> str:
    """Year and source of a measure: in short for what is shipped, else as the figure's own source says it."""
    figure = {"census": "population", "poverty": "poverty"}.get(kind)
    if figure:
        rows = profile.territory[profile.territory["code"].isin(profile.codes)]
        named = [str(source) for source in rows[f"{figure}_source"].dropna().unique()]
        if any(not name.startswith(SHIPPED[figure]) for name in named):
            return f"{reader.listed([isolated(name) for name in named])} ({years(profile, figure)})"
    told = {"year": years(profile, "population"), "rate_year": years(profile, "poverty")}
    return reader.t(f"territory.from_{kind}", **told)


def whole(reader: Reader, value: float) -> str:
    """A number of people, or that there is no figure."""
    return reader.t("state.no_figure") if math.isnan(value) else reader.number(round(value))


def with_error(reader: Reader, value: float, error: float) -> str:
    """A figure ± its standard error, or that there is none."""
    if math.isnan(value) or math.isnan(error):
        return whole(reader, value)
    return f"{reader.number(round(value))}\u00a0±\u00a0{reader.number(round(error))}"


def _share(reader: Reader, people: telling.People) -> str:
    if math.isnan(people.share):
        return reader.t("state.no_figure")
    error = "" if math.isnan(people.share_error) else f"{PLUS_MINUS}{reader.number(people.share_error * 100, 1)}"
    return f"{reader.percent(people.share)}{error}"


def _density(reader: Reader, value: float) -> str:
    return reader.t("territory.density_unknown") if math.isnan(value) else reader.number(round(value))


def _count(reader: Reader, side: Side, name: str, topics: tuple[str, ...]) -> str:
    """Zero is said only where everything is surveyed; elsewhere what is recorded is a least."""
    n = side.counts[name]
    if all(side.complete(topic) for topic in topics):
        return reader.number(n)
    return reader.t("territory.at_least", n=n) if n else reader.t("state.not_surveyed")


def _projects(reader: Reader, profile: Profile, side: Side) -> str:
    """Where no project is recorded anywhere, nobody has said how many there are: that is not zero."""
    return reader.number(side.counts["projects"]) if profile.sides[-1].counts["projects"] else reader.t("state.unknown")


def _informal(reader: Reader, side: Side) -> str:
    if side.informal is None:
        return reader.t("state.masked")
    if side.informal == 0 and not side.complete("enterprises"):
        return reader.t("state.not_surveyed")
    if not side.complete("enterprises"):
        return reader.t("territory.at_least", n=side.informal)
    return reader.number(side.informal)


def _surveyed(reader: Reader, side: Side) -> str:
    return reader.t("territory.surveyed_of", n=side.surveyed["enterprises"], all=side.delegations)
