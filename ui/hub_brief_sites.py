"""One to ten hubs in a brief: the seats, whom they serve, and how far the choice is proved. No Streamlit."""

from functools import partial

from analysis.hub_sites import best_seats, kept_apart
from analysis.hubs import UNRELIABLE
from data.scenario_results import Result, Sites
from ui import hub_result_words as results
from ui import hub_results
from ui import hub_sentences as said
from ui.hub_answers import effective
from ui.hub_brief import method, towns
from ui.hub_ground import Choice, Ground, Told, choice_of
from ui.reader import Reader
from words.problem import Problem, ProblemError


def gather(ground: Ground, kept: Result | None = None) -> Choice:
    """The best seats, whichever were kept. Raises ProblemError where the rules leave none."""
    count = int(ground.settings["sites"])
    apart = kept_apart(count, ground.settings["spread"] == "apart")
    found = best_seats(ground.where, ground.ranking.distance_km, effective(ground.question.rules), count, apart)
    if not found.seats:
        raise ProblemError(Problem(found.reason or "siting_too_few_candidates"))
    served = hub_results.served_from_sites(found, ground.where)
    result = hub_results.sites(found, apart, served)
    return choice_of(ground, result, served, partial(_told, ground, result))


def _told(ground: Ground, result: Sites, reader: Reader) -> Told:
    names = reader.listed([said.seat_name(reader, towns(ground.where), code) for code in result.seats])
    lead = reader.t("hubs.nobody")
    if result.mean_km is not None:
        lead = reader.t(
            "hub_list.sites_answer",
            n=result.sites,
            seats=names,
            served=reader.t("unit.poor_people", n=round(result.need_served)),
            share=reader.percent(result.need_served / (result.need_served + result.need_unserved)),
            mean=said.quantity(reader, result.mean_km, ground.question.unit),
            area=reader.t(f"hubs.area_{ground.question.rules.area}"),
        )
    sure = [results.own(reader, result)]
    sure += [reader.t("hub_list.sites_tied", n=result.ties)] if result.ties > 1 else []
    sure += [reader.t("hubs.unreliable")] if set(result.seats) & set(UNRELIABLE) else []
    why = [reader.t("brief.order_sites")]
    rule = reader.t(f"scenarios.own_{'apart' if result.apart else 'free'}")
    own = reader.t("scenarios.own_sites", n=result.sites, rule=rule)
    return Told(lead, reader.t("brief.why_sites"), why, sure, f"{own} {method(reader, ground.question)}")
