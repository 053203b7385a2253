import numpy as np
import pytest
from hypothesis import given, settings

from analysis.hub_draws import held
from analysis.hubs import REACH, HubRules, rank_pairs
from tests.analysis.hub_worlds import World, line, worlds


def test_without_any_error_the_first_always_holds() -> None:
    places, km = line()
    ranked = rank_pairs(places, km)
    found = held(ranked, np.tile(places["need"].to_numpy(), (5, 1)))
    assert (found.governorates, found.places) == (1, 1)
    assert found.by_governorate["share"].tolist() == [1]


def test_another_need_puts_other_seats_first() -> None:
    places, km = line()
    other = places["need"].to_numpy().copy()
    other[2] = 10_000.0  # then the northern seat belongs at n3
    need = np.vstack([places["need"].to_numpy()] * 3 + [other])
    found = held(rank_pairs(places, km), need)
    assert (found.governorates, found.places) == (1, 0.75)


def test_seats_of_one_town_hold_together() -> None:
    places, km = line()
    other = places["need"].to_numpy().copy()
    other[0] = 10_000.0  # n1 instead of n2: the same town
    found = held(rank_pairs(places, km), np.vstack([places["need"].to_numpy(), other]))
    assert found.places == 1


@settings(deadline=None, max_examples=40)
@given(worlds())
def test_each_draw_agrees_with_ranking_it_anew(world: World) -> None:
    places, km = world
    rules = HubRules(area=REACH)
    ranked = rank_pairs(places, km, rules)
    drawn = places.assign(need=np.nan_to_num(places["need"].to_numpy()) * np.arange(1, len(places) + 1))
    anew = rank_pairs(drawn, km, rules).pairs
    first = {tuple(pair) for pair in anew.loc[anew["rank"] == 1, ["governorate_a", "governorate_b"]].to_numpy()}
    rows = held(ranked, drawn["need"].to_numpy()[None]).by_governorate
    assert {(row.governorate_a, row.governorate_b) for row in rows.itertuples() if row.share == 1} == first
    assert rows["share"].isin([0, 1]).all() and rows["share"].max() == pytest.approx(1)
