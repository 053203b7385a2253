"""The reasons of a gap, from rows written by hand."""

import numpy as np
import pandas as pd
import pytest

from analysis.gap_list import REASONS, chain_gaps, gap_list
from analysis.gaps import NONE, NOT_SURVEYED, ONE, SEVERAL


def row(code: str, reach: str, **values: object) -> dict[str, object]:
    return {
        "code": code, "reach": reach, "nearest": "Near", "nearest_km": 41.5, "single": None, "unsurveyed": [],
        "unsure": 0, "near_other": False,
    } | values  # fmt: skip


def told(
    rows: list[dict[str, object]], adapted: str = ONE, triplet: str = "connected", left_out: tuple[str, ...] = ()
) -> pd.DataFrame:
    frame = pd.DataFrame(rows)
    publics = [
        {"code": code, "public": public, "state": "left_out" if public in left_out else "not_known"}
        for code in frame["code"]
        for public in ("women", "youth", "graduates", "informal")
    ]
    triplets = pd.DataFrame({"code": frame["code"], "triplet": triplet})
    return gap_list(frame, frame.assign(reach=adapted), triplets, pd.DataFrame(publics))


def test_publics_left_out_are_named_together_and_what_is_not_known_is_not_told() -> None:
    found = told([row("4251", SEVERAL)], left_out=("women", "informal"))
    assert found["reason"].tolist() == ["public"]
    assert found["publics"].iloc[0] == ["women", "informal"]


def test_an_absent_function_names_the_nearest_provider_and_warns_of_the_border() -> None:
    found = told([row("4251", NONE, near_other=True)], adapted=NONE, triplet="incomplete")
    assert found["reason"].tolist() == ["absent", "overstated"]
    assert found["provider"].iloc[0] == "Near"
    assert found["provider"].isna().tolist() == [False, True]
    assert found["km"].iloc[0] == pytest.approx(41.5)
    assert np.isnan(found["km"].iloc[1])


def test_a_single_provider_is_named_and_lack_of_adapted_offer_and_links_told() -> None:
    found = told([row("4251", ONE, single="Alone")], adapted=NONE, triplet="not_connected")
    assert found["reason"].tolist() == ["single", "no_adapted", "not_connected"]
    assert found["provider"].iloc[0] == "Alone"


def test_what_is_not_surveyed_says_where_and_never_that_something_is_absent() -> None:
    found = told([row("4251", NOT_SURVEYED, unsurveyed=["4251", "4252"], unsure=2)], adapted=NOT_SURVEYED)
    assert found["reason"].tolist() == ["not_surveyed", "neighbours", "unsure_offer"]
    assert found["places"].iloc[1] == ["4252"]
    assert found["n"].tolist() == [0, 1, 2]


def test_nothing_is_told_of_a_place_well_served() -> None:
    assert told([row("4251", SEVERAL, near_other=True, unsurveyed=["4252"])]).empty


def test_the_order_of_reasons_is_the_order_they_are_told_in() -> None:
    found = told([row("4251", NONE, near_other=True), row("4252", ONE, single="x")], NONE, "not_connected")
    for _, of_one in found.groupby("code"):
        order = [REASONS.index(reason) for reason in of_one["reason"]]
        assert order == sorted(order)


def missing(code: str, chain: str, stage: str, basis: str = "present", **values: object) -> dict[str, object]:
    return {
        "code": code, "chain": chain, "stage": stage, "basis": basis, "max_km": 40.0, "nearest": "4253",
        "nearest_km": 52.0, "name": None, "conventional_near": 0, "not_entitled_near": 0, "near_other": False,
    } | values  # fmt: skip


def test_missing_stages_of_a_chain_recorded_in_a_delegation_are_one_gap() -> None:
    found = chain_gaps(
        pd.DataFrame(
            [
                missing("4251", "OLIV", "COL"),
                missing("4251", "OLIV", "TRA", near_other=True, conventional_near=2),
                missing("4251", "MIEL", "TRA"),
                missing("4252", "OLIV", "TRA", basis="documented"),
            ]
        )
    )
    assert found[["code", "chain", "near_other"]].values.tolist() == [["4251", "MIEL", False], ["4251", "OLIV", True]]
    stages = found["stages"].iloc[1]
    assert [stage["stage"] for stage in stages] == ["COL", "TRA"]
    assert [stage["conventional_near"] for stage in stages] == [0, 2]


def test_no_chain_recorded_makes_no_gap_and_keeps_the_columns() -> None:
    found = chain_gaps(pd.DataFrame([missing("4251", "OLIV", "COL", basis="to_confirm")]))
    assert found.empty
    assert found.columns.tolist() == ["code", "chain", "near_other", "stages"]
