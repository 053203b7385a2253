"""One scenario of a comparison: its letter, what its settings give today, and whom it serves."""

from dataclasses import dataclass

import pandas as pd

from ui.scenario_lists import Answer
from ui.scenario_replay import replay
from ui.scenarios import Saved
from ui.speech import t
from words.translate import isolated

LETTERS = "abcd"


@dataclass(frozen=True)
class Side:
    """One scenario of a comparison; `letter` is a code, `answer` what its list gives today."""

    letter: str
    saved: Saved
    answer: Answer

    @property
    def served(self) -> pd.DataFrame | None:
        """Who is served from where; None where its list has no answer today."""
        return self.answer.served

    @property
    def mark(self) -> str:
        """Its letter as the reader writes it."""
        return t(f"scenarios.letter_{self.letter}")

    @property
    def name(self) -> str:
        """Its mark and name."""
        return f"{self.mark} · {isolated(self.saved.scenario.name)}"


def side_of(letter: str, saved: Saved) -> Side:
    """The scenario replayed on the data of today."""
    return Side(letter, saved, replay(saved.scenario))
