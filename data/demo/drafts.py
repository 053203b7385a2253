"""What is to be invented: which enterprise, where, under which form, in which chain and at which stages."""

from dataclasses import dataclass

import numpy as np

from data.demo import chains as c
from data.demo.featured import FEATURED
from data.demo.holes import (
    DEPENDENCE,
    NO_INDIVIDUAL,
    NO_INFORMAL_GROUP,
    NO_PROCESSING,
    NOT_SURVEYED,
    RECORDED_UNSURVEYED,
    SOLD_BY_GDA_ONLY,
)
from data.demo.territory import Place
from data.reference import rows

TOTAL = 600
CONVENTIONAL = 50
MANY_CHAINS, SECOND_CHAIN = ("SMSA", "GDA", "SC_LOC", "SC_REG"), 0.3


@dataclass(frozen=True)
class Draft:
    """An enterprise before it has an id: what it is, where, in which chains and at which stages."""

    name: str | None
    form: str
    kind: str
    place: Place
    activities: tuple[tuple[str, str], ...]  # (chain, stage), the main chain first

    @property
    def chain(self) -> str:
        """The main chain."""
        return self.activities[0][0]


def drafts_of(world: list[Place], rng: np.random.Generator) -> list[Draft]:
    """Return the enterprises to write, the hand-written ones first."""
    by_code = {place.code: place for place in world}
    drafts = [
        Draft(f.name, f.form, f.kind, by_code[f.delegation], tuple((f.chain, stage) for stage in f.stages.split()))
        for f in FEATURED
    ]
    names = {draft.name for draft in drafts}
    stages = _chain_stages()
    for place, kind in _plan(world, len(FEATURED)):
        chain = _chain(place, kind, rng)
        form = _form(kind, chain, rng)
        name = None if kind == "individual" else _name(form, chain, place, names)
        names.add(name)
        found = tuple(
            (one, stage)
            for one in _chains(chain, place, form, rng)
            for stage in _stages(place, kind, form, one, stages[one], rng)
        )
        drafts.append(Draft(name, form, kind, place, found))
    return drafts


def _chain_stages() -> dict[str, tuple[str, ...]]:
    return {row["code"]: tuple(row["stage_codes"].split(";")) for row in rows("value_chains.csv")}


def _plan(world: list[Place], written: int) -> list[tuple[Place, str]]:
    """Return who is still to be invented: poorer places have more informal groups and fewer formal bodies."""
    surveyed = [place for place in world if place.code not in NOT_SURVEYED]
    plan = [(place, "ess") for place in world for _ in range(RECORDED_UNSURVEYED.get(place.code, 0))]
    for place in surveyed:
        groups = 0 if place.code in NO_INFORMAL_GROUP else round(place.poverty / 8)
        holders = 0 if place.code in NO_INDIVIDUAL else 1 + round(place.population / 20_000)
        plan += [(place, "informal_group")] * groups + [(place, "individual")] * holders
    plan += _shared(surveyed, "conventional", CONVENTIONAL)
    return plan + _shared(surveyed, "ess", TOTAL - written - len(plan))


def _shared(world: list[Place], kind: str, total: int) -> list[tuple[Place, str]]:
    weights = np.array([place.population**0.6 * (1.4 - place.poverty / 60) for place in world])
    edges = np.round(np.concatenate([[0], np.cumsum(weights)]) / weights.sum() * total).astype(int)
    return [(place, kind) for place, n in zip(world, np.diff(edges), strict=True) for _ in range(n)]


def _chain(place: Place, kind: str, rng: np.random.Generator) -> str:
    weights = {
        chain: weight * _weight(chain, place)
        for chain, weight in c.CHAIN_WEIGHTS[place.governorate].items()
        if kind != "conventional" or chain in c.CONVENTIONAL_NAMES
    }
    shares = np.array(list(weights.values())) / sum(weights.values())
    return str(rng.choice(list(weights), p=shares))


def _weight(chain: str, place: Place) -> float:
    """Return how much commoner a chain is here than in its governorate: 0 outside its own places, more inside them."""
    places = c.CHAIN_PLACES.get((chain, place.governorate))
    if places is None:
        return 1.0
    return c.DELEGATIONS[place.governorate] / len(places) if place.code in places else 0.0


def _chains(main: str, place: Place, form: str, rng: np.random.Generator) -> list[str]:
    """Return the main chain and, for some of the forms that serve many members, a second one."""
    other = _chain(place, "ess", rng)
    both = form in MANY_CHAINS and rng.random() < SECOND_CHAIN and other != main
    return [main, other] if both and other not in c.CHAINS_WITHOUT_FARM_FORMS else [main]


def _form(kind: str, chain: str, rng: np.random.Generator) -> str:
    only = {"informal_group": "GR_INF", "individual": "PORTEUR", "conventional": "AUTRE"}.get(kind)
    if only:
        return only
    farm = chain not in c.CHAINS_WITHOUT_FARM_FORMS
    weights = {form: weight for form, weight in c.FORM_WEIGHTS.items() if farm or form not in c.FARM_FORMS}
    return str(rng.choice(list(weights), p=np.array(list(weights.values())) / sum(weights.values())))


def _stages(
    place: Place, kind: str, form: str, chain: str, applicable: tuple[str, ...], rng: np.random.Generator
) -> tuple[str, ...]:
    chances = c.STAGE_CHANCES.get("conventional" if kind == "conventional" else form, c.STAGE_CHANCES_ELSE)
    draws = rng.random(len(c.STAGES))
    allowed = [
        (stage, draw, chances.get(stage, 0.0))
        for stage, draw in zip(c.STAGES, draws, strict=True)
        if stage in applicable and _open(chain, place.governorate, stage, kind)
    ]
    found = tuple(stage for stage, draw, chance in allowed if draw < chance)
    return found or (max(allowed, key=lambda one: one[2])[0],)


def _open(chain: str, governorate: str, stage: str, kind: str) -> bool:
    """Return whether the holes leave this stage to anybody of this kind."""
    if stage == "TRA" and (chain, governorate) in NO_PROCESSING:
        return False
    if (chain, governorate, stage) in SOLD_BY_GDA_ONLY:
        return False
    return (chain, governorate, stage) not in DEPENDENCE or kind == "conventional"


def _name(form: str, chain: str, place: Place, taken: set[str | None]) -> str:
    first = c.CONVENTIONAL_NAMES[chain] if form == "AUTRE" else c.FORM_NAMES[form]
    for word in (c.CHAIN_NAMES[chain], *c.WORDS, *(f"{c.CHAIN_NAMES[chain]} {word}" for word in c.WORDS)):
        name = f"Démo {first} {word} – {place.name}"
        if name not in taken:
            return name
    raise AssertionError(f"no name left for {first} in {place.name}")
