"""The hub choice on one page, gathered and put in words: what the A4 brief and the slides both say. No Streamlit."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from analysis.hubs import AREAS, Ranking
from queries.store import Store
from ui import hub_answers as answers
from ui import hub_sentences as said
from ui.answers import territory_of
from ui.hub_answers import CONSTRAINTS, Question
from ui.reader import Reader
from words.problem import Problem, ProblemError

NAMED = 6  # places not served that are named


@dataclass(frozen=True)
class Choice:
    """One pair of seats under one question, with all that is known of it. Frames as in `ui/hub_answers.py`."""

    question: Question
    settings: Mapping[str, Any]
    where: pd.DataFrame
    ranking: Ranking
    position: int
    served: pd.DataFrame
    groups: pd.DataFrame
    cases: pd.DataFrame
    by_area: pd.DataFrame
    doubt: tuple[pd.Series | None, bool] | None
    real: answers.RealHubs | None
    snapshot: int
    demonstration: bool

    @property
    def pair(self) -> pd.Series:
        """The pair of seats shown."""
        return self.ranking.pairs.iloc[self.position - 1]

    @property
    def seats(self) -> dict[str, str]:
        """a and b, as delegation codes."""
        return {"a": str(self.pair["seat_a"]), "b": str(self.pair["seat_b"])}


def gather(store: Store, settings: Mapping[str, Any]) -> Choice:
    """The choice that decoded settings ask for. Raises ProblemError where the rules leave no pair."""
    question = answers.question_of(settings)
    territory = {basis: territory_of(store.ask, basis).set_index("code") for basis in ("census", "rescaled")}
    made: dict[Question, Ranking] = {}

    def ranking_of(asked: Question) -> Ranking:
        asked = replace(asked, rules=answers.effective(asked.rules))
        if asked not in made:
            made[asked] = answers.ranked(territory[asked.basis], asked.rules, asked.circuity)
        return made[asked]

    ranking, where = ranking_of(question), territory[question.basis]
    if ranking.pairs.empty:
        raise ProblemError(Problem(ranking.reason or "siting_too_few_candidates"))
    position = min(max(int(settings["pair"]), 1), len(ranking.pairs))
    groups = answers.by_governorate(ranking, where, question.rules.reach_km)
    snapshot = store.ask("snapshot").iloc[0]
    return Choice(
        question=question,
        settings=settings,
        where=where,
        ranking=ranking,
        position=position,
        served=answers.served_places(ranking, where, position),
        groups=groups,
        cases=answers.cases(question, ranking_of),
        by_area=answers.by_area(question, ranking_of),
        doubt=answers.without_doubt(ranking) if bool(ranking.pairs.iloc[0]["unreliable"]) else None,
        real=answers.real_hubs(store.ask("pilot_hubs"), ranking, groups),
        snapshot=store.number,
        demonstration=bool(snapshot["demonstration"]),
    )


def towns(choice: Choice) -> said.Towns:
    """Which town each delegation shares."""
    return said.towns_of(choice.where.reset_index())


def lead(reader: Reader, choice: Choice) -> str:
    """The answer; where another pair is shown, that pair first."""
    served = answers.served_places(choice.ranking, choice.where, 1)
    first = said.answer(reader, towns(choice), choice.question, choice.ranking, served, len(choice.groups))
    if choice.position == 1:
        return first
    told = said.figures(reader, choice.pair)
    pair = said.pair_name(reader, choice.pair, towns(choice))
    shown = reader.t("brief.other", rank=int(choice.pair["rank"]), pairs=len(choice.ranking.pairs), pair=pair)
    return f"{shown} {told}"


def figures(reader: Reader, choice: Choice) -> list[tuple[str, str, str]]:
    """Label, figure, what is under it: served, not served, mean and worst distance."""
    inside, outside = (choice.served[choice.served["unserved"] == without] for without in (False, True))
    pair = choice.pair
    worst = reader.name("delegations", pair["worst_place"]) if pair["worst_place"] else ""
    share = reader.t("hubs.tile_share", share=reader.percent(pair["share_served"]))
    return [
        (reader.t("hubs.tile_served"), with_error(reader, inside), share),
        (reader.t("hubs.tile_unserved"), with_error(reader, outside), reader.t("hubs.tile_places", n=len(outside))),
        (reader.t("hubs.tile_mean"), _km(reader, pair["mean_km"]), reader.t("hubs.tile_weighted")),
        (reader.t("hubs.tile_worst"), _km(reader, pair["worst_km"]), worst),
    ]


def with_error(reader: Reader, rows: pd.DataFrame) -> str:
    """People in need of these places ± the standard error of the sum."""
    need, error = answers.need_of(rows)
    return f"{reader.number(round(need))}\u00a0±\u00a0{reader.number(round(error))}"


def _km(reader: Reader, value: float) -> str:
    return reader.t("state.no_figure") if pd.isna(value) else said.km(reader, value)


def why(reader: Reader, choice: Choice) -> list[str]:
    """Why this pair stands where it does, then what the pairs of governorates say."""
    rows = answers.beside(choice.ranking, choice.position)
    words = []
    if len(rows) > 1:
        at = 0 if choice.position == 1 else len(rows) - 1
        words.append(said.reason_of(reader, rows, at))
    marks = [("same_town", "hubs.same_town"), ("unreliable", "hubs.hangs")]
    words += [reader.t(key) for name, key in marks if choice.pair[name]]
    return [*words, said.governorates_sentence(reader, choice.question, choice.groups)]


def sure(reader: Reader, choice: Choice) -> list[str]:
    """Whether the answer holds: other detours and figures, the doubtful outline, other rules."""
    words = [said.sure_sentence(reader, choice.question, choice.cases)]
    if choice.doubt:
        pair, same = choice.doubt
        words += [f"{reader.t('hubs.unreliable')} {said.doubt_sentence(reader, towns(choice), pair, same)}"]
    rows = choice.by_area
    same = len(rows) == len(AREAS) and len(rows[["seat_a", "seat_b"]].drop_duplicates()) == 1
    words.append(reader.t("hubs.rules_agree" if same else "hubs.rules_differ"))
    if not same:
        for _, row in rows.iterrows():
            words.append(reader.says(reader.t(f"hubs.area_{row['area']}"), said.pair_name(reader, row)))
    return words


def served_table(reader: Reader, choice: Choice) -> tuple[list[str], list[list[str]]]:
    """Head and rows: by seat, delegations served, people in need, mean and farthest distance; then those not served."""
    head = [reader.t(f"brief.col_{name}") for name in ("seat", "places", "need", "mean", "farthest")]
    rows = []
    for code in choice.seats.values():
        mine = choice.served[choice.served["seat"] == code]
        name = said.seat_name(reader, towns(choice), code)
        rows.append([name, reader.number(len(mine)), with_error(reader, mine), *_distances(reader, mine)])
    outside = choice.served[choice.served["unserved"]]
    rows.append([reader.t("brief.not_served"), reader.number(len(outside)), with_error(reader, outside), "–", "–"])
    return head, rows


def _distances(reader: Reader, mine: pd.DataFrame) -> tuple[str, str]:
    """Need-weighted mean distance of the places a seat serves, and the farthest of those with need."""
    needy = mine[mine["need"] > 0].sort_values("distance_km")
    if needy.empty:
        return "–", "–"
    mean = float((needy["need"] * needy["distance_km"]).sum() / needy["need"].sum())
    far = needy.iloc[-1]
    name = reader.name("delegations", far["delegation"])
    return said.km(reader, mean), f"{name} · {said.km(reader, far['distance_km'])}"


def not_served(reader: Reader, choice: Choice) -> str:
    """Who is outside every service area: the heaviest places by name, and how many more."""
    outside = choice.served[choice.served["unserved"]]
    if outside.empty:
        return reader.t("hubs.places_all", pair=said.pair_name(reader, choice.pair))
    named = [
        f"{reader.name('delegations', row['delegation'])} ({_need(reader, row['need'])})"
        for row in outside.head(NAMED).to_dict("records")
    ]
    more = reader.t("brief.and_more", n=len(outside) - NAMED) if len(outside) > NAMED else ""
    return f"{reader.t('brief.outside', places=reader.listed(named))} {more}".strip()


def _need(reader: Reader, value: float) -> str:
    return reader.t("state.no_figure") if pd.isna(value) else reader.number(round(value))


def settings_words(reader: Reader, choice: Choice) -> str:
    """The question as set: rule, reach, detour, population, what is imposed; and which filters do not matter."""
    question = choice.question
    method = reader.t(
        "hubs.method",
        area=reader.t(f"hubs.area_{question.rules.area}"),
        reach=question.rules.reach_km,
        factor=reader.number(question.circuity, 2),
        basis=reader.t(f"hubs.basis_{question.basis}"),
    )
    imposed = []
    for name in CONSTRAINTS:
        codes = choice.settings[name]
        kind = "governorates" if name.endswith("governorates") else "delegations"
        if codes:
            named = reader.listed([reader.name(kind, code) for code in codes])
            imposed.append(reader.says(reader.t(f"hubs.{name}"), named))
    return " ".join([method, f"{' ; '.join(imposed)}." if imposed else reader.t("brief.no_constraint")])


def context(reader: Reader, choice: Choice) -> list[str]:
    """Where the pair of real hubs stands: context, never a target; and what no data here knows."""
    words = []
    if hubs := choice.real:
        a, b = (said.seat_name(reader, towns(choice), code) for code in hubs.seats)
        pair = reader.t("hubs.pair", a=a, b=b)
        one, two = (reader.name("governorates", code) for code in hubs.governorates)
        words.append(
            reader.t("hubs.context_out", pair=pair)
            if hubs.rank is None
            else reader.t(
                "hubs.context_rank",
                governorates=reader.t("hubs.pair", a=one, b=two),
                governorate_rank=hubs.governorate_rank,
                governorate_pairs=len(choice.groups),
                pair=pair,
                rank=hubs.rank,
                pairs=len(choice.ranking.pairs),
            )
        )
    return [*words, reader.t("hubs.unknown_here")]


def sources(reader: Reader, choice: Choice) -> str:
    """What the figures rest on, each once."""
    columns = (choice.where["population_source"], choice.where["poverty_source"])
    named = dict.fromkeys(str(source) for column in columns for source in column.dropna().unique())
    if choice.question.basis == "rescaled":
        named[reader.t("brief.rescaled_source")] = None
    return reader.t("territory.sources", sources=reader.joined(named))
