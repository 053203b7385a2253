"""Small siting worlds, and the answers found by looking at every set of sites one by one."""

from collections.abc import Callable
from itertools import combinations
from typing import Any

import numpy as np
from hypothesis import strategies as st

from analysis.siting import Choice, Rules

World = tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]


@st.composite
def worlds(draw: st.DrawFn, unreachable: bool = True, most: int = 6) -> World:
    """demand[n] whole numbers with some zeros, cost[n, m] small whole numbers (many ties) with some inf."""
    places, candidates = draw(st.integers(1, most)), draw(st.integers(2, most))
    people = draw(st.lists(st.integers(0, 3), min_size=places, max_size=places).filter(any))
    costs = st.sampled_from([0.0, 1.0, 2.0, 3.0, 5.0, 8.0, *([np.inf] * 3 if unreachable else [])])
    rows = draw(st.lists(st.lists(costs, min_size=candidates, max_size=candidates), min_size=places, max_size=places))
    return np.array(people, dtype=float), np.array(rows)


@st.composite
def rules_for(draw: st.DrawFn, candidates: int) -> Rules:
    sites = st.integers(0, candidates - 1)
    group = draw(st.lists(st.sampled_from("abc"), min_size=candidates, max_size=candidates))
    fixed, excluded = draw(st.sets(sites, max_size=1)), draw(st.sets(sites, max_size=1))
    return Rules(group, draw(st.booleans()), tuple(fixed), tuple(excluded))


def permitted(sites: tuple[int, ...], rules: Rules) -> bool:
    groups = [rules.group[site] for site in sites] if rules.group is not None else []
    apart = not rules.distinct_groups or len(set(groups)) == len(groups)
    return apart and set(rules.fixed) <= set(sites) and not set(rules.excluded) & set(sites)


def by_hand(
    world: World,
    p: int,
    rules: Rules,
    top: int,
    measure: Callable[[list[tuple[float, float]]], float],
    most: bool = False,
) -> list[Choice]:
    """The ordered choices and their ties; `measure` takes the (people, cost) of each served place."""
    people, costs = world
    found = []
    for sites in combinations(range(costs.shape[1]), p):
        if permitted(sites, rules):
            best = [min(row[list(sites)]) for row in costs]
            pairs = [(who, cost) for who, cost in zip(people, best, strict=True) if who > 0]
            unserved = float(sum(who for who, cost in pairs if cost == np.inf))
            value = float(measure([(who, cost) for who, cost in pairs if cost < np.inf]))
            found.append(((-value,) if most else (unserved, value), Choice(sites, value, unserved)))
    found.sort(key=lambda one: (one[0], one[1].sites))
    return [choice for key, choice in found if key <= found[min(top, len(found)) - 1][0]]
