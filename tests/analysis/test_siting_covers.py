import numpy as np

from analysis.siting_covers import covers
from analysis.siting_rules import Rules, Search, prepare, within


def search(cost: list[list[float]], rules: Rules) -> Search:
    made = within(prepare(np.ones(len(cost)), cost, rules), 1)
    assert isinstance(made, Search)
    return made


def test_every_cover_is_built_once() -> None:
    ring = [[0, 1, 9, 1], [1, 0, 1, 9], [9, 1, 0, 1], [1, 9, 1, 0]]
    found = sorted(tuple(sorted(rows)) for rows in covers(search(ring, Rules()), 2))
    assert found == [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]
    assert list(covers(search(ring, Rules()), 1)) == []


def test_sites_of_one_group_do_not_stand_together() -> None:
    ring = [[0, 1, 9, 1], [1, 0, 1, 9], [9, 1, 0, 1], [1, 9, 1, 0]]
    rules = Rules(["a", "b", "a", "b"], distinct_groups=True)
    asked = search(ring, rules)
    found = sorted(tuple(sorted(asked.sites[rows].tolist())) for rows in covers(asked, 2))
    assert found == [(0, 1), (0, 3), (1, 2), (2, 3)]


def test_a_place_nobody_reaches_does_not_forbid_a_cover() -> None:
    assert list(covers(search([[0, 9], [9, 9]], Rules()), 1)) == [[0]]
