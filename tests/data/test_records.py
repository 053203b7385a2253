"""Whatever is written in the cells, rows come out that the store's tables can hold, or a reason."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import columns, rows, tables
from data.findings import Findings
from data.gathering import Gathering
from data.known import Known
from data.records import gather
from data.sheets import TABLES, Table
from words.translate import LANGUAGES, sentence, t

CELLS = st.one_of(
    st.none(), st.text(max_size=12), st.integers(-5, 3000), st.floats(allow_nan=True), st.booleans(), st.dates(),
    st.sampled_from([
        "Thala", "Kasserine", "4259 – Thala", "4259", "42", "ODCO", "ORG004", "OLIV", "PRO; TRA", "OLIV: PRO", "oui",
        "femmes", "enterprise", "organisation", "GFDA", "PORTEUR", "NC", "8,67", "35,57", "0", "a@b.tn", "E1", "E1",
        "population", "services", "enterprises", "surveyed", "Formation", "finances", "members", "observed", "ins",
    ]),
)  # fmt: skip


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
@given(data=st.data())
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_cells(facts_home: Path, monkeypatch: pytest.MonkeyPatch, table: Table, data: st.DataObject) -> None:
    monkeypatch.setenv("ESS_DATA", str(facts_home))
    monkeypatch.setenv("ESS_DEMO", "0")
    names = [column.name for column in table.columns]
    sheet = [[t(f"column.{name}", "fr") for name in names]]
    sheet += data.draw(st.lists(st.lists(CELLS, min_size=len(names), max_size=len(names)), min_size=1, max_size=4))
    layout = columns.layout(t(f"table.{table.name}", "fr"), sheet)
    assert layout is not None
    findings, into = Findings("F", layout.headings), Gathering("s", Known("s"))
    raw, _ = rows.frame(sheet, layout)
    cleaned = rows.clean(raw, layout, findings)
    if len(cleaned):
        gather(cleaned, table, findings, into)
    for name, frame in into.tables().items():
        made = tables.typed(name, frame.assign(entry=1))
        for column in tables.columns()[name]:
            assert not column.required or made[column.name].null_count == 0, column.name
    for problem in findings.all():
        assert all(sentence(problem, language) for language in LANGUAGES)
    if table.name in into.tables() and table.name in ("headcount", "figure", "survey", "link"):
        assert len(into.tables()[table.name]) <= len(cleaned) - len(findings.refused)
