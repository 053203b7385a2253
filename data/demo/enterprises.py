"""Enterprises, groups and holders of the demonstration, with their activities, people and links."""

from typing import Any

import numpy as np

from data.demo.chains import FIRST_YEAR, WOMEN_CHAINS, YOUTH_CHAINS
from data.demo.drafts import Draft, drafts_of
from data.demo.enterprise_links import enterprise_links
from data.demo.featured import FEATURED
from data.demo.holes import NOWHERE_ENTERPRISES, UNLOCATED_ENTERPRISES
from data.demo.marks import RECORDED_ON, Row, marked
from data.demo.people import enterprise_people
from data.demo.territory import Place, located

PRECISIONS = ("exact", "locality", "delegation")
# Holders are hardly ever placed better than by delegation.
PRECISION_SHARES = {"individual": (0.0, 0.15, 0.85), "informal_group": (0.25, 0.35, 0.4)}
PRECISION_ELSE = (0.55, 0.25, 0.2)
STATUS = ("active", "dormant", "closed", "unknown")
STATUS_SHARES = (0.86, 0.07, 0.03, 0.04)
PUBLISH_SHARE = {"ess": 0.82, "conventional": 0.6, "informal_group": 0.0, "individual": 0.0}
LIKELY_SHARE = 0.04
CERTAIN = {"status": "active", "evidence": "observed"}  # a hole written by hand must show whatever is drawn
UNKNOWN_LEAD, UNKNOWN_YEAR = 0.15, 0.12


def enterprise_tables(
    world: list[Place], rng: np.random.Generator
) -> tuple[list[Row], list[Row], list[Row], list[Row]]:
    """Return the rows of enterprise, activity, link and headcount (members and workers)."""
    drafts = drafts_of(world, rng)
    lost = _unlocated(drafts, rng)
    enterprises: list[Row] = []
    activities: list[Row] = []
    people: list[Row] = []
    for rank, draft in enumerate(drafts):
        row = _enterprise(f"demo-ent-{rank + 1:04d}", draft, rng)
        row |= lost.get(rank, {}) | (CERTAIN if rank < len(FEATURED) else {})
        enterprises.append(row)
        for chain, stage in draft.activities:
            activity = {"enterprise": row["id"], "chain": chain, "stage": stage}
            activities.append(marked(activity, f"{row['id']}-{chain}-{stage}"))
        people += enterprise_people(row, rng)
    return enterprises, activities, enterprise_links(drafts, enterprises, rng), people


def _unlocated(drafts: list[Draft], rng: np.random.Generator) -> dict[int, Row]:
    """Return rank -> the columns of those whose place is not known; of the first few not even the governorate."""
    free = [rank for rank, draft in enumerate(drafts) if draft.kind == "ess" and rank >= len(FEATURED)]
    chosen = sorted(int(rank) for rank in rng.choice(free, UNLOCATED_ENTERPRISES + NOWHERE_ENTERPRISES, replace=False))
    nowhere = located(None, "", rng)
    return {
        rank: nowhere | {"governorate": drafts[rank].place.governorate if order >= NOWHERE_ENTERPRISES else None}
        for order, rank in enumerate(chosen)
    }


def _enterprise(key: str, draft: Draft, rng: np.random.Generator) -> Row:
    shares = PRECISION_SHARES.get(draft.kind, PRECISION_ELSE)
    where = located(draft.place, str(rng.choice(PRECISIONS, p=shares)), rng)
    draws = rng.random(4)
    women = 0.6 if draft.chain in WOMEN_CHAINS else 0.22
    young = 0.5 if draft.chain in YOUTH_CHAINS or draft.form == "SC_LOC" else 0.2
    row = {
        "id": key, "name": draft.name, "legal_form": draft.form, "kind": draft.kind, **where,
        "founded": _founded(draft.form, rng),
        "status": str(rng.choice(STATUS, p=STATUS_SHARES)),
        "women_led": "yes" if draft.form == "GFDA" else _lead(draws[0], women),
        "youth_led": _lead(draws[1], young),
        "publish": bool(draws[2] < PUBLISH_SHARE[draft.kind]),
        "evidence": "likely" if draws[3] < LIKELY_SHARE else "observed",
    }  # fmt: skip
    return marked(row, key)


def _lead(draw: float, chance: float) -> str:
    if draw < UNKNOWN_LEAD:
        return "unknown"
    return "yes" if draw < UNKNOWN_LEAD + chance * (1 - UNKNOWN_LEAD) else "no"


def _founded(form: str, rng: np.random.Generator) -> Any:
    """Return a year, more often a recent one, or None where it is not known."""
    first, last = FIRST_YEAR[form], RECORDED_ON.year - 1
    known, age = rng.random(2)
    return None if known < UNKNOWN_YEAR else first + round((last - first) * age**0.6)
