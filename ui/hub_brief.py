"""The hub choice on one page, in words: what the brief and the slides say of any list. No Streamlit."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from data.scenarios import SHEET
from queries.filters import FIELDS
from ui import hub_answers as answers
from ui import hub_result_words as results
from ui import hub_sentences as said
from ui import ways as from_where
from ui.address import SETTINGS
from ui.hub_answers import CONSTRAINTS, Question
from ui.hub_ground import Choice
from ui.reader import Reader
from words.translate import isolated

NAMED = 6  # places not served that are named


def towns(where: pd.DataFrame) -> said.Towns:
    """Which town each delegation shares."""
    return said.towns_of(where.reset_index())


def title(reader: Reader, choice: Choice) -> str:
    """The seats, as long as a title can hold them."""
    if len(choice.seats) > 2:
        return reader.t("brief.title_sites", n=len(choice.seats))
    return results.seats_of(reader, choice.result, towns(choice.where))


def figures(reader: Reader, choice: Choice) -> list[tuple[str, str, str]]:
    """Label, figure, what is under it: served, not served, mean and worst distance."""
    inside, outside = (choice.served[choice.served["unserved"] == without] for without in (False, True))
    result, minutes = choice.result, _minutes(choice)
    worst = reader.name("delegations", result.worst_place) if result.worst_place else ""
    served = result.need_served / max(result.need_served + result.need_unserved, 1.0)
    share = reader.t("hubs.tile_share", share=reader.percent(served))
    return [
        (reader.t("hubs.tile_served"), with_error(reader, inside), share),
        (reader.t("hubs.tile_unserved"), with_error(reader, outside), reader.t("hubs.tile_places", n=len(outside))),
        (reader.t(f"hubs.tile_mean{minutes}"), _far(reader, choice, result.mean_km), reader.t("hubs.tile_weighted")),
        (reader.t(f"hubs.tile_worst{minutes}"), _far(reader, choice, result.worst_km), worst),
    ]


def _minutes(choice: Choice) -> str:
    """The end of the keys of words that speak of minutes."""
    return "" if choice.question.unit == from_where.KM else "_minutes"


def with_error(reader: Reader, rows: pd.DataFrame) -> str:
    """People in need of these places ± the standard error of the sum."""
    need, error = answers.need_of(rows)
    return f"{reader.number(round(need))}\u00a0±\u00a0{reader.number(round(error))}"


def _far(reader: Reader, choice: Choice, value: float | None) -> str:
    return reader.t("state.no_figure") if value is None else said.quantity(reader, value, choice.question.unit, 1)


def served_table(reader: Reader, choice: Choice) -> tuple[list[str], list[list[str]]]:
    """Head and rows: by seat, delegations served, people in need, mean and farthest distance; then those not served."""
    head = [reader.t(f"brief.col_{name}") for name in ("seat", "places", "need")]
    head += [reader.t(f"brief.col_{name}{_minutes(choice)}") for name in ("mean", "farthest")]
    rows = []
    for code in choice.seats.values():
        mine = choice.served[choice.served["seat"] == code]
        name = said.seat_name(reader, towns(choice.where), code)
        rows.append(
            [name, reader.number(len(mine)), with_error(reader, mine), *_distances(reader, mine, choice.question.unit)]
        )
    outside = choice.served[choice.served["unserved"]]
    rows.append([reader.t("brief.not_served"), reader.number(len(outside)), with_error(reader, outside), "–", "–"])
    return head, rows


def _distances(reader: Reader, mine: pd.DataFrame, unit: str) -> tuple[str, str]:
    """Need-weighted mean distance of the places a seat serves, and the farthest of those with need."""
    needy = mine[mine["need"] > 0].sort_values("distance_km")
    if needy.empty:
        return "–", "–"
    mean = float((needy["need"] * needy["distance_km"]).sum() / needy["need"].sum())
    far = needy.iloc[-1]
    name = reader.name("delegations", far["delegation"])
    farthest = said.quantity(reader, far["distance_km"], unit, 1)
    return said.quantity(reader, mean, unit, 1), f"{name} · {farthest}"


def not_served(reader: Reader, choice: Choice) -> str:
    """Who is outside every service area: the heaviest places by name, and how many more."""
    outside = choice.served[choice.served["unserved"]]
    if outside.empty:
        return reader.t("hubs.places_all", pair=title(reader, choice))
    named = [
        f"{reader.name('delegations', row['delegation'])} ({_need(reader, row['need'])})"
        for row in outside.head(NAMED).to_dict("records")
    ]
    more = reader.t("brief.and_more", n=len(outside) - NAMED) if len(outside) > NAMED else ""
    return f"{reader.t('brief.outside', places=reader.listed(named))} {more}".strip()


def _need(reader: Reader, value: float) -> str:
    return reader.t("state.no_figure") if pd.isna(value) else reader.number(round(value))


def sheet_rows(reader: Reader, choice: Choice, longest: int) -> list[tuple[str, str]]:
    """What no data here knows: each label and its words, cut to `longest`, or that it is not filled in."""
    return [
        (reader.t(f"scenarios.sheet_{key}"), _cut(reader, choice.kept.sheet.get(key, ""), longest)) for key in SHEET
    ]


def _cut(reader: Reader, text: str, longest: int) -> str:
    if not text:
        return reader.t("scenarios.not_filled")
    line = " ".join(text.split())
    return isolated(line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…")


def method(reader: Reader, question: Question) -> str:
    """Who is served, how far, on which distance and population."""
    return reader.t(
        "hubs.method",
        area=reader.t(f"hubs.area_{question.rules.area}"),
        reach=said.within(reader, question),
        distance=said.measured(reader, question),
        basis=reader.t(f"hubs.basis_{question.basis}"),
    )


def settings_words(reader: Reader, choice: Choice, own: str) -> str:
    """The question as set, what only its list asks, what is imposed, and the filters, which change no result."""
    imposed = _named(reader, choice.settings, {name: f"hubs.{name}" for name in CONSTRAINTS})
    filters = _named(reader, choice.settings, {name: f"filter.{name}" for name in FIELDS})
    for name, codes in (("added", choice.question.added), ("left_out", choice.left_out)):
        if codes:
            named = reader.listed([said.seat_name(reader, towns(choice.where), code) for code in codes])
            imposed.append(reader.says(reader.t(f"brief.{name}"), named))
    words = [own, f"{' ; '.join(imposed)}." if imposed else reader.t("brief.no_constraint")]
    words.append(reader.t("brief.filters", filters=" ; ".join(filters)) if filters else reader.t("brief.no_filter"))
    return " ".join(words)


def _named(reader: Reader, settings: Mapping[str, Any], labels: Mapping[str, str]) -> list[str]:
    """'Label: names' for each of these settings that is not empty."""
    found = []
    for name, label in labels.items():
        value, vocabulary = settings[name], SETTINGS[name].choices
        if value and isinstance(vocabulary, str):
            value = reader.listed([reader.name(vocabulary, code) for code in value])
        if value:
            found.append(reader.says(reader.t(label), value if isinstance(vocabulary, str) else isolated(str(value))))
    return found


def sources(reader: Reader, choice: Choice) -> str:
    """What the figures rest on, each once."""
    columns = (choice.where["population_source"], choice.where["poverty_source"])
    named = dict.fromkeys(str(source) for column in columns for source in column.dropna().unique())
    if choice.question.distance.startswith("table"):
        named |= dict.fromkeys(choice.travel_source)
    if choice.question.basis == "rescaled":
        named[reader.t("brief.rescaled_source")] = None
    return reader.t("territory.sources", sources=reader.joined(named))
