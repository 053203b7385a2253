"""One scenario of a comparison: its letter, what its settings give today, and whom it serves."""

from dataclasses import dataclass

import pandas as pd

from ui.hubs import served_places
from ui.scenario_replay import Replay, replay
from ui.scenarios import Saved
from ui.speech import t
from words.translate import isolated

LETTERS = "abcd"


@dataclass(frozen=True)
class Side:
    """One scenario of a comparison; `letter` is a code, `served` None where its pair is not possible today."""

    letter: str
    saved: Saved
    replay: Replay
    served: pd.DataFrame | None

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
    replayed = replay(saved.scenario)
    served = None
    if replayed.position is not None:
        served = served_places(replayed.question, replayed.position).set_index("delegation")
    return Side(letter, saved, replayed, served)
