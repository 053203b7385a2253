"""A row's own identifier, else a derived one; doubles are never merged."""

import pandas as pd

from data.findings import Findings
from data.identity import identify, say_doubles

KEY = ("name", "delegation", "legal_form")


def rows(*cells: tuple[str | None, str, str]) -> pd.DataFrame:
    frame = pd.DataFrame(cells, columns=["id", "name", "delegation"], dtype=object).assign(legal_form="GDA")
    frame.index = pd.RangeIndex(2, 2 + len(frame))
    return frame.assign(row=list(frame.index))


def doubles(frame: pd.DataFrame, table: str = "enterprise") -> tuple[list[tuple[int | None, str, str]], set[int]]:
    findings = Findings("Feuille")
    say_doubles(frame, table, findings, {})
    return [(p.row, p.severity, p.code) for p in findings.problems], findings.refused


def test_a_declared_identifier_is_kept_and_a_derived_one_is_marked() -> None:
    found = identify(rows(("7", "A", "4259"), (None, "Él-Baraka", "4259")), "enterprise", KEY, "bureau")
    assert found["source_id"].iloc[0] == "7"
    assert found["id"].iloc[0] == "bureau:7"
    assert found["source_id"].iloc[1].startswith("derived-")
    again = identify(rows((None, "EL BARAKA", "4259")), "enterprise", KEY, "bureau")
    assert again["source_id"].iloc[0] == found["source_id"].iloc[1]


def test_another_delegation_or_table_gives_another_identity() -> None:
    one = identify(rows((None, "A", "4259"), (None, "A", "4260")), "enterprise", KEY, "s")["source_id"]
    assert one.nunique() == 2
    assert identify(rows((None, "A", "4259")), "project", KEY, "s")["source_id"].iloc[0] not in set(one)


def test_a_row_may_name_its_own_source() -> None:
    found = identify(rows(("1", "A", "4259")).assign(source="enquête 2024"), "enterprise", KEY, "bureau")
    assert found["id"].iloc[0] == "enquête 2024:1"


def test_doubles() -> None:
    same = identify(rows((None, "A", "4259"), (None, "a", "4259")), "enterprise", KEY, "s")
    assert doubles(same) == ([(3, "error", "possible_duplicate")], {3})
    twice = identify(rows(("1", "A", "4259"), ("1", "B", "4259")), "enterprise", KEY, "s")
    assert doubles(twice) == ([(3, "error", "id_twice")], {3})
    alike = identify(rows(("1", "A", "4259"), ("2", "A", "4259")), "enterprise", KEY, "s")
    assert doubles(alike) == ([(3, "warning", "looks_alike")], set())


def test_a_repeated_fact_counts_once_but_a_contradiction_is_an_error() -> None:
    counts = rows((None, "A", "4259"), (None, "A", "4259")).assign(n=[3, 3])
    assert doubles(identify(counts, "headcount", KEY, "s"), "headcount") == ([(3, "warning", "row_repeated")], set())
    counts = counts.assign(n=[3, 4])
    assert doubles(identify(counts, "headcount", KEY, "s"), "headcount") == ([(3, "error", "possible_duplicate")], {3})
