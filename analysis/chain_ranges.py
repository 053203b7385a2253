"""How far a stage may be and still serve a place: default ranges per chain and stage, each with its reason.

Working assumptions in kilometres as travelled, to be corrected by whoever knows the chain; no published table covers
these chains in Tunisia. A reason is a code, worded at the edge.
"""

from collections.abc import Mapping

import pandas as pd

ORDERED = ("INT", "PRO", "COL", "TRA", "CON", "COM")  # the transversal stage SRV has no place in the order
DEFAULTS: dict[str, tuple[int, str]] = {
    "INT": (40, "inputs"),
    "PRO": (30, "production"),
    "COL": (25, "collection"),
    "TRA": (40, "processing"),
    "CON": (50, "storage"),
    "COM": (80, "market"),
}
# Milk and fish spoil within hours, olives within a day or two; forest and steppe plants are bulky until distilled.
EXCEPTIONS: dict[tuple[str, str], tuple[int, str]] = {
    ("LAIT", "COL"): (15, "fresh"),
    ("LAIT", "TRA"): (30, "fresh"),
    ("PECH", "COL"): (15, "fresh"),
    ("PECH", "TRA"): (30, "fresh"),
    ("PECH", "CON"): (30, "fresh"),
    ("OLIV", "TRA"): (30, "pressing"),
    ("MARA", "CON"): (40, "fresh"),
    ("PAMK", "TRA"): (25, "bulky"),
    ("PAMJ", "TRA"): (25, "bulky"),
    ("PFNL", "TRA"): (30, "bulky"),
    ("MARB", "TRA"): (30, "heavy"),
}
CHANGED = "changed"


def chain_ranges(pairs: pd.DataFrame, changed: Mapping[tuple[str, str], int] | None = None) -> pd.DataFrame:
    """The range of each ordered stage of each chain -> chain, stage, rank, max_km, reason, in the order of the chain.

    `pairs` has chain, stage, rank, one row per stage that the chain has; `changed` are the reader's own ranges in km.
    """
    own = changed or {}
    rows = []
    for chain, stage in zip(pairs["chain"], pairs["stage"], strict=True):
        if stage not in DEFAULTS:
            continue
        km, reason = EXCEPTIONS.get((chain, stage), DEFAULTS[stage])
        if (chain, stage) in own and own[chain, stage] != km:
            km, reason = own[chain, stage], CHANGED
        rows.append((chain, stage, ORDERED.index(stage) + 1, float(km), reason))
    table = pd.DataFrame(rows, columns=["chain", "stage", "rank", "max_km", "reason"])
    return table.sort_values(["chain", "rank"], ignore_index=True)
