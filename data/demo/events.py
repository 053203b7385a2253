"""Events of the demonstration: who held them, how many took part, how many people that makes."""

from datetime import date, timedelta

import numpy as np

from data.demo.chains import CHAIN_WEIGHTS
from data.demo.holes import NOT_SURVEYED
from data.demo.marks import Row, marked
from data.demo.people import counted
from data.demo.territory import Place

TOTAL = 64
FIRST_DAY, LAST_DAY = date(2019, 2, 1), date(2026, 9, 15)
KINDS = {
    "awareness": (0.34, "Journée d'information"), "training": (0.28, "Atelier de formation"),
    "concertation": (0.12, "Table ronde"), "chain_meeting": (0.12, "Rencontre filière"),
    "fair": (0.09, "Foire solidaire"), "other": (0.05, "Visite d'échange"),
}  # fmt: skip
SCOPES, SCOPE_SHARES = ("local", "national", "mediterranean"), (0.82, 0.13, 0.05)
ELSEWHERE = 3  # held outside the four governorates: no place here
NOT_COUNTED = 0.12  # chance that nobody counted
SITUATION_SHARES = (0.28, 0.14, 0.14, 0.16, 0.12, 0.16)
HOSTS = {
    "22": ("jen-maison", "jen-res"),
    "33": ("mah-inc", "mah-labo"),
    "42": ("kas-inc", "kas-form"),
    "43": ("sbz-inc", "sbz-form"),
}


def event_tables(world: list[Place], rng: np.random.Generator) -> tuple[list[Row], list[Row], list[Row]]:
    """Return the rows of event, event_organisation and headcount (participations and people reached)."""
    reached = [place for place in world if place.code not in NOT_SURVEYED]
    weights = np.array([place.population * (1.6 - place.poverty / 50) for place in reached])
    events, hosts, people = [], [], []
    for rank in range(TOTAL):
        place = reached[int(rng.choice(len(reached), p=weights / weights.sum()))]
        event = _event(rank, place, rng)
        events.append(event)
        hosts += _hosts(event["id"], place.governorate, rng)
        people += _attendance(event, rng)
    return events, hosts, people


def _event(rank: int, place: Place, rng: np.random.Generator) -> Row:
    kind = str(rng.choice(list(KINDS), p=[share for share, _ in KINDS.values()]))
    day = FIRST_DAY + timedelta(days=int(rng.integers((LAST_DAY - FIRST_DAY).days)))
    chain = str(rng.choice(list(CHAIN_WEIGHTS[place.governorate])))
    away = rank < ELSEWHERE
    key = f"demo-evt-{rank + 1:03d}"
    row = {
        "id": key,
        "title": f"Démo {KINDS[kind][1]} – {'hors des quatre gouvernorats' if away else place.name}",
        "kind": kind,
        "held_on": day,
        "governorate": None if away else place.governorate,
        "delegation": None if away else place.code,
        "chain": chain if kind in ("chain_meeting", "fair") or rng.random() < 0.25 else None,
        "scope": "mediterranean" if away else str(rng.choice(SCOPES, p=SCOPE_SHARES)),
    }
    return marked(row, key)


def _hosts(event: str, governorate: str, rng: np.random.Generator) -> list[Row]:
    first, second = HOSTS[governorate]
    found = [(first, "organiser")] + ([(second, "partner")] if rng.random() < 0.5 else [])
    return [
        marked({"event": event, "organisation": f"demo-org-{key}", "role": role}, f"{event}-{key}")
        for key, role in found
    ]


def _attendance(event: Row, rng: np.random.Generator) -> list[Row]:
    """Return participations, and the fewer people they make, for events where somebody counted."""
    total = int(rng.integers(15, 60))
    counted_at_all, again = rng.random(2)
    women, young = rng.uniform(0.3, 0.7, 2)
    if counted_at_all < NOT_COUNTED:
        return []
    shares = ((women, 1 - women, 0.04), (young, 1 - young, 0.12), SITUATION_SHARES)
    people = total - round(total * 0.3 * again)
    return counted("event", event["id"], "participations", total, shares, rng) + counted(
        "event", event["id"], "people_reached", people, shares, rng
    )
