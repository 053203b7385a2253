"""The gap list: for each delegation the typed reasons, each with the evidence it rests on; chains lacking a stage."""

from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from analysis.gaps import NONE, NOT_SURVEYED, ONE, SEVERAL
from analysis.publics import LEFT_OUT
from analysis.reach import NOT_CONNECTED

# In the order they are told.
REASONS = (
    "absent",
    "single",
    "no_adapted",
    "not_connected",
    "public",
    "not_surveyed",
    "neighbours",
    "unsure_offer",
    "overstated",
)
CHAIN_STAGE = "chain_stage"  # of a value chain, whatever the function
TYPES = (*REASONS, CHAIN_STAGE)
STAGE = ["stage", "max_km", "nearest", "nearest_km", "name", "conventional_near", "not_entitled_near"]


def gap_list(rows: pd.DataFrame, adapted: pd.DataFrame, triplet: pd.DataFrame, publics: pd.DataFrame) -> pd.DataFrame:
    """The reasons, typed: one row per delegation and reason -> code, reason, provider, km, places, publics, n.

    `rows`: `reach_rows` of one function; `adapted`: `classes` of the same for what is adapted to ESS alone;
    `publics`: `analysis.publics.publics` of the same.
    """
    adapted_class = adapted.set_index("code")["reach"]
    state = triplet.set_index("code")["triplet"]
    left_out = publics[publics["state"] == LEFT_OUT].groupby("code")["public"].agg(list).to_dict()
    found = []
    for row in rows.to_dict("records"):
        left = left_out.get(row["code"], [])
        said = _reasons(row, str(adapted_class[row["code"]]), str(state[row["code"]]), left)
        found += [{"code": row["code"], "reason": reason} | _evidence(reason, row, left) for reason in said]
    return pd.DataFrame(found, columns=["code", "reason", "provider", "km", "places", "publics", "n"])


def _reasons(row: Mapping[Hashable, Any], adapted: str, triplet: str, left_out: list[str]) -> list[str]:
    """Which reasons hold for one delegation, in the order they are told."""
    reach, unsurveyed = row["reach"], row["unsurveyed"]
    checks = {
        "absent": reach == NONE,
        "single": reach == ONE,
        "no_adapted": reach in (ONE, SEVERAL) and adapted == NONE,
        "not_connected": triplet == NOT_CONNECTED,
        "public": bool(left_out),
        "not_surveyed": reach == NOT_SURVEYED and row["code"] in unsurveyed,
        "neighbours": reach == NOT_SURVEYED and any(code != row["code"] for code in unsurveyed),
        "unsure_offer": reach == NOT_SURVEYED and row["unsure"] > 0,
        "overstated": reach == NONE and row["near_other"],
    }
    return [reason for reason in REASONS if checks[reason]]


def _evidence(reason: str, row: Mapping[Hashable, Any], left_out: list[str]) -> dict[str, object]:
    """What the reason rests on: a provider and how far it is, the places or publics concerned, how many."""
    provider = {"absent": row["nearest"], "single": row["single"]}.get(reason)
    places = [code for code in row["unsurveyed"] if code != row["code"]] if reason == "neighbours" else []
    n = int(row["unsure"]) if reason == "unsure_offer" else len(places)
    km = row["nearest_km"] if reason == "absent" else np.nan
    return {
        "provider": provider,
        "km": km,
        "places": places,
        "publics": left_out if reason == "public" else [],
        "n": n,
    }


def chain_gaps(missing: pd.DataFrame) -> pd.DataFrame:
    """Missing stages put together: one row per delegation and chain recorded in it -> code, chain, near_other, stages.

    `missing`: `analysis.stage_reach.missing_stages` with near_other and name. `stages`: a list of mappings of STAGE, in
    the order of the rows. A chain that is only documented for the governorate is left out. `near_other`: the range of
    at least one of them touches a governorate whose actors are not recorded.
    """
    rows = missing[missing["basis"] == "present"]
    found = [
        {
            "code": code,
            "chain": chain,
            "near_other": bool(part["near_other"].any()),
            "stages": part[STAGE].to_dict("records"),
        }
        for (code, chain), part in rows.groupby(["code", "chain"])
    ]
    return pd.DataFrame(found, columns=["code", "chain", "near_other", "stages"])
