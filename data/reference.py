"""The shipped facts, each file into its table as what it is: nothing guessed, an empty cell stays empty."""

import csv
import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pandas as pd

from data import bodies
from geo import points

FOLDER = Path(__file__).parent / "reference"
Rows = Sequence[Mapping[str, object]]

POINT_KINDS = {
    "town (GeoNames)": "town", "close to the centroid: confirm": "near_centroid", "listed, unconfirmed": "listed",
}  # fmt: skip
UNRELIABLE_OUTLINES = frozenset({"4253"})  # Ezzouhour: its density must never be shown
# The chain's source names only other governorates.
TO_CONFIRM = frozenset({("CERE", "42"), ("TOUR", "33"), ("OLIV", "22"), ("OLIV", "42"), ("OVIN", "22"), ("OVIN", "42")})
STAGE_WORDS = {
    "intrants": "INT", "production": "PRO", "collecte": "COL", "transformation": "TRA", "conditionnement": "CON",
    "commercialisation": "COM", "services": "SRV",
}  # fmt: skip
# Published units -> one spelling; what a unit said about precision moves to the figure's quality.
UNITS = {
    "%": ("percent", ""), "0-1": ("index 0-1", ""), "inhabitants (approx.)": ("inhabitants", "approximate"),
    "inhabitants (estim.)": ("inhabitants", "estimate"),
}  # fmt: skip
TARGETS = {"people": 2000, "projects": 140, "support_bodies": 40, "hubs": 2}


def rows(name: str) -> list[dict[str, str]]:
    """One CSV file of the reference as dictionaries of text."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def digest() -> str:
    """Fingerprint of every reference file."""
    total = hashlib.sha256()
    for path in sorted(FOLDER.iterdir()):
        total.update(path.name.encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def frames() -> dict[str, pd.DataFrame]:
    """Table -> rows of the reference, with entry 0, parents before children."""
    return {table: pd.DataFrame(listed) for table, listed in {**_territory(), **_vocabularies(), **_facts()}.items()}


def _territory() -> dict[str, Rows]:
    return {
        "governorate": [dict(row) for row in rows("governorates.csv")],
        "delegation": [_delegation(row) for row in rows("delegations.csv")],
        "newer_delegation": [
            {k: row[k] for k in ("fr", "ar", "governorate", "parent_certainty")}
            | {"aliases": _split(row["aliases"]), "created": row["created"] or None, "parent": row["parent_code"]}
            for row in rows("delegations_since_2014.csv")
        ],
        "locality": [
            {k: row[k] or None for k in ("geonameid", "name", "name_ar", "delegation", "note")}
            | {"aliases": _split(row["aliases"]), "lon": float(row["lon"]), "lat": float(row["lat"])}
            for row in rows("localities.csv")
        ],
    }


def _delegation(row: dict[str, str]) -> dict[str, object]:
    """The seat where the list has one, else the outline's representative point; a town's name never gives a point."""
    code = row["code"]
    if row["seat_lon"]:
        lon, lat, kind = float(row["seat_lon"]), float(row["seat_lat"]), POINT_KINDS[row["seat_basis"]]
    else:
        lon, lat, kind = *points.representative(code), "representative"
    return {k: row[k] or None for k in ("code", "governorate", "pcode", "fr", "ar", "town")} | {
        "aliases": _split(row["aliases"]), "lon": lon, "lat": lat, "point_kind": kind,
        "area_km2": points.area_km2(code),
        "outline_reliable": code not in UNRELIABLE_OUTLINES,
        "source": "INS" if kind == "representative" else f"INS; {row['seat_basis']}",
    }  # fmt: skip


def _vocabularies() -> dict[str, Rows]:
    chains = rows("value_chains.csv")
    words = {row["code"]: _stage_words(row["stages"]) for row in chains}
    return {
        "legal_form": [{k: v or None for k, v in row.items()} for row in rows("legal_forms.csv")],
        "stage": [
            {k: row[k] or None for k in ("code", "fr", "ar", "en", "note")}
            | {"rank": int(row["rank"]) if row["rank"] else None}
            for row in rows("value_chain_stages.csv")
        ],
        "value_chain": [
            {k: row[k] or None for k in ("code", "fr", "ar", "en", "evidence", "source")}
            | {"sections": _split(row["citi_rev4_sections"])}
            for row in chains
        ],
        "chain_stage": [
            {"chain": row["code"], "stage": stage, "words": words[row["code"]].get(stage)}
            for row in chains
            for stage in _split(row["stage_codes"])
        ],
        "chain_governorate": [
            {"chain": row["value_chain"], "governorate": row["governorate"], "source": row["source"] or None}
            | {"certainty": _chain_certainty(row)}
            for row in rows("value_chain_governorates.csv")
        ],
        "service_type": [
            {k: row[k] or None for k in ("code", "fr", "ar", "en", "definition", "leaflet_words")}
            | {"axis": row["leaflet_axis"] or None, "function": row["hub_function"], "audience": row["for"]}
            for row in rows("service_types.csv")
        ],
        "essglobal_activity": [
            {"code": row["essglobal_code"], "section": row["isic_rev4_section"], "en": row["essglobal_prefLabel_en"]}
            | {"source": row["source"]}
            for row in rows("essglobal_activities.csv")
        ],
        "target": [{"code": code, "value": value, "source": "dépliant IESS"} for code, value in TARGETS.items()],
    }  # fmt: skip


def _stage_words(text: str) -> dict[str, str]:
    """'intrants=plants; production=oliveraies' -> {INT: plants, PRO: oliveraies}."""
    pairs = [part.split("=", 1) for part in text.split(";") if "=" in part]
    return {STAGE_WORDS[label.strip()]: words.strip() for label, words in pairs}


def _chain_certainty(row: dict[str, str]) -> str:
    return "to_confirm" if (row["value_chain"], row["governorate"]) in TO_CONFIRM else row["certainty"]


def _facts() -> dict[str, Rows]:
    figures = [_figure(row, "delegation") for row in rows("delegation_figures.csv")]
    figures += [
        _figure(row, "country" if row["territory"] == "TN" else "governorate")
        for row in rows("governorate_figures.csv")
    ]
    organisations, enterprises, services = bodies.read(rows("organisations.csv"), rows("named_structures.csv"))
    return {"figure": figures, "organisation": organisations, "enterprise": enterprises, "service": services}


def _figure(row: dict[str, str], level: str) -> dict[str, object]:
    unit, said = UNITS.get(row["unit"], (row["unit"], ""))
    error = row.get("standard_error")
    return {
        "territory": row["territory"], "level": level, "indicator": row["indicator"], "period": row["period"],
        "year": int(row["year"]) if row["year"] else None, "value": float(row["value"]),
        "standard_error": float(error) if error else None, "unit": unit, "source": row["source"],
        "quality": "; ".join(filter(None, (row["quality"], said))), "is_default": False,
        "source_id": f"{row['territory']}:{row['indicator']}:{row['period']}", "entry": 0,
    }  # fmt: skip


def _split(text: str) -> list[str]:
    return [part.strip() for part in re.split(";", text) if part.strip()]
