"""The exact list in a brief: the pair shown, why it stands where it does, and whether it holds. No Streamlit."""

from dataclasses import dataclass
from functools import partial

import pandas as pd

from analysis.hubs import AREAS
from data.scenario_results import Result
from ui import hub_answers as answers
from ui import hub_results
from ui import hub_sentences as said
from ui.hub_brief import method, towns
from ui.hub_ground import Choice, Ground, Told, choice_of
from ui.reader import Reader
from words.problem import Problem, ProblemError


@dataclass(frozen=True)
class _Known:
    """All that is known of a pair. Frames as in `ui/hub_answers.py`."""

    ground: Ground
    position: int
    groups: pd.DataFrame
    cases: pd.DataFrame
    by_area: pd.DataFrame
    doubt: tuple[pd.Series | None, bool] | None
    real: answers.RealHubs | None

    @property
    def pair(self) -> pd.Series:
        return self.ground.ranking.pairs.iloc[self.position - 1]


def gather(ground: Ground, kept: Result | None = None) -> Choice:
    """The pair shown, or the kept one wherever it stands. Raises ProblemError where the rules leave none."""
    ranking, where, question = ground.ranking, ground.where, ground.question
    if ranking.pairs.empty:
        raise ProblemError(Problem(ranking.reason or "siting_too_few_candidates"))
    position = min(max(int(ground.settings["pair"]), 1), len(ranking.pairs))
    if kept:
        found = answers.position_of(ranking, kept.seats[0], kept.seats[1])
        if found is None:
            raise ProblemError(Problem("scenario_no_pair_today"))
        position = found
    groups = answers.by_governorate(ranking, where, question.rules.reach_km)
    known = _Known(
        ground=ground,
        position=position,
        groups=groups,
        cases=answers.cases(question, ground.ranking_of),
        by_area=answers.by_area(question, ground.ranking_of),
        doubt=answers.without_doubt(ranking) if bool(ranking.pairs.iloc[0]["unreliable"]) else None,
        real=answers.real_hubs(ground.store.ask("pilot_hubs"), ranking, groups),
    )
    served = answers.served_places(ranking, where, position).set_index("delegation")
    return choice_of(ground, hub_results.exact(known.pair, served), served, partial(_told, known))


def _told(known: _Known, reader: Reader) -> Told:
    return Told(
        lead=_lead(reader, known),
        why_title=reader.t("brief.why"),
        why=_why(reader, known),
        sure=_sure(reader, known),
        settings=method(reader, known.ground.question),
        context=_context(reader, known),
    )


def _lead(reader: Reader, known: _Known) -> str:
    """The answer; where another pair is shown, that pair first."""
    ground = known.ground
    served = answers.served_places(ground.ranking, ground.where, 1)
    first = said.answer(reader, towns(ground.where), ground.question, ground.ranking, served, len(known.groups))
    if known.position == 1:
        return first
    pair = said.pair_name(reader, known.pair, towns(ground.where))
    shown = reader.t("brief.other", rank=int(known.pair["rank"]), pairs=len(ground.ranking.pairs), pair=pair)
    return f"{shown} {said.figures(reader, known.pair, ground.question.unit)}"


def _why(reader: Reader, known: _Known) -> list[str]:
    """Why this pair stands where it does, then what the pairs of governorates say."""
    rows = answers.beside(known.ground.ranking, known.position)
    words = []
    if len(rows) > 1:
        at = 0 if known.position == 1 else len(rows) - 1
        words.append(said.reason_of(reader, rows, at, unit=known.ground.question.unit))
    marks = [("same_town", "hubs.same_town"), ("unreliable", "hubs.hangs")]
    words += [reader.t(key) for name, key in marks if known.pair[name]]
    return [*words, said.governorates_sentence(reader, known.ground.question, known.groups)]


def _sure(reader: Reader, known: _Known) -> list[str]:
    """Whether the answer holds: other detours and figures, the doubtful outline, other rules."""
    words = [said.sure_sentence(reader, known.ground.question, known.cases)]
    if known.doubt:
        pair, same = known.doubt
        doubt = said.doubt_sentence(reader, towns(known.ground.where), pair, same)
        words += [f"{reader.t('hubs.unreliable')} {doubt}"]
    rows = known.by_area
    same = len(rows) == len(AREAS) and len(rows[["seat_a", "seat_b"]].drop_duplicates()) == 1
    words.append(reader.t("hubs.rules_agree" if same else "hubs.rules_differ"))
    if not same:
        for _, row in rows.iterrows():
            words.append(reader.says(reader.t(f"hubs.area_{row['area']}"), said.pair_name(reader, row)))
    return words


def _context(reader: Reader, known: _Known) -> list[str]:
    """Where the pair of real hubs stands: context, never a target."""
    hubs = known.real
    if hubs is None:
        return []
    a, b = (said.seat_name(reader, towns(known.ground.where), code) for code in hubs.seats)
    pair = reader.t("hubs.pair", a=a, b=b)
    if hubs.rank is None:
        return [reader.t("hubs.context_out", pair=pair)]
    one, two = (reader.name("governorates", code) for code in hubs.governorates)
    return [
        reader.t(
            "hubs.context_rank",
            governorates=reader.t("hubs.pair", a=one, b=two),
            governorate_rank=hubs.governorate_rank,
            governorate_pairs=len(known.groups),
            pair=pair,
            rank=hubs.rank,
            pairs=len(known.ground.ranking.pairs),
        )
    ]
