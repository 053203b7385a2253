import tracemalloc
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from access import fca
from access import weights as reference_weights
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from analysis.access import Decay, binary, floating_catchment, gaussian, gravity, need, steps
from words.problem import ProblemError

REFERENCE = Path(__file__).resolve().parents[2] / "data" / "reference"
INF = np.inf
PEOPLE, CAPACITY = [100, 50, 10], [15, 20, 100]


def at(decay: Decay, *costs: float) -> list[float]:
    return [float(weight) for weight in decay(np.array(costs))]


# Published results ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("variant", ["2sfca", "3sfca"])
def test_all_in_reach_share_everything_evenly(variant: Any) -> None:
    access = floating_catchment(PEOPLE, CAPACITY, np.ones((3, 3)), binary(30), variant)
    assert access == pytest.approx([0.84375] * 3)


@given(arrays.arrays(float, (3, 3), elements=st.floats(0, 40)), st.sampled_from(["2sfca", "3sfca"]))
def test_people_times_access_is_the_supply_reached(cost: Any, variant: Any) -> None:
    for decay in (binary(40), gaussian(20, 40), gravity(1.5, 40, 1), steps({10: 1, 25: 0.68, 40: 0.22})):
        assert floating_catchment(PEOPLE, CAPACITY, cost, decay, variant) @ PEOPLE == pytest.approx(135)


def test_need_by_governorate_is_as_published() -> None:
    figures = pd.read_csv(REFERENCE / "delegation_figures.csv", dtype={"territory": str})

    def figure(indicator: str, year: int, column: str) -> pd.Series:
        rows = figures[(figures["indicator"] == indicator) & (figures["year"] == year)]
        return rows.set_index("territory")[column]

    poor = need(
        figure("population", 2014, "value"),
        figure("poverty_rate", 2015, "value"),
        figure("poverty_rate", 2015, "standard_error"),
    )
    by_governorate = poor["need"].groupby(poor.index.str[:2]).sum().round()
    assert by_governorate.to_dict() == {"22": 85650, "33": 103180, "42": 149472, "43": 109965}
    assert len(poor) == 45
    assert poor.loc["2251", "need_se"] == pytest.approx(72337 * 0.0074)


# The reference library --------------------------------------------------------------------------------------------

STEPS = {10.0: 1.0, 20.0: 0.68, 30.0: 0.22}
DECAYS: dict[str, tuple[Decay, Any]] = {
    "binary": (binary(30), None),
    "steps": (steps(STEPS), reference_weights.step_fn(STEPS)),
    "gaussian": (gaussian(12, 30), reference_weights.gaussian(12)),
    "gravity": (gravity(1.5, 30, 2), reference_weights.gravity(scale=1, alpha=-1.5, min_dist=2)),
}


@st.composite
def random_worlds(draw: st.DrawFn) -> tuple[Any, Any, Any]:
    """People and capacities above zero, costs of which some are beyond the reach and some infinite."""
    places, suppliers = draw(st.integers(1, 7)), draw(st.integers(1, 6))
    amounts = st.integers(1, 500).map(float)
    people = draw(st.lists(amounts, min_size=places, max_size=places))
    capacity = draw(st.lists(amounts, min_size=suppliers, max_size=suppliers))
    costs = st.one_of(st.floats(0, 45), st.sampled_from([0.0, 10.0, 20.0, 30.0, INF]))
    return people, capacity, draw(arrays.arrays(float, (places, suppliers), elements=costs))


def by_reference(people: Any, capacity: Any, cost: Any, weight: Any, variant: str) -> Any:
    """The same by the `access` package, which takes long frames and has no row for what is out of reach."""
    place, supplier = np.nonzero(cost <= 30)  # its third step counts every row that it is given
    frames = {
        "demand_df": pd.DataFrame({"geoid": range(len(people)), "demand": people}),
        "supply_df": pd.DataFrame({"geoid": range(len(capacity)), "supply": capacity}),
        "cost_df": pd.DataFrame({"origin": place, "dest": supplier, "cost": cost[place, supplier]}),
    }
    for name in ("demand_df", "supply_df"):
        frames[name].index = pd.RangeIndex(len(frames[name]))
    method = {"2sfca": fca.two_stage_fca, "3sfca": fca.three_stage_fca}[variant]
    found = method(**frames, max_cost=30, weight_fn=weight)
    return found.reindex(range(len(people))).fillna(0).to_numpy()


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("decay", DECAYS)
@given(world=random_worlds(), variant=st.sampled_from(["2sfca", "3sfca"]))
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
def test_random_worlds_as_the_access_package_has_them(decay: str, world: Any, variant: Any) -> None:
    people, capacity, cost = world
    ours, theirs = DECAYS[decay]
    if theirs is None:
        theirs = np.ones_like if variant == "3sfca" else None
    assume((cost <= 30).any())
    expected = by_reference(people, capacity, cost, theirs, variant)
    assert floating_catchment(people, capacity, cost, ours, variant) == pytest.approx(expected, rel=1e-9, abs=1e-12)


@given(world=random_worlds(), block=st.integers(1, 9), variant=st.sampled_from(["2sfca", "3sfca"]))
def test_the_size_of_a_block_changes_nothing(world: Any, block: int, variant: Any) -> None:
    whole = floating_catchment(*world, gaussian(12, 30), variant)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("analysis.access.BLOCK", block)
        assert floating_catchment(*world, gaussian(12, 30), variant) == pytest.approx(whole, rel=1e-12, abs=1e-15)


@given(world=random_worlds())
def test_an_infinite_cost_reaches_nobody_whatever_the_decay_says_of_it(world: Any) -> None:
    people, capacity, cost = world
    slow = lambda costs: np.minimum(1.0, 1000 - np.minimum(costs, 999.5))  # noqa: E731 above zero at any cost
    finite = np.where(np.isinf(cost), 100.0, cost)
    near = lambda costs: np.where(costs < 100, slow(costs), 0.0)  # noqa: E731
    expected = floating_catchment(people, capacity, finite, near)
    assert floating_catchment(people, capacity, cost, slow) == pytest.approx(expected, rel=1e-12)


def test_memory_is_that_of_a_block() -> None:
    cost = np.random.default_rng(3).uniform(0, 60, (2000, 500))
    tracemalloc.start()
    floating_catchment(np.ones(2000), np.ones(500), cost, gaussian(12, 30))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < cost.nbytes


# Small worlds -----------------------------------------------------------------------------------------------------


def test_two_steps_by_hand() -> None:
    cost = np.array([[10, INF], [10, 10], [INF, 31]], dtype=float)
    # First supplier: 30 for 100 + 50 people; second: 10 for 50; the third place reaches nobody.
    assert floating_catchment([100, 50, 7], [30, 10], cost, binary(30)) == pytest.approx([0.2, 0.4, 0])


def test_three_steps_share_a_place_among_its_suppliers() -> None:
    cost = np.array([[10, INF], [10, 10]], dtype=float)
    # The second place turns half to each: 30 / (100 + 25) and 10 / 25.
    assert floating_catchment([100, 50], [30, 10], cost, binary(30), "3sfca") == pytest.approx(
        [30 / 125, (30 / 125 + 10 / 25) / 2]
    )


def test_three_steps_weigh_both_the_choice_and_the_way() -> None:
    cost = np.array([[10, 30], [10, 10]], dtype=float)
    decay = steps({20: 1.0, 40: 0.5})
    # The first place turns 2/3 to the near supplier and 1/3 to the far one, which counts half for the way.
    near, far = 30 / (90 * 2 / 3 + 40 / 2), 8 / (90 * 0.5 / 3 + 40 / 2)
    assert floating_catchment([90, 40], [30, 8], cost, decay, "3sfca") == pytest.approx(
        [near * 2 / 3 + far * 0.5 / 3, near / 2 + far / 2]
    )


def test_no_decay_carries_anyone_over_an_infinite_cost() -> None:
    assert floating_catchment([1, 1], [3], [[5], [INF]], np.ones_like).tolist() == [3.0, 0.0]


def test_supply_that_nobody_reaches_counts_for_nobody() -> None:
    access = floating_catchment([10, 0], [5, 8], np.array([[1, INF], [INF, 1]], dtype=float), binary(30))
    assert access.tolist() == [0.5, 0.0]


def test_limits_are_inclusive() -> None:
    assert at(binary(30), 0, 30, 30.001, INF) == [1, 1, 0, 0]
    assert at(steps({20: 1, 40: 0.68, 60: 0.22}), 20, 20.1, 40, 60, 60.1, INF) == [1, 0.68, 0.68, 0.22, 0, 0]
    assert at(gaussian(20, 40), 0, 40, 40.1, INF) == pytest.approx([1, np.exp(-2), 0, 0])
    assert at(gravity(2, 40, 0.5), 0, 0.5, 2, 40, 41, INF) == pytest.approx([4, 4, 0.25, 1 / 1600, 0, 0])


def test_a_step_decay_may_be_written_in_any_order() -> None:
    assert at(steps({60: 0.22, 20: 1}), 10, 50) == [1, 0.22]


@given(st.data())
@settings(max_examples=60)
def test_nobody_is_served_from_where_nobody_goes(data: st.DataObject) -> None:
    cost = data.draw(arrays.arrays(float, (4, 3), elements=st.sampled_from([1.0, 20.0, 31.0, INF])))
    access = floating_catchment([1, 2, 3, 4], [1, 1, 1], cost, gaussian(20, 30))
    assert ((access > 0) == (cost <= 30).any(axis=1)).all()


def test_no_figure_is_not_zero() -> None:
    poor = need(pd.Series([100.0, np.nan, 100.0]), pd.Series([20.0, 20.0, 0.0]), pd.Series([1.0, 1.0, np.nan]))
    assert poor["need"].tolist()[::2] == [20.0, 0.0]
    assert poor["need"].isna().tolist() == [False, True, False]
    assert poor["need_se"].isna().tolist() == [False, True, True]


@pytest.mark.parametrize(
    ("demand", "supply", "cost", "code"),
    [
        ([0, 0], [1], [[1], [1]], "access_no_demand"),
        ([1, np.nan], [1], [[1], [1]], "access_bad_number"),
        ([1, 1], [-1], [[1], [1]], "access_bad_number"),
        ([1, 1], [1], [[1], [np.nan]], "access_bad_number"),
        ([1, INF], [1], [[1], [1]], "access_bad_number"),
        ([1, 1], [1], [[1, 1]], "access_shape"),
    ],
)
def test_senseless_numbers_are_refused(demand: Any, supply: Any, cost: Any, code: str) -> None:
    with pytest.raises(ProblemError) as caught:
        floating_catchment(demand, supply, cost, binary(30))
    assert caught.value.problem.code == code


def test_senseless_methods_are_refused() -> None:
    for code, ask in (
        ("access_variant", lambda: floating_catchment([1], [1], [[1]], binary(1), "4sfca")),  # type: ignore[arg-type]
        ("access_bad_decay", lambda: gaussian(0, 30)),
        ("access_bad_decay", lambda: gravity(1, 30, 0)),
        ("access_bad_decay", lambda: binary(-1)),
        ("access_bad_decay", lambda: steps({})),
        ("access_bad_decay", lambda: steps({20: np.nan})),
    ):
        with pytest.raises(ProblemError) as caught:
            ask()
        assert caught.value.problem.code == code
