"""Which delegation or governorate a written name or a declared code means."""

import csv
import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from words.problem import WARNING, Problem

REFERENCE = Path(__file__).parent.parent / "data" / "reference"
System = Literal["ins", "pcode", "iso"]

# One spelling for letters that writers interchange (NFKD has already split the hamza and madda off).
ARABIC = str.maketrans({"ٱ": "ا", "ى": "ي", "ة": "ه", "ـ": None, "ı": "i"})
ARTICLES = frozenset({"el", "al", "la", "le", "les", "l", "the"})


@dataclass(frozen=True)
class Match:
    """A code, how it was found (code, name, alias, newer, locality) and what the reader should be told, if anything."""

    code: str
    how: str
    note: Problem | None = None


@dataclass(frozen=True)
class Place:
    """One row of the reference that a name can mean. `code` is the delegation it counts in."""

    code: str
    governorate: str
    fr: str
    ar: str
    how: str
    note: Problem | None = None


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """A name without what writers vary: case, accents, vowel marks, hyphens, articles, shapes of alef, ya and ta.

    'La Chebba' -> 'chebba'; 'الشَّابة' -> 'شابه'. A name that is only an article stays as it is.
    """
    split = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in split if unicodedata.category(c) not in ("Mn", "Cf")).translate(ARABIC)
    tokens = re.findall(r"\w+", "".join(str(unicodedata.digit(c, c)) if c.isdigit() else c for c in plain))
    kept = [_without_article(token) for token in tokens if token not in ARTICLES]
    return " ".join(kept or tokens)


def _without_article(token: str) -> str:
    return token[2:] if token.startswith("ال") and len(token) > 3 else token


def _rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def _delegations() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in _rows("delegations.csv")}


@cache
def _governorates() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in _rows("governorates.csv")}


def _spellings(row: dict[str, str]) -> set[str]:
    names = [row.get("fr"), row.get("ar"), row.get("name"), row.get("name_ar"), *row["aliases"].split(";")]
    return {fold(name) for name in names if name and name.strip()}


def _newer(row: dict[str, str]) -> Place:
    parent = _delegations()[row["parent_code"]]
    args: dict[str, str | int | float] = {
        "name": row["fr"], "name_ar": row["ar"], "parent": parent["fr"], "parent_ar": parent["ar"],
        "parent_code": parent["code"], "certainty": row["parent_certainty"],
    }  # fmt: skip
    code = "newer_delegation_inferred" if row["parent_certainty"] == "inferred" else "newer_delegation"
    note = Problem(code, args, severity=WARNING)
    return Place(parent["code"], row["governorate"], row["fr"], row["ar"], "newer", note)


def _locality(row: dict[str, str]) -> Place:
    home = _delegations()[row["delegation"]]
    name_ar = row["name_ar"] or row["name"]
    args: dict[str, str | int | float] = {
        "name": row["name"], "name_ar": name_ar,
        "parent": home["fr"], "parent_ar": home["ar"], "parent_code": home["code"],
    }  # fmt: skip
    note = Problem("locality_for_delegation", args, severity=WARNING)
    return Place(home["code"], home["governorate"], row["name"], name_ar, "locality", note)


@cache
def _places() -> dict[str, list[Place]]:
    """Every folded spelling -> the places it can mean; a town shared by delegations means each of them.

    A delegation's own name wins over a shared town ('Jendouba' is one), a town over a locality of the same name.
    """
    index: dict[str, list[Place]] = defaultdict(list)
    towns: dict[str, list[Place]] = defaultdict(list)
    town_names = {fold(row["town"]) for row in _delegations().values() if row["town"]}
    for row in _delegations().values():
        official = {fold(row["fr"]), fold(row["ar"])}
        for key in _spellings(row):
            index[key].append(
                Place(row["code"], row["governorate"], row["fr"], row["ar"], "name" if key in official else "alias")
            )
        for key in _spellings({"fr": row["town"], "aliases": _town_ar(row)}):
            towns[key].append(Place(row["code"], row["governorate"], row["fr"], row["ar"], "town"))
    for key, places in towns.items():
        if key not in index:
            index[key] = places
    for row in _rows("delegations_since_2014.csv"):
        for key in _spellings(row):
            index[key].append(_newer(row))
    for row in _rows("localities.csv"):
        for key in _spellings(row):
            if row["delegation"] and key not in index and key not in town_names:
                index[key] = [_locality(row)]
    return dict(index)


def _town_ar(row: dict[str, str]) -> str:
    return next((g["ar"] for g in _governorates().values() if g["fr"] == row["town"]), "")


@lru_cache(maxsize=65536)
def match_delegation(text: str, governorate: str | None = None, system: System | None = None) -> Match | Problem:
    """The INS code of the delegation that `text` means, within `governorate` (INS code) where given.

    With a `system` the text is a code of that system and nothing else; without one it is a name and never a code,
    because INS and ISO digits collide. A town shared by several delegations is a Problem that lists them.
    """
    value = _clean(text)
    if not value:
        return Problem("delegation_missing")
    if system is not None:
        return _by_code(value, governorate, system)
    if re.fullmatch(r"(TN)?[-\s]?\d+", value, re.IGNORECASE):
        return Problem("code_without_system", {"value": value}, value=value)
    return _by_name(value, governorate)


def _clean(text: str) -> str:
    # A spreadsheet hands a column of codes over as 2251.0.
    return re.sub(r"^(\d+)\.0$", r"\1", unicodedata.normalize("NFKC", str(text)).strip())


def _by_code(value: str, governorate: str | None, system: System) -> Match | Problem:
    if system == "iso":  # ISO 3166-2 stops at governorates
        return Problem("iso_has_no_delegations", {"value": value}, value=value)
    column = "code" if system == "ins" else "pcode"
    found = next((row for row in _delegations().values() if row[column] == value.upper()), None)
    if found is None:
        return Problem("unknown_delegation_code", {"value": value, "system": system.upper()}, value=value)
    if governorate and found["governorate"] != governorate:
        return _elsewhere(value, [found["governorate"]], governorate)
    return Match(found["code"], "code")


def _by_name(value: str, governorate: str | None) -> Match | Problem:
    everywhere = _places().get(fold(value), [])
    found = [place for place in everywhere if governorate in (None, "", place.governorate)]
    codes = {place.code for place in found}
    if len(codes) == 1:
        return Match(found[0].code, found[0].how, found[0].note)
    if codes:
        return Problem("ambiguous_delegation", {"value": value, **_listed(found)}, value=value)
    if everywhere and governorate:
        return _elsewhere(value, [place.governorate for place in everywhere], governorate)
    return _unknown(value, governorate)


def _elsewhere(value: str, homes: list[str], governorate: str) -> Problem:
    names, home = _governorates(), homes[0]
    args: dict[str, str | int | float] = {"value": value, "home": names[home]["fr"], "home_ar": names[home]["ar"]}
    told = names.get(governorate, {"fr": governorate, "ar": governorate})
    return Problem("delegation_elsewhere", args | {"told": told["fr"], "told_ar": told["ar"]}, value=value)


def _unknown(value: str, governorate: str | None) -> Problem:
    key = fold(value)[:60]  # no name is longer; a pasted page must not cost a long comparison
    near = difflib.get_close_matches(key, list(_places()), n=3, cutoff=0.75)
    places = [p for spelling in near for p in _places()[spelling] if governorate in (None, "", p.governorate)]
    if not places:
        return Problem("unknown_delegation", {"value": value}, value=value)
    return Problem("unknown_delegation_near", {"value": value, **_listed(places)}, value=value)


def _listed(places: Iterable[Place]) -> dict[str, str]:
    unique = {place.code: place for place in places}.values()
    names = {row["code"]: row for row in _delegations().values()}
    return {
        "candidates": ", ".join(f"{names[p.code]['fr']} ({p.code})" for p in unique),
        "candidates_ar": "، ".join(f"{names[p.code]['ar']} ({p.code})" for p in unique),
    }


def match_governorate(text: str, system: System | None = None) -> Match | Problem:
    """The INS code of one of the four governorates, by name or by a code of the declared system.

    ISO 'TN-42' and INS '42' are both Kasserine, but ISO 'TN-33' is not Mahdia (INS 33): the system is never guessed.
    """
    value = _clean(text)
    if not value:
        return Problem("governorate_missing")
    if system is None:
        if re.fullmatch(r"(TN)?[-\s]?\d+", value, re.IGNORECASE):
            return Problem("code_without_system", {"value": value}, value=value)
        key, rows = fold(value), _governorates().items()
        found = next((code for code, row in rows if key in {fold(row["fr"]), fold(row["ar"]), fold(row["en"])}), None)
        return Match(found, "name") if found else Problem("unknown_governorate", {"value": value}, value=value)
    digits = re.sub(r"^TN-?", "", value.upper()) if system != "ins" else value
    codes = {row["iso"].removeprefix("TN-") if system == "iso" else code: code for code, row in _governorates().items()}
    if digits in codes:
        return Match(codes[digits], "code")
    return Problem("unknown_governorate_code", {"value": value, "system": system.upper()}, value=value)
