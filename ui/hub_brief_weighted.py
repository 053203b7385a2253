"""The weighted list in a brief: what comes first with these weights, and how sure that is.

Its criteria are kept with the pages' answers, so Streamlit's caches are loaded where it is made, and only there.
"""

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from analysis import hub_criteria as seats
from analysis.hubs import UNRELIABLE
from data.scenario_results import Result, Weighted
from ui import hub_answers as answers
from ui import hub_result_words as results
from ui import hub_results
from ui import hub_sentences as said
from ui.hub_brief import towns
from ui.hub_ground import Choice, Ground, Told, choice_of
from ui.reader import Reader
from words.problem import Problem, ProblemError

if TYPE_CHECKING:
    from ui.hub_criteria import Weighed


def gather(ground: Ground, kept: Result | None = None) -> Choice:
    """The first pair, whichever was kept. Raises ProblemError where the rules and criteria leave none."""
    from ui import hub_robust
    from ui.hub_criteria import weighed_of

    if ground.ranking.pairs.empty:
        raise ProblemError(Problem(ground.ranking.reason or "siting_too_few_candidates"))
    asked = weighed_of(ground.question, ground.settings)
    field = hub_robust.field(asked)
    if field.pairs.empty:
        raise ProblemError(Problem("scenario_no_answer"))
    groups = hub_robust.by_governorate(asked)
    within = hub_robust.within(asked, int(groups["group"].iloc[0]))
    first = within.iloc[0]
    position = answers.position_of(ground.ranking, first["seat_a"], first["seat_b"])
    assert position is not None, "a weighted pair is one of the exact ranking's"
    served = answers.served_places(ground.ranking, ground.where, position).set_index("delegation")
    weights = dict(zip(asked.criteria, asked.weights, strict=True))
    result = hub_results.weighted(groups.iloc[0], first, weights, served)
    return choice_of(ground, result, served, partial(_told, ground, asked, result, groups, field.left_out))


def _told(
    ground: Ground, asked: "Weighed", result: Weighted, groups: pd.DataFrame, left_out: tuple[str, ...], reader: Reader
) -> Told:
    criteria = len(result.weights)
    seats_sure = results.sure(reader, result.seat_weightings, result.seat_figures, criteria)
    sure = [
        reader.says(
            results.governorates_of(reader, result), results.sure(reader, result.weightings, result.figures, criteria)
        ),
        reader.says(results.seats_of(reader, result), seats_sure),
        reader.t("brief.shares"),
    ]
    if set(result.seats) & set(UNRELIABLE):
        sure.append(reader.t("hubs.unreliable"))
    return Told(
        lead=reader.t(
            "hub_list.first_governorates",
            pair=results.governorates_of(reader, result),
            seats=results.seats_of(reader, result, towns(ground.where)),
            score=reader.number(result.score, 1),
        ),
        why_title=reader.t("brief.why_weighted"),
        why=_why(reader, ground, asked, result, groups, left_out),
        sure=sure,
        settings=_settings(reader, asked, result),
    )


def _why(
    reader: Reader, ground: Ground, asked: "Weighed", result: Weighted, groups: pd.DataFrame, left_out: tuple[str, ...]
) -> list[str]:
    """Aim and weights, what comes next, who is left out, and what rests on invented bodies."""
    words = [reader.t(f"hub_list.aim_{asked.aim}_note")]
    words.append(reader.says(reader.t("scenarios.setting_hub_weights"), results.weights_words(reader, result.weights)))
    if len(groups) > 1:
        after = groups.iloc[1]
        pair, score = said.governorates_name(reader, after), reader.number(float(after["score"]), 1)
        words.append(reader.t("brief.next_weighted", pair=pair, score=score))
    if left_out:
        names = reader.listed([reader.name("delegations", code) for code in left_out])
        words.append(reader.t("hub_list.left_out", n=len(left_out), places=names))
    if bool(ground.store.ask("snapshot")["demonstration"].iloc[0]):
        real = set(asked.criteria) <= set(seats.REAL)
        words.append(reader.t("brief.demo_real" if real else "hub_list.demo_invented"))
    return words


def _settings(reader: Reader, asked: "Weighed", result: Weighted) -> str:
    question = asked.question
    told = reader.t(
        "hub_list.method",
        aim=reader.t(f"hub_list.aim_{asked.aim}"),
        weights=results.weights_words(reader, result.weights),
        reach=said.within(reader, question),
        distance=said.measured(reader, question),
        basis=reader.t(f"hubs.basis_{question.basis}"),
    )
    towns_kept = reader.says(
        reader.t("scenarios.setting_chief_towns"), reader.t(f"scenarios.setting_chief_towns_{asked.chief_towns}")
    )
    area = reader.says(reader.t("col.area"), reader.t(f"hubs.area_{question.rules.area}"))
    return f"{told} {towns_kept}. {area}."
