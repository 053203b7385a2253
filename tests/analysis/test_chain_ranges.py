"""Ranges: a default for every ordered stage, exceptions with their reason, the reader's own on top."""

import pandas as pd

from analysis.chain_ranges import CHANGED, DEFAULTS, EXCEPTIONS, ORDERED, chain_ranges

PAIRS = pd.DataFrame(
    {"chain": ["LAIT", "LAIT", "LAIT", "CULT"], "stage": ["TRA", "SRV", "PRO", "COM"], "rank": [4, None, 2, 6]}
)


def test_every_ordered_stage_has_a_default_and_the_transversal_one_has_none() -> None:
    assert tuple(DEFAULTS) == ORDERED
    assert chain_ranges(PAIRS)[["chain", "stage", "max_km", "reason"]].values.tolist() == [
        ["CULT", "COM", 80, "market"],
        ["LAIT", "PRO", 30, "production"],
        ["LAIT", "TRA", 30, "fresh"],
    ]


def test_the_readers_own_range_wins_and_says_so() -> None:
    table = chain_ranges(PAIRS, {("LAIT", "TRA"): 55, ("CULT", "COM"): 80, ("LAIT", "SRV"): 5}).set_index("stage")
    assert table.loc["TRA", ["max_km", "reason"]].tolist() == [55, CHANGED]
    assert table.loc["COM", "reason"] == "market"  # the same as proposed is no change


def test_a_product_that_spoils_travels_less_than_the_default() -> None:
    assert all(km < DEFAULTS[stage][0] for (_chain, stage), (km, _reason) in EXCEPTIONS.items())
