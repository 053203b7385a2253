"""Chain stages without an ESS actor, as gaps of the list of actions: what each rests on, what would close it."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from analysis.gap_list import CHAIN_STAGE, chain_gaps
from queries.filters import Filters
from ui import cached, chains
from ui.chain_tables import narrowed
from ui.chain_words import place
from ui.gaps import kept
from ui.speech import language, name_of, t
from words.translate import isolated, number

CHAIN = "chain"  # stands where other gaps name their function


def gaps(asked: chains.Look, filters: Filters) -> pd.DataFrame:
    """One row per delegation and chain recorded there, in the columns of the other gaps.

    Territory, chains and stages of the filters narrow it; none of them is of a function, so a function leaves all out.
    """
    rows = cached.computed(_worded, asked, filters.chains, filters.stages, language())
    return kept(rows.iloc[:0] if filters.functions else rows, filters)


def _worded(asked: chains.Look, of_chains: tuple[str, ...], stages: tuple[str, ...], _spoken: str) -> pd.DataFrame:
    """All delegations, whatever the territory shown; writing hundreds of sentences is the slow part."""
    rows = chain_gaps(narrowed(chains.missing_rows(asked), Filters(chains=of_chains, stages=stages)))
    told = rows.to_dict("records")
    return pd.DataFrame(
        {
            "code": rows["code"],
            "gap_function": CHAIN,
            "gap_about": [name_of("chains", row["chain"]) for row in told],
            "gap_type": CHAIN_STAGE,
            "evidence_words": [evidence(row) for row in told],
            "closes": [closes(row) for row in told],
        },
        dtype=object,
    )


def evidence(row: Mapping[Hashable, Any]) -> str:
    """The missing stages, each with its range, the nearest who holds it, and who does it instead within range."""
    stages = t("chain_gaps.stage_after").join(_stage(stage) for stage in row["stages"])
    said = t("chain_gaps.reason", stages=stages)
    return t("chain_gaps.near_other", reason=said) if row["near_other"] else said


def _stage(stage: Mapping[str, Any]) -> str:
    details = [_nearest(stage)]
    for kind in ("conventional", "not_entitled"):
        if n := int(stage[f"{kind}_near"]):
            details.append(t(f"chain_gaps.{kind}", n=n))
    return t(
        "chain_gaps.stage",
        stage=name_of("stages", stage["stage"]),
        km=stage["max_km"],
        details=t("chain_gaps.detail_after").join(details),
    )


def _nearest(stage: Mapping[str, Any]) -> str:
    if not isinstance(stage["nearest"], str):
        return t("chain_gaps.nearest_none")
    where = {"place": place(stage["nearest"]), "km": number(stage["nearest_km"], language(), 1)}
    if isinstance(stage["name"], str):
        return t("chain_gaps.nearest_named", name=isolated(stage["name"]), **where)
    return t("chain_gaps.nearest", **where)


def closes(row: Mapping[Hashable, Any]) -> str:
    """What would close it: an ESS actor at these stages; a contract, bargaining or an entitlement where they can."""
    stages = row["stages"]
    names = t("gaps.comma").join(name_of("stages", stage["stage"]) for stage in stages)
    ways = {
        "closes_contract": any(isinstance(stage["nearest"], str) for stage in stages),
        "closes_entitled": any(stage["not_entitled_near"] for stage in stages),
        "closes_dependence": any(stage["conventional_near"] for stage in stages),
    }
    said = [t("chain_gaps.closes", stages=names), *(t(f"chain_gaps.{way}") for way, holds in ways.items() if holds)]
    return " ".join(said)
