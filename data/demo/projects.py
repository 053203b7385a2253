"""Accompanied projects of the demonstration and the jobs they plan, create and keep."""

import numpy as np

from data.demo.chains import CHAIN_NAMES
from data.demo.marks import Row, marked
from data.demo.people import NOT_ASKED, counted

TOTAL = 140
STEPS = ("idea", "plan", "financed", "started", "growing")
STEP_SHARES = (0.18, 0.24, 0.23, 0.22, 0.13)
# Largest amount by step in TND and chance that it is known.
AMOUNTS = {
    "idea": (20, 0.25),
    "plan": (60, 0.7),
    "financed": (120, 0.95),
    "started": (150, 0.9),
    "growing": (220, 0.85),
}
FUNDERS = (
    "Démo Fonds d'amorçage du Sahel", "Démo Finances solidaires du Centre-Ouest", "Démo Crédit solidaire des steppes",
    "Démo Microfinance de la Kroumirie", "Démo Fonds méditerranéen d'impact", "Apport des membres",
)  # fmt: skip
PROJECT_NAMES = ("Atelier", "Unité", "Comptoir", "Point de vente", "Serre", "Séchoir", "Circuit", "Local de stockage")


def project_tables(
    enterprises: list[Row], activities: list[Row], rng: np.random.Generator
) -> tuple[list[Row], list[Row]]:
    """Return the rows of project and headcount; one project in two belongs to a recorded enterprise."""
    chain_of = {row["enterprise"]: row["chain"] for row in reversed(activities)}  # the main chain comes first
    able = [e for e in enterprises if e["kind"] == "ess" and e["status"] == "active" and e["delegation"]]
    picked = [able[int(one)] for one in rng.choice(len(able), TOTAL, replace=False)]
    projects: list[Row] = []
    people: list[Row] = []
    for rank, enterprise in enumerate(picked):
        row = _project(rank, enterprise, chain_of[enterprise["id"]], rng)
        projects.append(row)
        people += _jobs(row, rng)
    return projects, people


def _project(rank: int, enterprise: Row, chain: str, rng: np.random.Generator) -> Row:
    linked = rank % 2 == 0
    step = str(rng.choice(STEPS, p=STEP_SHARES))
    most, known = AMOUNTS[step]
    draws = rng.random(4)
    amount = float(rng.integers(4, most * 2) * 500) if draws[0] < known else None
    paid = step in ("financed", "started", "growing")
    chosen = sorted(int(one) for one in rng.choice(len(FUNDERS), 1 + int(draws[1] < 0.3), replace=False))
    row = {
        "id": f"demo-prj-{rank + 1:03d}",
        "name": f"Démo {PROJECT_NAMES[rank % len(PROJECT_NAMES)]} {CHAIN_NAMES[chain]} {rank + 1}",
        "enterprise": enterprise["id"] if linked else None,
        "existing": "existing" if linked else "unknown" if draws[2] < 0.1 else "new",
        "chain": chain,
        "governorate": enterprise["governorate"],
        "delegation": enterprise["delegation"],
        "step": step,
        "funders": " ; ".join(FUNDERS[one] for one in chosen) if paid else None,
        "amount_tnd": amount,
        "publish": bool(draws[3] < 0.8),
        "evidence": "observed",
    }
    return marked(row, f"demo-prj-{rank + 1:03d}")


def _jobs(project: Row, rng: np.random.Generator) -> list[Row]:
    """Return jobs planned from the plan on, created once started, still there after 12 and 24 months once growing."""
    step = STEPS.index(project["step"])
    planned = int(rng.integers(2, 14))
    created = int(rng.binomial(planned, 0.75))
    kept = int(rng.binomial(created, 0.85))
    longer = int(rng.binomial(kept, 0.85))
    women, young = rng.uniform(0.2, 0.8, 2)
    shares = ((women, 1 - women, 0.05), (young, 1 - young, 0.15), NOT_ASKED)
    measures = (("jobs_planned", planned, 1), ("jobs_created", created, 3), ("jobs_after_12_months", kept, 4))
    rows: list[Row] = []
    for measure, n, since in (*measures, ("jobs_after_24_months", longer, 4)):
        if step >= since:
            rows += counted("project", project["id"], measure, n, shares, rng)
    return rows
