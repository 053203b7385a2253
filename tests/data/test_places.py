"""Where a row is, and what does not fit together."""

import pandas as pd
import pytest

from data.findings import Findings
from data.places import locate
from data.sheets import COVERAGE, ENTERPRISE, SERVICE, Table

THALA = (8.67, 35.57)  # the town, well inside its delegation


def located(table: Table = ENTERPRISE, **cells: object) -> tuple[dict[str, object], Findings]:
    findings = Findings("Feuille")
    frame = pd.DataFrame({name: [value] for name, value in cells.items()}, index=[2], dtype=object)
    row = locate(frame, table, findings).iloc[0]
    return {name: None if pd.isna(value) else value for name, value in row.items()}, findings


def codes(findings: Findings) -> list[tuple[str, str]]:
    return [(problem.severity, problem.code) for problem in findings.problems]


@pytest.mark.parametrize(
    "cells",
    [
        {"delegation": "Thala"},
        {"delegation": "تالة"},
        {"delegation": "4259 – Thala"},
        {"delegation_ins": "4259"},
        {"delegation_pcode": "TN4259"},
        {"delegation": "4259", "system": "ins"},
        {"delegation": "TN4259", "system": "pcode"},
        {"delegation": "Thala", "governorate": "Kasserine"},
        {"delegation": "Thala", "governorate": "42 – Kasserine"},
        {"delegation": "Thala", "governorate_iso": "TN-42"},
        {"delegation": "thala", "delegation_ins": "4259"},
    ],
)
def test_names_and_declared_codes(cells: dict[str, object]) -> None:
    row, findings = located(**cells)
    assert (row["governorate"], row["delegation"], row["precision"], codes(findings)) == (
        "42",
        "4259",
        "delegation",
        [],
    )


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"delegation": "4259"}, "code_without_system"),
        ({"delegation": "Kasserine"}, "ambiguous_delegation"),
        ({"delegation": "4260 – Thala"}, "code_and_name_differ"),
        ({"delegation": "Thala", "delegation_ins": "4260"}, "code_and_name_differ"),
        ({"delegation": "Thala", "governorate": "Mahdia"}, "delegation_elsewhere"),
        ({"delegation": "Nulle part"}, "unknown_delegation"),
        ({"governorate": "Tunis"}, "unknown_governorate"),
    ],
)
def test_names_that_do_not_work_are_errors(cells: dict[str, object], code: str) -> None:
    _, findings = located(**cells)
    assert ("error", code) in codes(findings)
    assert findings.refused == {2}


def test_the_same_digits_mean_another_governorate_in_another_system() -> None:
    assert located(governorate_ins="33", delegation="Chorbane")[0]["governorate"] == "33"
    assert codes(located(governorate_iso="TN-33", delegation="Chorbane")[1])[0][1] == "unknown_governorate_code"


def test_a_newer_delegation_counts_in_its_parent_and_says_so() -> None:
    row, findings = located(delegation="Rejiche")
    assert row["delegation"] == "3351"
    assert codes(findings) == [("warning", "newer_delegation_inferred")]


def test_a_point_inside_its_delegation() -> None:
    row, findings = located(delegation="Thala", lon=THALA[0], lat=THALA[1])
    assert (row["lon"], row["lat"], row["precision"], codes(findings)) == (*THALA, "exact", [])


def test_a_point_without_a_delegation_says_it() -> None:
    row, findings = located(lon=THALA[0], lat=THALA[1])
    assert (row["delegation"], row["governorate"], codes(findings)) == ("4259", "42", [])


@pytest.mark.parametrize(
    ("lon", "lat", "severity", "code"),
    [
        (0, 0, "error", "point_zero"),
        (THALA[1], THALA[0], "error", "point_swapped"),
        (2.35, 48.85, "error", "point_outside_tunisia"),
        (500000, 3900000, "error", "point_utm32"),
        (5000000, 5000000, "error", "point_not_degrees"),
        (THALA[0], None, "error", "point_half"),
        (11.06, 35.5, "error", "point_far_from_delegation"),
    ],
)
def test_points_that_cannot_be_meant(lon: float, lat: float | None, severity: str, code: str) -> None:
    row, findings = located(delegation="Thala", lon=lon, lat=lat)
    assert codes(findings) == [(severity, code)]
    assert row["delegation"] == "4259"


def test_a_point_close_to_the_border_is_let_in_and_the_declared_code_wins() -> None:
    from geo.points import km_from_outline

    lon = next(x / 1000 for x in range(8670, 9200) if km_from_outline(["4259"], [x / 1000], [35.57])[0] > 0.5)
    assert km_from_outline(["4259"], [lon], [35.57])[0] < 2.5
    row, findings = located(delegation="Thala", lon=lon, lat=35.57)
    assert (row["delegation"], row["lon"]) == ("4259", lon)
    assert codes(findings) == [("warning", "close_to_border")]


def test_outside_the_four_only_a_body_that_serves_may_sit() -> None:
    tunis = {"governorate": "Tunis", "delegation": "Bab Bhar", "lon": 10.18, "lat": 36.8}
    row, findings = located(SERVICE, **tunis)
    assert (row["governorate"], row["delegation"], row["lon"], row["precision"]) == (None, None, 10.18, "exact")
    assert not findings.refused
    assert located(ENTERPRISE, **tunis)[1].refused == {2}


def test_no_place_is_said_not_refused_but_a_coverage_needs_one() -> None:
    assert codes(located(name="A")[1]) == [("warning", "not_located")]
    assert codes(located(COVERAGE, service="S")[1]) == [("error", "delegation_missing")]


def test_a_point_declared_as_precise_as_the_delegation_is_no_point() -> None:
    row, _ = located(delegation="Thala", lon=THALA[0], lat=THALA[1], precision="delegation")
    assert (row["lon"], row["lat"], row["precision"]) == (None, None, "delegation")
