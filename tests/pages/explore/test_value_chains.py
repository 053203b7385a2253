"""The page Filières: the answer, the matrix by territory, missing stages, flows, what nobody can say."""

import html
import json
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from queries.store import Store
from words.translate import LANGUAGES, spaced, t

TABS = ("missing", "cells", "flows", "quotients", "leaders", "related")


def _page() -> None:
    from pages.explore import value_chains
    from ui import frame

    frame.open_frame()
    frame.header("filieres")
    value_chains.show()


def _run(home: Path, monkeypatch: pytest.MonkeyPatch, tab: str = "", **query: str) -> AppTest:
    monkeypatch.setenv("ESS_DATA", str(home))
    monkeypatch.setenv("ESS_DEMO", "0" if "facts" in home.name else "1")
    app = AppTest.from_function(_page, default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    if tab:
        language = query.get("lang", "fr")
        app.session_state[f"filieres_tabs_{language}"] = t(f"filieres.tab_{tab}", language)
    app.run()
    assert not app.exception
    assert not app.error
    return app


def _html(app: AppTest) -> str:
    return html.unescape(" ".join(element.proto.body for element in app.get("html")))


def _table(app: AppTest, part: str) -> pd.DataFrame:
    """A table of the page as the browser gets it; a number by its value, NaN where there is none."""
    for element in app.get("bidi_component"):
        if element.proto.id.endswith(f"-{part}_rows"):
            sent = json.loads(element.proto.json)
            head = [words for words, _kind in sent["head"]]
            return pd.DataFrame(
                [[cell[1] if isinstance(cell, list) else cell for cell in row] for row in sent["rows"]], columns=head
            )
    raise AssertionError(f"no table {part}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_draws_every_table_in_every_language(
    language: str, demo_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for tab in TABS:
        app = _run(demo_home, monkeypatch, tab, lang=language, governorates="33", chains="OLIV")
        shown = _html(app)
        assert t("filieres.where", language) in " ".join(title.value for title in app.header)
        assert t("filieres.points_note", language) in shown
        assert len(app.get("download_button")) >= 2


def test_a_stage_without_an_actor_tells_the_nearest_and_its_distance(
    demo_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = _table(_run(demo_home, monkeypatch, "missing", chains="MARA", governorates="43"), "filieres_missing")
    assert len(table) > 0
    assert set(table["Filière"]) == {"Maraîchage (tomate, piment, melon)"}
    processing = table[table["Maillon"] == "Transformation"]
    assert len(processing) > 0  # nobody processes vegetables in Sidi Bouzid
    assert (processing["Distance (km)"] > processing["Portée (km)"]).all()
    assert processing[spaced("Acteur le plus proche : délégation")].notna().all()


def test_a_wider_range_in_the_address_leaves_fewer_stages_missing(
    demo_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {"chains": "LAIT", "stages": "COL"}
    near = _table(_run(demo_home, monkeypatch, "missing", **asked), "filieres_missing")
    far = _table(_run(demo_home, monkeypatch, "missing", ranges="LAIT.COL.40", **asked), "filieres_missing")
    assert set(near["Portée (km)"]) == {15}
    assert set(far["Portée (km)"]) == {40}
    assert 0 < len(far) < len(near)


def test_a_gda_that_sells_is_shown_so_and_not_as_a_filled_stage(
    demo_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {"chain_rows": "governorate", "chains": "PFNL", "stages": "COM", "governorates": "42"}
    table = _table(_run(demo_home, monkeypatch, "cells", **asked), "filieres_cells")
    assert table["État"].tolist() == ["exercé de fait par une forme qui n'y est pas habilitée"]
    assert table["Entreprises ESS"].isna().tolist() == [True]  # not all of Kasserine is surveyed: no zero
    assert table["Forme non habilitée"].tolist() == [1]


def test_dependence_is_a_stage_that_conventional_actors_alone_hold(
    demo_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {"chain_rows": "governorate", "chains": "LIEG", "stages": "TRA", "governorates": "22"}
    table = _table(_run(demo_home, monkeypatch, "cells", **asked), "filieres_cells")
    assert table["État"].tolist() == [spaced("acteurs classiques seulement : dépendance")]
    assert table["Documentation"].tolist() == ["non vérifiée"]


def test_a_filter_on_leadership_empties_no_stage(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = _run(demo_home, monkeypatch, "cells", governorates="33")
    women = _run(demo_home, monkeypatch, "cells", governorates="33", women_led="yes")
    assert _table(women, "filieres_cells").equals(_table(whole, "filieres_cells"))
    assert t("filieres.filters_note", "fr") in _html(women)
    assert t("filieres.filters_note", "fr") not in _html(whole)


def test_one_delegation_is_told_in_its_own_words(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = _html(_run(demo_home, monkeypatch, delegations="4361"))
    assert "Maraîchage" in shown
    assert "délégations sur" not in shown
    assert t("filieres.choose_first", "fr") in _html(_run(demo_home, monkeypatch, chain_rows="delegation"))


def test_flows_count_every_purchase_once_and_draw_no_informal_group(
    demo_home: Path, demo_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = demo_store.ask("stage_flows")
    for by, key in (("stages", "seller_stage"), ("territories", "seller_governorate")):
        table = _table(_run(demo_home, monkeypatch, "flows", flow_by=by), f"flow_table_{key}")
        assert table["Achats relevés"].sum() == (~rows["apart"]).sum() > 0


def test_shares_of_leadership_are_of_those_known(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = _table(_run(demo_home, monkeypatch, "leaders", chains="TISS"), "filieres_leaders")
    row = table.iloc[0]
    known = row["Entreprises ESS"] - row[spaced("Femmes : non connu")]
    assert row["Femmes (% des connues)"] == pytest.approx(100 * row[spaced("Femmes : oui")] / known)


def test_nonsense_in_the_address_changes_nothing(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = _table(_run(demo_home, monkeypatch), "filieres_missing")
    asked = {"ranges": "LAIT.COL.16,<script>,OLIV", "chain_rows": "planet", "flow_by": "?", "links_shown": "2"}
    assert _table(_run(demo_home, monkeypatch, **asked), "filieres_missing").equals(plain)


@pytest.mark.parametrize("language", LANGUAGES)
def test_facts_alone_say_that_nothing_can_be_said(
    language: str, facts_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for tab in TABS if language == "fr" else TABS[-1:]:
        shown = _html(_run(facts_home, monkeypatch, tab, lang=language))
        assert t("filieres.summary_nothing", language) in shown
    assert t("filieres.related_few", language, n=0) in shown
