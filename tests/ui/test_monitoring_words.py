"""The sentences of the page Suivi, on small answers known by hand, in the three languages."""

from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from words.translate import LANGUAGES


def _page() -> None:
    import pandas as pd
    import streamlit as st

    from analysis import monitoring
    from analysis.inequality import Theil
    from analysis.spread import Spread
    from ui import monitoring_words as words
    from words.problem import Problem

    st.session_state["address"] = {"lang": st.query_params.get("lang", "fr")}
    counts = pd.Series({"women": 3, "men": 40, "unknown": 57})
    theil = Theil(0.4, 0.1, 0.3)
    places = Spread(theil, 0.35, 0.2, 40, 4, ("2251",), ("4253",), Theil(0.5, 0.2, 0.3))
    two = pd.Series({"2251": 3, "2252": 40}, dtype="Int64")
    st.session_state["told"] = {
        "few": [words.few(n) for n in (0, 1, 4, 5)],
        "groups": words.groups(counts, "sex"),
        "kept": words.kept(monitoring.Kept(2, 1, 3, 4, 20, 15), 12),
        "kept_few": words.kept(monitoring.Kept(1, 0, 0, 0, 3, 3), 12),
        "kept_none": words.kept(monitoring.Kept(1, 0, 0, 0, 30, 0), 12),
        "spread": words.spread(places, "people_reached", 45),
        "alone": words.spread(places._replace(governorates=1), "people_reached", 9),
        "refused": words.spread(Problem("inequality_few_places", {"n": 1}), "projects", 45),
        "map": words.map_summary(two, pd.Series({"2251": "<5", "2252": "masqué"}), "people_reached"),
        "nowhere": words.map_summary(two * 0, pd.Series({"2251": None, "2252": None}), "projects"),
        "aims": words.aims(pd.DataFrame({"target": ["people", "hubs"], "aim": [2000, 2], "recorded": [None, 2]})),
    }


def _told(lang: str = "fr") -> Any:
    app = AppTest.from_function(_page, default_timeout=30)
    app.query_params["lang"] = lang
    app.run()
    assert not app.exception
    return app.session_state["told"]


@pytest.fixture(autouse=True)
def home(demo_home: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESS_DATA", str(demo_home))


def test_in_french() -> None:
    told = {name: text if isinstance(text, list) else text.replace("\u00a0", " ") for name, text in _told().items()}
    assert told["few"] == ["0", "<5", "<5", "5"]
    assert told["groups"] == "Sexe : femmes <5, hommes masqué, non connu 57 (57\u202f%)."
    assert "connu pour 2 projets sur 10" in told["kept"]
    assert "dû mais non relevé pour 1" in told["kept"]
    assert "pas encore connu, faute de recul, pour 3" in told["kept"]
    assert "15 emplois sur 20 sont encore là (75\u202f%)" in told["kept"]
    assert "Sans date, donc impossible à dire : 4" in told["kept"]
    assert "a 20\u202f% du total" in told["spread"]
    assert "25\u202f% est entre gouvernorats et 75\u202f% à l'intérieur" in told["spread"]
    assert "laissées de côté : 1 ; si elles étaient à zéro, le Theil serait 0,5" in told["spread"]
    assert "Sans chiffre de besoin : Ezzouhour." in told["spread"]
    assert "entre gouvernorats" not in told["alone"]
    assert told["refused"].startswith("Projets : Il faut au moins deux délégations")
    assert told["map"].endswith("(masqué).")
    assert told["nowhere"] == "Les projets enregistrés ne sont localisés dans aucune délégation montrée."
    assert told["aims"].startswith("Atteints d'après ce qui est enregistré : 1 (Pôles pilotes). Non connus")


def test_no_share_gives_a_small_number_away() -> None:
    told = _told()
    assert "%" not in told["kept_few"]
    assert "0 emplois sur 30" in told["kept_none"]  # none left is known, and zero


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_placeholder_is_left_open(language: str) -> None:
    for text in _told(language).values():
        assert "{" not in str(text)
        assert str(text) not in ("", str(pd.NA))
