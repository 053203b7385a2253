"""A reader: one language and what every code is called in it. No Streamlit: documents and command lines use it too."""

import math
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from geo import added
from queries.store import Store
from words import translate
from words.translate import PLUS_MINUS, RIGHT_TO_LEFT, dictionary, isolated

# vocabulary -> code -> {fr, ar, en, parent}
Vocabulary = Mapping[str, Mapping[str, Mapping[str, str | None]]]
PLACES = frozenset({"delegations", "governorates", "precision"})


def vocabulary_of(store: Store) -> dict[str, dict[str, dict[str, str | None]]]:
    """vocabulary -> code -> {fr, ar, en, parent}, in the order it is offered."""
    names: dict[str, dict[str, dict[str, str | None]]] = {}
    for row in store.ask("vocabulary").to_dict("records"):
        told = {key: None if pd.isna(row[key]) else str(row[key]) for key in ("fr", "ar", "en", "parent")}
        names.setdefault(str(row["vocabulary"]), {})[str(row["code"])] = told
    return names


@dataclass(frozen=True)
class Reader:
    """Words, names, numbers and lists as one reader reads them."""

    language: str
    vocabulary: Vocabulary

    @property
    def right_to_left(self) -> bool:
        """Whether the language runs from right to left."""
        return self.language in RIGHT_TO_LEFT

    def t(self, key: str, **args: Any) -> str:
        """The words of a key."""
        return translate.t(key, self.language, **args)

    def names(self, vocabulary: str) -> Callable[[object], str]:
        """What the codes of a vocabulary are called, looked up once for many codes.

        A name the language lacks is given in French, isolated from the Arabic around it; no code says so in words.
        """
        words, tables = dictionary(self.language), self.vocabulary.get(vocabulary, {})
        missing = words["state.not_located" if vocabulary in PLACES else "state.unknown"]

        def name(code: object) -> str:
            if not isinstance(code, str) or not code:
                return missing
            if found := words.get(f"code.{vocabulary}.{code}"):
                return found
            names = tables.get(code)
            if names is None:
                return self._added(code)
            french = str(names["fr"])
            return names.get(self.language) or (isolated(french) if self.right_to_left else french)

        return name

    def _added(self, code: str) -> str:
        """A place that a reader added says so beside its name; any other code stands for itself."""
        place = added.read(code)
        if place is None:
            return code
        foreign = self.right_to_left or any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in place.name)
        return self.t("hubs.added_name", name=isolated(place.name) if foreign else place.name)

    def name(self, vocabulary: str, code: object) -> str:
        """What one code is called."""
        return self.names(vocabulary)(code)

    def number(self, value: float, decimals: int = 0) -> str:
        """A number as written."""
        return translate.number(value, self.language, decimals)

    def percent(self, share: float, decimals: int = 1) -> str:
        """A share (0.61) as written."""
        return translate.percent(share, self.language, decimals)

    def people(self, value: float | None, error: float | None = None) -> str:
        """'12 345 habitants pauvres ± 678', or that there is no figure."""
        if value is None or math.isnan(value):
            return self.t("state.no_figure")
        words = self.t("unit.poor_people", n=round(value))
        return words if error is None or math.isnan(error) else f"{words}{PLUS_MINUS}{self.number(round(error))}"

    def listed(self, names: Sequence[str]) -> str:
        """Names in a row, in the reader's punctuation."""
        return self.t("join.comma").join(names)

    def joined(self, parts: Iterable[str]) -> str:
        """Longer parts in a row, which may hold commas: sources, reasons."""
        return self.t("join.semicolon").join(parts)

    def says(self, what: str, told: str) -> str:
        """'What: told', with the language's space before the colon."""
        return self.t("document.says", a=what, b=told)
