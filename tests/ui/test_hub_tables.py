from pathlib import Path

import pandas as pd
import pytest

from analysis.hubs import HubRules
from data import export
from ui import hub_tables, hubs
from ui.hubs import Question
from ui.tables import in_words

DEFAULT = Question(HubRules(), 1.3, "census")


@pytest.fixture(autouse=True)
def _facts(facts_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESS_DATA", str(facts_home))
    monkeypatch.setenv("ESS_DEMO", "0")


def test_remarks_tell_same_town_from_doubt() -> None:
    marks = pd.DataFrame({"same_town": [True, True, False, False], "unreliable": [True, False, True, False]})
    told = hub_tables.in_percent(marks.assign(share_served=0.5))
    assert told["hub_remark"].tolist() == ["both", "same_town", "unreliable", "none"]
    assert told["share_served"].tolist() == [50.0] * 4


def test_the_file_holds_all_pairs_by_name() -> None:
    pairs = hub_tables.in_percent(hub_tables.numbered(hubs.ranking(DEFAULT).pairs))
    words = in_words(pairs, hub_tables.PAIRS_FILE)
    assert len(words) == 755
    assert words.iloc[0]["Premier siège"] == "Ezzouhour"
    assert words["Position"].tolist() == list(range(1, 756))
    lines = export.to_csv(words, about={"Page": "essai"}).decode("utf-8-sig").splitlines()
    assert sum("Souk Jedid" in line for line in lines) == 9 + 11 + 13  # seats of the other three governorates
