"""Weights a reader moves: whole shares of 100 that rebalance."""

from collections.abc import Mapping

WHOLE = 100


def rebalanced(weights: Mapping[str, int], moved: str, value: int) -> dict[str, int]:
    """`moved` takes `value`, the others share the rest in the proportions they had (equal parts where all were 0).

    Whole numbers that sum to 100, by largest remainder; a criterion alone keeps 100.
    """
    others = {code: weight for code, weight in weights.items() if code != moved}
    if not others:
        return {moved: WHOLE}
    value = min(max(int(value), 0), WHOLE)
    shared = shared_out(others, WHOLE - value)
    return {code: value if code == moved else shared[code] for code in weights}


def shared_out(parts: Mapping[str, float], whole: int = WHOLE) -> dict[str, int]:
    """Whole numbers in these proportions that sum to `whole`; equal parts where all are 0."""
    total = sum(parts.values())
    exact = {code: whole * (part / total if total > 0 else 1 / len(parts)) for code, part in parts.items()}
    floor = {code: int(value) for code, value in exact.items()}
    left = whole - sum(floor.values())
    first = sorted(exact, key=lambda code: floor[code] - exact[code])[:left]
    return {code: floor[code] + (code in first) for code in parts}
