"""Who is left out: for each public of the project, whether a service in reach says that it is for them."""

import numpy as np
import pandas as pd

from analysis import gaps, reach
from analysis.capacity import Way, costs

PUBLICS = ("women", "youth", "graduates", "informal")
SERVED, LEFT_OUT, NOBODY, NOT_KNOWN = "served", "left_out", "nobody", "not_known"
STATES = (SERVED, LEFT_OUT, NOBODY, NOT_KNOWN)


def publics(world: gaps.World, services: pd.DataFrame, function: str, way: Way) -> pd.DataFrame:
    """One row per delegation and public -> code, governorate, need, public, state.

    `services`: those of the function, with `publics`, the tuple of those they say they are for, None where they do not
    say. Served: a service in reach says so. Left out: the survey within reach is complete, every service in reach says
    whom it is for, and none names this public. Nobody: no service at all in reach, known to be so. Else not known.
    """
    km = gaps.distances(world, way.circuity)
    near = costs(km, services) <= way.reach
    silent = np.array([said is None for said in services["publics"]], dtype=bool)
    survey = world.survey[world.survey["function"] == function].set_index("delegation")["status"]
    complete = reach.surveyed_within(km, survey, way.reach).to_numpy() & ~near[:, silent].any(axis=1)
    where = world.places[["code", "governorate", "need"]]
    found = []
    for public in PUBLICS:
        named = np.array([said is not None and public in said for said in services["publics"]], dtype=bool)
        states = np.select(
            [near[:, named].any(axis=1), ~complete, near.any(axis=1)], [SERVED, NOT_KNOWN, LEFT_OUT], NOBODY
        )
        found.append(where.assign(public=public, state=states))
    return pd.concat(found, ignore_index=True)


def counted(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per public: delegations in each state -> public, served, left_out, nobody, not_known."""
    table = pd.crosstab(rows["public"], rows["state"]).reindex(index=list(PUBLICS), columns=list(STATES), fill_value=0)
    return table.rename_axis(index="public", columns=None).reset_index()
