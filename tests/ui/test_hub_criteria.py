from pathlib import Path

import pytest

from analysis.hub_criteria import CRITERIA
from analysis.hubs import HubRules
from ui import address, cached
from ui import hub_criteria as criteria
from ui.hubs import Question

DEFAULT = Question(HubRules(), 1.3, "census")


@pytest.fixture
def facts(facts_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESS_DATA", str(facts_home))
    monkeypatch.setenv("ESS_DEMO", "0")


@pytest.fixture
def demo(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESS_DATA", str(demo_home))


def test_weights_are_read_from_the_address_and_always_sum_to_a_hundred() -> None:
    two = ("need", "within")
    assert criteria.written("need:60,within:40", "reinforce", two) == {"need": 60, "within": 40}
    assert criteria.written("", "reinforce", two) == {"need": 50, "within": 50}
    assert criteria.written("need:60", "reinforce", two) == {"need": 75, "within": 25}
    for nonsense in ("need:-3", "need:1e9", "nothing:4", ":", "need:999", "<script>"):
        assert criteria.written(nonsense, "reinforce", two) == {"need": 50, "within": 50}
    assert criteria.written("need:0,within:0", "reinforce", two) == {"need": 50, "within": 50}
    every = criteria.written("", "create", CRITERIA)
    assert sum(every.values()) == 100 and criteria.written(criteria.as_text(every), "create", CRITERIA) == every
    assert len(criteria.as_text(dict.fromkeys(CRITERIA, 100))) <= address.LONGEST_TEXT


def test_facts_alone_know_need_and_distance_and_nothing_is_made_up(facts: None) -> None:
    known = criteria.known_places(DEFAULT)
    assert known == {"need": 45, "within": 45, "density": 0, "base": 0, "stages": 0, "anchoring": 0}
    assert criteria.in_use(DEFAULT) == ("need", "within")


def test_the_demonstration_starts_with_what_is_real(demo: None) -> None:
    assert cached.demonstration()
    known = criteria.known_places(DEFAULT)
    assert known["need"] == 45 and all(2 <= known[code] < 45 for code in ("density", "base", "stages", "anchoring"))
    assert criteria.in_use(DEFAULT) == ("need", "within")


def test_criteria_are_of_all_places_whatever_is_imposed(demo: None) -> None:
    limited = Question(HubRules(excluded=("4255",), excluded_governorates=("22",)), 1.3, "census")
    assert criteria.values(limited).equals(criteria.values(DEFAULT))
    assert len(criteria.values(DEFAULT)) == len(criteria.confidence(DEFAULT)) == 45
    need = cached.territory().set_index("code")["need"]
    assert criteria.values(DEFAULT)["need"].to_numpy() == pytest.approx(need.to_numpy())
    assert (criteria.values(DEFAULT)["within"] >= need).all()


def test_chief_towns_are_the_seats_that_bear_the_governorates_name(facts: None) -> None:
    assert criteria.chief_towns() == {"2251", "2252", "3351", "4251", "4252", "4253", "4351", "4352"}
