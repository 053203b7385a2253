"""Support bodies and their services, as rows."""

import numpy as np

from data.demo.holes import LIKELY_SERVICES
from data.demo.marks import Row, marked
from data.demo.providers_table import COVERAGE, LINKS, Provider, providers
from data.demo.territory import Place, located
from data.reference import rows

# How specific the offer is, by kind of body; the others are not known.
SPECIFIC = {
    "incubator": "adapted", "association": "adapted", "network": "adapted", "ngo": "adapted",
    "training_body": "conventional", "microfinance": "conventional", "extension": "conventional",
    "bank": "conventional",
}  # fmt: skip
# Per function: chance that the yearly capacity is known, smallest, largest, step, unit.
CAPACITY = {
    "formation": (0.85, 20, 120, 5, "places"),
    "accompagnement": (0.75, 5, 40, 1, "projets"),
    "financement": (0.35, 20, 300, 10, "dossiers"),
    "connexe": (0.15, 10, 200, 10, "bénéficiaires"),
}
PUBLICS = (None, "women", "youth", "women;youth", "graduates", "informal", "youth;graduates")
PUBLIC_SHARES = (0.45, 0.15, 0.13, 0.12, 0.05, 0.04, 0.06)
PRECISIONS = ("exact", "locality", "delegation")


def provider_tables(world: list[Place], rng: np.random.Generator) -> tuple[list[Row], list[Row], list[Row], list[Row]]:
    """Return the rows of organisation, service, coverage and the links between bodies."""
    by_code = {place.code: place for place in world}
    organisations, services = [], []
    functions = {row["code"]: row["hub_function"] for row in rows("service_types.csv")}
    for provider in providers():
        where = located(by_code.get(provider.seat), str(rng.choice(PRECISIONS, p=(0.6, 0.25, 0.15))), rng)
        if len(provider.seat) == len("42"):
            where |= {"governorate": provider.seat}
        organisations.append(_organisation(provider, where))
        for kind in provider.services.split():
            services.append(_service(provider, kind, functions[kind], where, rng))
    coverage = [
        marked({"service": f"demo-srv-{key}-{kind}", "delegation": code}, f"demo-cov-{key}-{kind}-{code}")
        for (key, kind), codes in COVERAGE.items()
        for code in codes
    ]
    return organisations, services, coverage, [_link(*link) for link in LINKS]


def _organisation(provider: Provider, where: Row) -> Row:
    row = {
        "id": f"demo-org-{provider.key}", "name": provider.name, "name_ar": provider.name_ar or None, "acronym": None,
        "kind": provider.kind, "sector": provider.sector,
        "country": "INT" if provider.sector == "international" else "TN",
        "role_in_iess": None, "part_of": f"demo-org-{provider.part_of}" if provider.part_of else None,
        "seat": None, **where,
        "coverage_codes": [where["governorate"]] if where["governorate"] else None,
        "coverage": None, "likely_services": None, "certainty": None, "note": None, "evidence": "observed",
    }  # fmt: skip
    return marked(row, f"demo-org-{provider.key}")


def _service(provider: Provider, kind: str, function: str, where: Row, rng: np.random.Generator) -> Row:
    known, least, most, step, unit = CAPACITY[function]
    draws = rng.random(2)
    capacity = float(rng.integers(least // step, most // step + 1) * step) if draws[0] < known else None
    specific = SPECIFIC.get(provider.kind, "unknown") if draws[1] < 0.88 else "unknown"
    public = PUBLICS[int(rng.choice(len(PUBLICS), p=PUBLIC_SHARES))]
    key = f"demo-srv-{provider.key}-{kind}"
    row = {
        "id": key, "organisation": f"demo-org-{provider.key}", "service_type": kind, **where,
        "target_public": public, "ess_specific": specific,
        "capacity": capacity, "capacity_unit": unit if capacity is not None else None,
        "evidence": "likely" if (provider.key, kind) in LIKELY_SERVICES else "observed",
    }  # fmt: skip
    return marked(row, key)


def _link(start: str, end: str, kind: str, scope: str) -> Row:
    row = {
        "from_table": "organisation", "from_id": f"demo-org-{start}",
        "to_table": "organisation", "to_id": f"demo-org-{end}", "kind": kind, "scope": scope,
    }  # fmt: skip
    return marked(row, f"demo-link-{start}-{end}-{kind}")
