"""Coordinates that cannot be meant: the repair is proposed, and made only once accepted."""

import pandas as pd
import pytest

from data.coordinates import REPAIRS, place_points
from data.findings import Findings
from data.sheets import ENTERPRISE

THALA = (8.67, 35.57)


def placed(lon: object, lat: object, *accepted: str) -> tuple[pd.Series, Findings]:
    findings = Findings("Feuille", repairs=frozenset(accepted))
    cells = {"lon": [lon], "lat": [lat], "delegation": ["4259"], "governorate": ["42"]}
    rows = pd.DataFrame(cells, index=[2], dtype=object)
    place_points(rows, ENTERPRISE, findings)
    return rows.iloc[0], findings


def metres(system: str) -> tuple[float, float]:
    from pyproj import Transformer

    x, y = Transformer.from_crs("EPSG:4326", system, always_xy=True).transform(*THALA)
    return float(x), float(y)


CASES = [
    ("point_swapped", THALA[::-1]), ("point_in_minutes", ("8°40'12\"E", 35.57)), ("point_utm32", metres("EPSG:32632")),
    ("point_carthage_nord", metres("EPSG:22391")), ("point_carthage_sud", metres("EPSG:22392")),
]  # fmt: skip


@pytest.mark.parametrize(("code", "point"), CASES)
def test_a_repair_is_proposed_never_made_alone(code: str, point: tuple[object, object]) -> None:
    row, findings = placed(*point)
    [problem] = findings.problems
    assert (problem.code, problem.severity, findings.refused) == (code, "error", {2})
    assert str(problem.args["repaired"]).startswith("8.67")
    assert pd.isna(row["lon"])


@pytest.mark.parametrize(("code", "point"), CASES)
def test_an_accepted_repair_is_made_and_said(code: str, point: tuple[object, object]) -> None:
    row, findings = placed(*point, code)
    assert (row["lon"], row["lat"], row["precision"]) == (
        pytest.approx(8.67, abs=1e-5),
        pytest.approx(35.57, abs=1e-5),
        "exact",
    )
    [problem] = findings.problems
    assert (problem.code, problem.args["kind"], problem.severity) == ("repaired", code, "warning")
    assert (findings.refused, dict(findings.repaired)) == (set(), {code: 1})


@pytest.mark.parametrize(("code", "point"), [("point_zero", (0, 0)), ("point_outside_tunisia", (2.35, 48.85))])
def test_a_point_that_means_nothing_is_left_out_only_when_accepted(code: str, point: tuple[float, float]) -> None:
    assert [problem.code for problem in placed(*point)[1].problems] == [code]
    row, findings = placed(*point, code)
    assert [problem.code for problem in findings.problems] == ["repaired_left_out"]
    assert (pd.isna(row["lon"]), row["precision"], row["delegation"]) == (True, "delegation", "4259")


def test_every_repair_is_tried_here() -> None:
    assert set(REPAIRS) == {code for code, _ in CASES} | {"point_zero", "point_outside_tunisia"}
