"""The demonstration: invented bodies on the real territory, the same bytes every time."""

import numpy as np
import pandas as pd

from data.demo.enterprises import enterprise_tables
from data.demo.events import event_tables
from data.demo.projects import project_tables
from data.demo.providers import provider_tables
from data.demo.surveys import survey_rows
from data.demo.territory import places

SEED = 2026


def frames(seed: int = SEED) -> dict[str, pd.DataFrame]:
    """Return table -> rows with the schema's columns, all marked as demonstration (`entry` = -1)."""
    world = places()
    organisations, services, coverage, links = provider_tables(world, np.random.default_rng([seed, 1]))
    enterprises, activities, more_links, people = enterprise_tables(world, np.random.default_rng([seed, 2]))
    projects, jobs = project_tables(enterprises, activities, np.random.default_rng([seed, 3]))
    events, hosts, attendance = event_tables(world, np.random.default_rng([seed, 4]))
    rows = {
        "organisation": organisations,
        "service": services,
        "coverage": coverage,
        "enterprise": enterprises,
        "activity": activities,
        "project": projects,
        "event": events,
        "event_organisation": hosts,
        "headcount": people + jobs + attendance,
        "link": links + more_links,
        "survey": survey_rows(world),
    }
    tables = {table: pd.DataFrame(found) for table, found in rows.items()}
    tables["enterprise"]["founded"] = tables["enterprise"]["founded"].astype("Int64")
    return tables
