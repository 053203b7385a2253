"""Everything on one delegation or governorate, gathered: codes and frames, no words, no Streamlit."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from analysis import gaps
from analysis import profile as telling
from analysis.masking import masked
from queries.filters import Filters
from ui.answers import Ask, territory_of, world_of
from words.problem import Problem, ProblemError

REACH_KM, CIRCUITY = 30.0, 1.3  # as the pages begin; a document says which
OFFERS = ("all", "adapted")
COUNTS = ("ess", "conventional", "services", "providers", "likely_services", "projects")
STEPS = ("idea", "plan", "financed", "started", "growing")


@dataclass(frozen=True)
class Side:
    """One of the things compared: the place, its governorate, the four. `informal` None: too few to tell.

    `surveyed` counts, by topic (enterprises, and the three functions), the delegations surveyed of `delegations`.
    """

    codes: tuple[str, ...]
    people: telling.People
    counts: dict[str, int]
    informal: int | None
    surveyed: dict[str, int]

    @property
    def delegations(self) -> int:
        """How many delegations it has."""
        return len(self.codes)

    def complete(self, topic: str) -> bool:
        """Whether all its delegations are surveyed for the topic."""
        return self.surveyed[topic] == self.delegations


@dataclass(frozen=True)
class Profile:
    """One territory. `reach` by function and offer: the rows of `gaps.reach_rows` of its delegations.

    `place` is the delegation's own row of figures (None for a governorate), `latest` the governorate's latest
    published total with period and source. `survey`: topic -> status, for a delegation.
    """

    code: str
    governorate: str
    sides: tuple[Side, ...]
    place: pd.Series | None
    territory: pd.DataFrame
    latest: pd.Series
    reach: dict[tuple[str, str], pd.DataFrame]
    triplet: dict[str, str]
    stages: pd.DataFrame
    chains: pd.DataFrame
    services: pd.DataFrame
    steps: dict[str, int]
    survey: dict[str, str]
    newer: pd.DataFrame
    sources: tuple[str, ...]
    reach_km: float
    circuity: float

    @property
    def whole(self) -> bool:
        """Whether it is a governorate."""
        return self.place is None

    @property
    def codes(self) -> tuple[str, ...]:
        """Its delegations."""
        return self.sides[0].codes


@dataclass(frozen=True)
class Access:
    """Who is in reach of what, over all delegations: `rows(function, offer)` as `gaps.reach_rows`, `triplets()`.

    A page gives what it keeps; a document computes.
    """

    reach_km: float
    circuity: float
    rows: Callable[[str, str], pd.DataFrame]
    triplets: Callable[[], pd.DataFrame]


def access_of(ask: Ask, reach_km: float = REACH_KM, circuity: float = CIRCUITY) -> Access:
    """Access computed from the store."""
    world = world_of(ask)
    return Access(
        reach_km,
        circuity,
        lambda function, offer: gaps.reach_rows(world, function, offer == "adapted", reach_km, circuity),
        lambda: gaps.triplets(world, False, reach_km, circuity),
    )


def gather(ask: Ask, code: str, access: Access | None = None) -> Profile:
    """The profile of a delegation or a governorate (INS code). Raises ProblemError on a code that is neither."""
    territory = territory_of(ask)
    groups = _groups(territory, code)
    here, governorate = groups[0], str(territory.loc[territory["code"].isin(groups[0]), "governorate"].iloc[0])
    whole = code == governorate
    place = None if whole else territory[territory["code"] == code].iloc[0]
    survey = _survey(ask)
    access = access or access_of(ask)
    reach = {
        (function, offer): _inside(access.rows(function, offer), here)
        for function in gaps.FUNCTIONS
        for offer in OFFERS
    }
    triplets = access.triplets().set_index("code")["triplet"]
    projects = ask("projects_by_delegation").set_index("delegation")
    newer = ask("newer_delegations")
    totals = ask("governorate_population")
    stages = telling.stage_states(ask("profile_actors"), ask("profile_stages"), ask("profile_survey"), here)
    chains = ask("chains_by_governorate")
    filters = Filters(governorates=(code,)) if whole else Filters(delegations=(code,))
    return Profile(
        code=code,
        governorate=governorate,
        sides=tuple(_side(ask, territory, group, survey) for group in groups),
        place=place,
        territory=territory,
        latest=totals[totals["governorate"] == governorate].iloc[0],
        reach=reach,
        triplet={str(one): str(triplets[one]) for one in here},
        stages=stages,
        chains=chains[chains["governorate"] == governorate],
        services=ask("service_list", filters, most=500),
        steps={step: int(projects.loc[list(here), step].sum()) for step in STEPS},
        survey={topic: str(rows[code]) for topic, rows in survey.items()} if not whole else {},
        newer=newer[newer["governorate" if whole else "parent"] == code],
        sources=_sources(ask, territory),
        reach_km=access.reach_km,
        circuity=access.circuity,
    )


def _groups(territory: pd.DataFrame, code: str) -> list[tuple[str, ...]]:
    """The delegations of the place, of its governorate (unless it is one), of all four."""
    everywhere = tuple(territory["code"])
    inside = tuple(one for one in everywhere if one.startswith(code)) if len(code) == 2 else ()
    if inside:
        return [inside, everywhere]
    if code in everywhere:
        return [(code,), tuple(one for one in everywhere if one[:2] == code[:2]), everywhere]
    raise ProblemError(Problem("territory_unknown", {"code": code}))


def _survey(ask: Ask) -> dict[str, pd.Series]:
    """Topic -> status by delegation: enterprises, links, and the services of each function."""
    services = ask("survey_of_services")
    functions = {str(name): rows.set_index("delegation")["status"] for name, rows in services.groupby("function")}
    others = {name: ask(f"survey_of_{name}").set_index("delegation")["status"] for name in ("enterprises", "links")}
    return {"enterprises": others["enterprises"], **functions, "links": others["links"]}


def _side(ask: Ask, territory: pd.DataFrame, codes: tuple[str, ...], survey: dict[str, pd.Series]) -> Side:
    counts, informal = _counts(ask, codes)
    known = {topic: int((rows.reindex(list(codes)) == "surveyed").sum()) for topic, rows in survey.items()}
    return Side(codes, telling.people(_inside(territory, codes)), counts, informal, known)


def _counts(ask: Ask, codes: tuple[str, ...]) -> tuple[dict[str, int], int | None]:
    """What is recorded in these delegations; a whole governorate includes what has no delegation there.

    Informal groups are masked among the delegations of a governorate, and among the four governorates.
    """
    if len(codes) == 1:
        row = ask("delegation_card", delegation=codes[0]).iloc[0]
        groups = ask("enterprises_by_delegation").set_index("delegation")["informal"]
        informal = masked(groups[groups.index.str[:2] == codes[0][:2]])[list(codes)]
        filters = Filters(delegations=codes)
    else:
        kept = sorted({code[:2] for code in codes})
        rows = ask("by_governorate").set_index("governorate")
        row, informal, filters = rows.loc[kept].sum(), masked(rows["informal"])[kept], Filters(governorates=tuple(kept))
    counts = {name: int(row[name]) for name in COUNTS if name != "providers"}
    counts["providers"] = int(ask("provider_count", filters)["providers"].iloc[0])  # two seats of one body are one
    return counts, None if informal.isna().any() else int(informal.sum())


def _inside(rows: pd.DataFrame, codes: tuple[str, ...]) -> pd.DataFrame:
    return rows[rows["code"].isin(codes)].reset_index(drop=True)


def _sources(ask: Ask, territory: pd.DataFrame) -> tuple[str, ...]:
    """What figures, services and surveys rest on, each once."""
    columns = (
        territory["population_source"],
        territory["poverty_source"],
        ask("supply_sources")["source"],
        ask("survey_of_enterprises")["source"],
    )
    return tuple(dict.fromkeys(str(source) for column in columns for source in column.dropna().unique()))
