"""Location quotient, states of the matrix, relatedness: by hand, then properties."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from analysis import value_chains as vc


def _frame(rows: list[list[int]]) -> pd.DataFrame:
    return pd.DataFrame(rows, [f"t{i}" for i in range(len(rows))], [f"c{j}" for j in range(len(rows[0]))])


def test_a_quotient_by_hand() -> None:
    # 8 of 10 in the first territory, 2 of 10 in the second, 10 of 20 together: 0.8 / 0.5 and 0.2 / 0.5
    found = vc.location_quotient(_frame([[8, 2], [2, 8]]))
    assert found.to_numpy().tolist() == [[1.6, 0.4], [0.4, 1.6]]


def test_a_territory_or_a_chain_without_counts_has_no_quotient() -> None:
    found = vc.location_quotient(_frame([[3, 0], [0, 0]]))
    assert found.loc["t0", "c0"] == 1
    assert found.loc["t1"].isna().all()
    assert found["c1"].isna().all()


COUNTS = arrays(np.int64, st.tuples(st.integers(1, 5), st.integers(1, 5)), elements=st.integers(0, 9))


@settings(max_examples=25, deadline=None)
@given(counts=COUNTS, factor=st.integers(1, 4))
def test_quotients_average_to_one_and_do_not_depend_on_scale(counts: np.ndarray, factor: int) -> None:
    frame = _frame(counts.tolist())
    found = vc.location_quotient(frame)
    assert np.allclose(found, vc.location_quotient(frame * factor), equal_nan=True)
    weights = frame.sum(axis=1) / max(frame.to_numpy().sum(), 1)  # weighted by the territories' sizes
    for chain in frame:
        if frame[chain].sum():
            assert (found[chain] * weights).sum() == pytest.approx(1)


PAIRS = pd.DataFrame({"chain": ["X"] * 6, "stage": ["INT", "PRO", "COL", "TRA", "CON", "COM"]})


def _matrix(rows: list[tuple[str, int, int, int, int]], surveyed: int = 1, delegations: int = 1) -> dict[str, str]:
    counts = pd.DataFrame(rows, columns=["stage", "ess", "informal", "not_entitled", "conventional"])
    counts = counts.assign(unit="u", chain="X", likely=0, inactive=0)
    pairs = pd.concat([PAIRS, pd.DataFrame({"chain": ["Y"], "stage": ["SRV"]})])
    survey = pd.DataFrame({"unit": ["u"], "chain": ["X"], "surveyed": [surveyed], "delegations": [delegations]})
    cells = vc.stage_matrix(counts, pd.DataFrame({"unit": ["u"], "chain": ["X"]}), pairs, survey)
    return cells.set_index("stage")["state"].to_dict()


def test_the_states_by_hand() -> None:
    states = _matrix(
        [
            ("INT", 2, 0, 0, 1),
            ("PRO", 1, 0, 0, 4),
            ("COL", 0, 1, 0, 2),
            ("TRA", 0, 0, 0, 3),
            ("COM", 0, 0, 1, 5),
        ]
    )
    assert states == {
        "INT": "ess",
        "PRO": "thin",
        "COL": "informal",
        "TRA": "dependence",
        "CON": "none",
        "COM": "not_entitled",
        "SRV": "not_applicable",
    }


@pytest.mark.parametrize("groups", [1, 2, 7])
def test_informal_groups_are_never_thin_whatever_their_number(groups: int) -> None:
    assert _matrix([("PRO", 0, groups, 0, 0)])["PRO"] == "informal"
    assert _matrix([("PRO", 1, groups, 0, 0)])["PRO"] == "ess"  # "thin" would say that nobody else is there


def test_none_needs_every_delegation_surveyed_and_what_is_recorded_needs_nothing() -> None:
    assert _matrix([("PRO", 1, 0, 0, 0)], surveyed=8, delegations=9) == {
        "INT": "not_surveyed",
        "PRO": "thin",
        "COL": "not_surveyed",
        "TRA": "not_surveyed",
        "CON": "not_surveyed",
        "COM": "not_surveyed",
        "SRV": "not_applicable",
    }
    assert _matrix([], surveyed=0, delegations=0)["PRO"] == "not_surveyed"


def test_what_is_recorded_at_a_stage_that_does_not_apply_is_not_dropped() -> None:
    assert _matrix([("SRV", 1, 0, 0, 0)])["SRV"] == "thin"


@settings(max_examples=25, deadline=None)
@given(
    row=st.tuples(st.just("PRO"), *[st.integers(0, 3)] * 4),
    more=st.integers(0, 3),
    surveyed=st.integers(0, 2),
)
def test_a_stage_is_empty_only_without_any_actor(row: tuple[str, int, int, int, int], more: int, surveyed: int) -> None:
    state = _matrix([row, ("PRO", more, 0, 0, 0)], surveyed, 2)["PRO"]
    assert (state in (vc.NONE, vc.NOT_SURVEYED)) == (sum(row[1:]) + more == 0)
    assert (state in vc.HELD) == (row[1] + row[2] + more > 0)
    assert (state == vc.NONE) <= (surveyed == 2)


# Twelve territories: c0 and c1 are always specialities together, c2 of the others.
TWINS = _frame([[4, 4, 0]] * 6 + [[0, 0, 5]] * 6)


def test_proximity_by_hand_and_a_chain_is_close_to_itself_only_when_asked() -> None:
    alone, counted = vc.relatedness(TWINS), vc.relatedness(TWINS, with_self=True)
    assert alone.proximity.to_numpy().tolist() == [[1, 1, 0], [1, 1, 0], [0, 0, 1]]
    assert alone.density.loc["t0"].fillna(-1).tolist() == [1, 1, -1]  # c2 goes with no other chain: undefined
    assert counted.density.loc["t0"].tolist() == [1, 1, 0]
    assert (alone.units, alone.enough, alone.indicative) == (12, True, True)


def test_density_of_a_chain_that_is_absent() -> None:
    # c2 shares its two territories of speciality with c0 once and with c1 once.
    counts = _frame([[3, 0, 3], [0, 3, 3], [3, 0, 0], [0, 3, 0]] + [[1, 1, 0]] * 6)
    found = vc.relatedness(counts)
    assert found.proximity.loc["c2", "c0"] == found.proximity.loc["c2", "c1"] == 1 / 8
    assert found.density.loc["t2", "c2"] == pytest.approx(0.5)  # t2 has c0 but not c1


def test_too_few_units_give_nothing_and_many_are_no_longer_indicative() -> None:
    few = vc.relatedness(TWINS.iloc[3:12])
    assert (few.units, few.enough) == (9, False)
    assert few.density.isna().all(axis=None) and few.proximity.isna().all(axis=None)
    assert not vc.relatedness(pd.concat([TWINS] * 3)).indicative


@settings(max_examples=20, deadline=None)
@given(counts=arrays(np.int64, st.tuples(st.integers(10, 14), st.integers(2, 4)), elements=st.integers(0, 3)))
def test_relatedness_is_symmetric_and_between_zero_and_one(counts: np.ndarray) -> None:
    for with_self in (False, True):
        found = vc.relatedness(_frame(counts.tolist()), with_self)
        if not found.enough:
            continue
        proximity, density = found.proximity.to_numpy(), found.density.to_numpy()
        assert np.allclose(proximity, proximity.T, equal_nan=True)
        for values in (proximity, density):
            known = values[~np.isnan(values)]
            assert ((known >= 0) & (known <= 1 + 1e-9)).all()


@pytest.mark.filterwarnings("ignore")
def test_quotient_proximity_and_density_as_the_ecomplexity_package_has_them() -> None:
    from ecomplexity import ecomplexity, proximity

    counts = _frame(np.random.default_rng(5).integers(1, 40, (15, 5)).tolist())
    ours, quotient = vc.relatedness(counts, with_self=True), vc.location_quotient(counts)
    long = counts.rename_axis("place").melt(var_name="chain", value_name="n", ignore_index=False).reset_index()
    names = {"time": "year", "loc": "place", "prod": "chain", "val": "n"}
    found = ecomplexity(long.assign(year=1), names, check_logsupermodularity=False, verbose=False)
    for row in found.to_dict("records"):
        assert quotient.loc[row["place"], row["chain"]] == pytest.approx(row["rca"], rel=1e-12)
        assert ours.density.loc[row["place"], row["chain"]] == pytest.approx(row["density"], rel=1e-12)
    pairs = proximity(long.assign(year=1), names)
    assert len(pairs) == 25
    for row in pairs.to_dict("records"):
        expected = row["proximity"] if row["chain_1"] != row["chain_2"] else 1.0
        assert ours.proximity.loc[row["chain_1"], row["chain_2"]] == pytest.approx(expected, rel=1e-12)


@pytest.mark.filterwarnings("ignore")
@settings(max_examples=25, deadline=None)
@given(counts=arrays(np.int64, st.tuples(st.integers(10, 14), st.integers(2, 5)), elements=st.integers(0, 6)))
def test_random_worlds_as_the_ecomplexity_package_has_them(counts: np.ndarray) -> None:
    from ecomplexity.calc_density import calc_density
    from ecomplexity.calc_proximity import calc_discrete_proximity

    frame = _frame(counts[counts.sum(axis=1) > 0][:, counts.sum(axis=0) > 0].tolist() or [[0]])
    special = (vc.location_quotient(frame) >= 1 - 1e-9).to_numpy().astype(float)  # its own threshold has no tolerance
    close = calc_discrete_proximity(special, special.sum(axis=0))
    for with_self in (False, True):
        found = vc.relatedness(frame, with_self)
        if not found.enough:
            assert found.density.isna().all(axis=None)
            continue
        assert found.proximity.to_numpy() == pytest.approx(close, rel=1e-9)
        weights = close if with_self else close - np.eye(len(close))
        assert found.density.to_numpy() == pytest.approx(calc_density(special, weights), rel=1e-9, nan_ok=True)
