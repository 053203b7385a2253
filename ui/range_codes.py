"""How the reader's own ranges are written in the address: "OLIV.TRA.35", chain, stage and kilometres."""

from collections.abc import Iterable

from analysis.chain_ranges import ORDERED
from data.reference import rows

STEP, LOW, HIGH = 5, 5, 150
RANGE_CODES = tuple(
    f"{row['code']}.{stage}.{km}"
    for row in rows("value_chains.csv")
    for stage in row["stage_codes"].split(";")
    if stage in ORDERED
    for km in range(LOW, HIGH + STEP, STEP)
)


def parsed(codes: Iterable[str]) -> dict[tuple[str, str], int]:
    """(chain, stage) -> km."""
    return {(chain, stage): int(km) for chain, stage, km in (code.split(".") for code in codes)}


def written(ranges: dict[tuple[str, str], int]) -> tuple[str, ...]:
    """The codes of these ranges."""
    return tuple(f"{chain}.{stage}.{km}" for (chain, stage), km in ranges.items())
