"""The store and the analysis joined for the page Suivi: places, hidden counts, time, spread, on the demonstration."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analysis.masking import SMALL
from analysis.small_cells import COVERED, SHOWN, SMALL_CELL
from analysis.spread import Spread
from queries.filters import Filters
from queries.store import Store
from ui.monitoring import hidden_by_delegation
from words.problem import Problem
from words.translate import spaced


def _page() -> None:
    import streamlit as st

    from ui import address, frame, monitoring, monitoring_aims, monitoring_tables

    frame.open_frame()
    filters = address.current_filters()
    state = st.session_state
    state["places"] = monitoring.places(filters)
    state["delegations"] = monitoring.delegations(filters)
    state["people"] = monitoring.counts_by_delegation(filters, "people_reached")
    state["services"] = monitoring.counts_by_delegation(filters, "services")
    state["hidden"] = monitoring.hidden_by_delegation(state["people"])
    state["projects"] = monitoring.projects_by(filters)
    state["months"] = monitoring.in_time(filters, "people_reached", "month")
    state["spread"] = {what: monitoring.spread_of(filters, what) for what in monitoring.SPREAD}
    state["sources"] = monitoring.sources()
    state["circles"] = monitoring_aims.circles(filters, "people_reached")
    counts = monitoring.by_group(filters, "people_reached", "situation")
    state["told"] = monitoring_tables.told(counts, "situation", state["places"].vocabulary)
    state["visible"] = monitoring_tables.visible(counts)


def _state(home: Path, monkeypatch: pytest.MonkeyPatch, **query: str) -> Any:
    monkeypatch.setenv("ESS_DATA", str(home))
    monkeypatch.setenv("ESS_DEMO", "0" if "facts" in home.name else "1")
    app = AppTest.from_function(_page, default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app.session_state


def test_governorates_until_one_is_chosen_then_delegations(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _state(demo_home, monkeypatch)["places"].codes == ("22", "33", "42", "43")
    two = _state(demo_home, monkeypatch, governorates="22,42")
    assert two["places"] == ("governorates", "governorate", ("22", "42"))
    one = _state(demo_home, monkeypatch, governorates="22")
    assert one["places"].vocabulary == "delegations"
    assert one["places"].codes == one["delegations"]
    assert len(one["delegations"]) == 9
    assert _state(demo_home, monkeypatch, delegations="2251,4259")["places"].codes == ("2251", "4259")


def test_people_by_delegation_are_missing_where_nothing_is_recorded(
    demo_home: Path, demo_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = _state(demo_home, monkeypatch)["people"]
    rows = demo_store.ask("headcounts").query("measure == 'people_reached' and delegation.notna()")
    expected = rows.groupby("delegation")["n"].sum()
    assert people.dropna().astype(int).to_dict() == expected.to_dict()
    assert people.isna().sum() == 45 - len(expected) > 0


def test_services_are_known_where_every_function_is_surveyed(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    services = _state(demo_home, monkeypatch)["services"]
    assert services[["2258", "4258", "4259"]].isna().all()  # not surveyed; finance only partly
    assert services["3353"] == 0


SOME = pd.Series({"2251": 3, "2252": 40, "2253": 0, "3351": 7, "4251": None}, dtype="Int64")


def test_what_covers_a_small_count_is_in_its_own_governorate() -> None:
    assert hidden_by_delegation(SOME).to_dict() == {
        "2251": SMALL_CELL, "2252": COVERED, "2253": SHOWN, "3351": SHOWN,
    }  # fmt: skip


def test_a_small_count_is_drawn_without_its_size(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.monitoring.counts_by_delegation", lambda filters, what: SOME)
    (circles,) = _state(demo_home, monkeypatch)["circles"]
    assert circles.masked == {"2251", "2252"}
    assert circles.labels["2251"] == spaced("Personnes touchées : <5")
    assert circles.labels["2252"] == spaced("Personnes touchées : masqué")
    assert circles.labels["3351"] == "7 personnes touchées"
    assert circles.labels["4251"] == spaced("Personnes touchées : aucun enregistrement")
    assert "4251" not in circles.values
    assert circles.values["2253"] == 0


def test_no_circle_without_any_record(facts_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _state(facts_home, monkeypatch)["circles"] == []


def test_tables_hide_what_is_small_and_charts_draw_only_what_is_told(
    demo_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = _state(demo_home, monkeypatch, governorates="22")
    told, visible = state["told"], state["visible"]
    cells = told.drop(columns="suivi.place").to_numpy().ravel()
    assert {cell for cell in cells if isinstance(cell, str)} == {"<5", "masqué", "aucun enregistrement"}
    assert not [cell for cell in cells if isinstance(cell, int) and 0 < cell < SMALL]
    assert not ((visible > 0) & (visible < SMALL)).to_numpy().any()
    assert visible.isna().to_numpy().any()


def test_projects_are_counted_once_by_step_and_once_by_kind(
    demo_home: Path, demo_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = _state(demo_home, monkeypatch)["projects"]
    for prefix in ("steps.", "enterprise_is."):
        parts = counts[[name for name in counts if name.startswith(prefix)]].sum(axis=1)
        assert (parts == counts["projects"]).all()
    assert counts["projects"].sum() == demo_store.ask("matched", Filters())["projects_all"].iloc[0]


def test_the_running_total_counts_only_what_is_shown(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    months = _state(demo_home, monkeypatch)["months"]
    assert months["cumulated"].iloc[-1] == months["shown"].sum()
    assert months["cumulated"].is_monotonic_increasing
    assert pd.isna(months.loc[months["activities"] == 0, "shown"]).all()


def test_spread_is_measured_or_refused_with_a_reason(
    demo_home: Path, facts_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = _state(demo_home, monkeypatch)["spread"]
    assert all(isinstance(one, Spread) for one in found.values())
    assert found["projects"].places == 45
    assert found["people_reached"].governorates == 4
    alone = _state(facts_home, monkeypatch)["spread"]
    assert {one.code for one in alone.values() if isinstance(one, Problem)} == {"inequality_few_places"}
    nothing = _state(demo_home, monkeypatch, steps="growing", chains="PECH", governorates="22")["spread"]
    assert nothing["projects"].code == "inequality_all_zero"


def test_sources_are_those_of_aims_and_records(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _state(demo_home, monkeypatch)["sources"] == ["Démonstration (fictif)", "dépliant IESS"]
