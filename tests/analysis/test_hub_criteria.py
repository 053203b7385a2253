from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analysis.gaps import FUNCTIONS
from analysis.hub_criteria import Evidence, confidence, criteria, hidden_groups, need_draws

CODES = pd.Index(["a", "b", "c"])
# a - 20 - b - 40 - c; a and b in the north, c in the south.
KM = pd.DataFrame([[2.0, 20, 60], [20, 2.0, 40], [60, 40, 2.0]], CODES, CODES)
PLACES = pd.DataFrame(
    {"governorate": ["N", "N", "S"], "need": [100.0, 50.0, 30.0], "population": [10_000, 20_000, 5_000]}, CODES
)


def evidence(**changed: object) -> Evidence:
    surveys = pd.DataFrame("surveyed", CODES, ["enterprises", "links", *FUNCTIONS])
    classes = pd.DataFrame("several", CODES, list(FUNCTIONS))
    found = Evidence(
        places=PLACES,
        distance_km=KM,
        enterprises=pd.DataFrame(
            [("a", "N", 4, 6, 0), ("b", "N", 2, 0, 0), ("c", "S", 1, 0, 0)],
            columns=["delegation", "governorate", "ess", "groups", "holders"],
        ),
        bodies=pd.DataFrame([("a", "public"), ("b", "private"), ("c", "public")], columns=["delegation", "sector"]),
        expected=pd.DataFrame(
            [("N", "OLIV", "PRO"), ("N", "OLIV", "TRA"), ("S", "MIEL", "PRO")],
            columns=["governorate", "chain", "stage"],
        ),
        actors=pd.DataFrame([("a", "OLIV", "PRO"), ("c", "OLIV", "TRA")], columns=["delegation", "chain", "stage"]),
        surveys=surveys,
        classes=classes,
        triplet=pd.Series("connected", CODES),
    )
    return replace(found, **changed)  # type: ignore[arg-type]


def column(name: str, reach_km: float = 30, **changed: object) -> list[float | None]:
    values = criteria(evidence(**changed), reach_km)[name]
    return [None if np.isnan(value) else float(value) for value in values]


def without_survey(code: str, topic: str) -> pd.DataFrame:
    surveys = evidence().surveys.copy()
    surveys.loc[code, topic] = "partly"
    return surveys


def test_need_and_need_within_reach_limit_included() -> None:
    assert column("need") == [100, 50, 30]
    assert column("within", 20) == [150, 150, 30]
    assert column("within", 19.9) == [100, 50, 30]
    assert column("within", 40) == [150, 180, 80]


def test_a_figure_that_is_missing_within_reach_leaves_no_sum() -> None:
    places = PLACES.assign(need=[np.nan, 50.0, 30.0])
    assert column("need", places=places) == [None, 50, 30]
    assert column("within", places=places) == [None, None, 30]


def test_enterprises_and_groups_per_ten_thousand_only_where_surveyed() -> None:
    assert column("density") == [10, 1, 2]
    assert column("density", surveys=without_survey("b", "enterprises")) == [10, None, 2]


@pytest.mark.parametrize("groups", [1, 2, 4])
def test_no_density_gives_a_small_count_of_groups_away(groups: int) -> None:
    rows = evidence().enterprises.assign(groups=[8, groups, 0])
    # The other count of the governorate is hidden with it: a total would give it away.
    assert column("density", enterprises=rows) == [6.5, 2.25, 2]
    assert hidden_groups(evidence(enterprises=rows)).tolist() == [True, True, False]


def test_groups_are_hidden_where_they_would_tell_the_holders() -> None:
    rows = evidence().enterprises.assign(holders=[1, 9, 0])
    assert hidden_groups(evidence(enterprises=rows)).tolist() == [True, False, False]  # b has none: 0 stays 0


def test_the_service_base_counts_functions_and_one_more_where_they_are_linked() -> None:
    classes = evidence().classes.copy()
    classes.loc["b", "formation"] = "none"
    classes.loc["c", "formation"] = "not_surveyed"
    triplet = pd.Series(["connected", "incomplete", "not_surveyed"], CODES)
    assert column("base", classes=classes, triplet=triplet) == [4, 2, None]
    assert column("base", triplet=pd.Series("not_connected", CODES)) == [3, 3, 3]
    assert column("base", triplet=pd.Series("not_surveyed", CODES)) == [None, None, None]


def test_stages_without_an_ess_actor_within_reach() -> None:
    assert column("stages") == [1, 1, 1]  # the mill of c is too far from the north, the honey of the south has nobody
    assert column("stages", 40) == [1, 0, 1]
    assert column("stages", surveys=without_survey("a", "enterprises")) == [None, None, 1]


def test_anchoring_stands_on_presence_and_on_surveys_for_absence() -> None:
    assert column("anchoring") == [2, 2, 1]
    unsurveyed = without_survey("c", "financement")
    assert column("anchoring", surveys=unsurveyed) == [2, 2, None]
    bodies = pd.DataFrame([("c", s) for s in ("public", "private", "civil society")], columns=["delegation", "sector"])
    assert column("anchoring", surveys=unsurveyed, bodies=bodies) == [0, 0, 3]


def test_confidence_counts_surveys_and_the_error_of_need() -> None:
    found = confidence(evidence(surveys=without_survey("b", "links")), pd.Series([10.0, 5.0, np.nan], CODES))
    assert found["surveyed"].tolist() == [5, 4, 5]
    assert found["need_error_share"].tolist()[:2] == [10, 10]
    assert np.isnan(found["need_error_share"].iloc[2])


def test_need_is_drawn_around_its_figure_and_never_below_zero() -> None:
    drawn = need_draws(np.array([100.0, 1.0, 7.0]), np.array([10.0, 5.0, np.nan]), 20_000, 1)
    assert drawn[:, 0].mean() == pytest.approx(100, abs=0.5)
    assert drawn[:, 0].std() == pytest.approx(10, abs=0.3)
    assert drawn.min() >= 0
    assert (drawn[:, 2] == 7).all()
