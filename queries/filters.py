"""Filters: the one value that travels from the address bar to the SQL."""

import unicodedata
from dataclasses import dataclass, fields, replace
from typing import Any


@dataclass(frozen=True)
class Filters:
    """What the reader wants to see, in codes. OR within a field, AND between fields, empty = all.

    One name everywhere: field = URL key = widget key = SQL struct field = translation key `filter.<name>`.
    Tuples are kept sorted and without doubles, so equal choices are equal values (and cache keys).
    """

    governorates: tuple[str, ...] = ()
    delegations: tuple[str, ...] = ()
    chains: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    women_led: tuple[str, ...] = ()
    youth_led: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    ess_specific: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    observed: tuple[str, ...] = ()
    q: str = ""

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name != "q":
                object.__setattr__(self, field.name, tuple(sorted(set(value))))

    def as_struct(self) -> dict[str, Any]:
        """The value of `$filters` in SQL: NULL for 'all', because an empty list matches nothing."""
        struct: dict[str, Any] = {f.name: list(getattr(self, f.name)) or None for f in fields(self) if f.name != "q"}
        return struct | {"q": plain(self.q) or None}

    def without(self, *names: str) -> "Filters":
        """The same filters with these fields set back to 'all'."""
        empty = Filters()
        return replace(self, **{name: getattr(empty, name) for name in names})

    def active(self) -> dict[str, tuple[str, ...] | str]:
        """Only the fields that narrow something."""
        return {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name)}


def plain(text: str) -> str:
    """Lower case without accents, as `strip_accents(lower(...))` gives it in SQL."""
    parts = unicodedata.normalize("NFKD", text.strip().lower())
    return "".join(part for part in parts if not unicodedata.combining(part))


FIELDS = tuple(field.name for field in fields(Filters))
