from pathlib import Path

import pandas as pd
import pytest

from analysis.hubs import HubRules
from ui import hub_words, hubs
from ui.hubs import Question

DEFAULT = Question(HubRules(), 1.3, "census")


@pytest.fixture(autouse=True)
def _facts(facts_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESS_DATA", str(facts_home))
    monkeypatch.setenv("ESS_DEMO", "0")


def row(why: str, value: float, after: float, *, mean: float = 20.0) -> dict[str, object]:
    figures = {"need_served": 1000.0, "mean_km": mean, "worst_km": 40.0, "same_town": False, "unreliable": False}
    return {"seat_a": "4259", "seat_b": "4361", "why": why, "value": value, "next_value": after, **figures}


def test_a_seat_says_its_town_only_where_several_delegations_share_one() -> None:
    assert hub_words.seat_name("4251") == "Kasserine Nord (ville de Kasserine)"
    assert hub_words.seat_name("4259") == "Thala"


def plain(words: str) -> str:
    """With ordinary spaces."""
    return " ".join(words.split())


def test_digits_are_added_until_two_distances_read_apart() -> None:
    rows = pd.DataFrame([row("nearer_mean", 40.568, 40.631), row("last", float("nan"), float("nan"))])
    assert "(40,57 km contre 40,63)" in hub_words.standings(rows)[0]
    rows = pd.DataFrame([row("nearer_mean", 40.2, 41.0), row("last", float("nan"), float("nan"))])
    assert "(40,2 km contre 41)" in hub_words.standings(rows)[0]


def test_the_first_is_told_against_the_next_and_the_others_against_the_one_before() -> None:
    rows = pd.DataFrame([row("more_need", 2000, 1000), row("equal", float("nan"), float("nan")), row("last", 0, 0)])
    first, second, third = hub_words.standings(rows, in_list=True)
    assert "Devant la suivante : sert plus de monde (2 000 habitants" in plain(first)
    assert "Derrière la précédente : sert moins de monde (1 000 habitants" in plain(second)
    assert "Ex æquo avec la précédente" in third


def test_alone_a_pair_needs_no_reason() -> None:
    assert hub_words.standings(pd.DataFrame([row("last", float("nan"), float("nan"))]))[0].endswith("40 km au plus.")


def test_a_pair_that_serves_nobody_says_so() -> None:
    assert hub_words.figures(pd.Series(row("last", 0, 0, mean=float("nan")))) == "Ne sert personne."


def test_marks_follow_the_reason() -> None:
    marked = pd.DataFrame([row("last", 0, 0) | {"same_town": True, "unreliable": True}])
    words = hub_words.standings(marked)[0]
    assert words.endswith("Même ville qu'une paire mieux placée. Tient au contour d'Ezzouhour.")


def test_the_answer_says_who_is_served_and_how_far() -> None:
    ranked, served = hubs.ranking(DEFAULT), hubs.served_places(DEFAULT, 1)
    words = plain(hub_words.answer(DEFAULT, ranked, served))
    assert words.startswith("Ezzouhour (ville de Kasserine) + Souk Jedid")
    assert "259 437 habitants pauvres ± 3 302" in words
    assert "le plus des 6 paires" in words
    assert "de leurs 156 paires de sièges" in words  # 13 x 12


def test_the_governorates_sentence_sets_nearness_against_need() -> None:
    words = hub_words.governorates_sentence(DEFAULT, hubs.by_governorate(DEFAULT))
    assert "Kasserine + Sidi Bouzid vient en tête" in words
    assert "n° 6 sur 6" in words
    assert "Jendouba + Mahdia" in words
